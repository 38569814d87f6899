"""The schedule: jobs at cron times, each slot done once over any number of processes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.triggers.cron import CronTrigger

from bot.ports.store import Store
from bot.ports.unit import Unit

RETRY_AFTER = timedelta(seconds=30)
LONGEST_GAP = timedelta(days=8 * 366)
DAY_OF_WEEK = 4

_LOOK_BACK = (
    timedelta(minutes=1),
    timedelta(hours=1),
    timedelta(days=1),
    timedelta(days=32),
    timedelta(days=366),
    LONGEST_GAP,
)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """Work at the times of a cron string, done in the transaction that claims its slot.

    `cron` has five fields; days of the week go by name (`mon`), since cron and APScheduler
    number them differently. `work` is given the slot, aware and in UTC. `timezone` is an IANA
    name that the cron string is read in.
    """

    name: str
    cron: str
    work: Callable[[Unit, datetime], None]
    timezone: str = "UTC"


class Times:
    """The moments that a cron string names.

    In the hour that clocks repeat when they go back, a time of day comes twice.
    """

    def __init__(self, cron: str, timezone: str) -> None:
        """Read the string; raises ValueError where it is no cron string that can be used."""
        fields = cron.split()
        if any(character.isdigit() for character in "".join(fields[DAY_OF_WEEK:])):
            message = f"name the days of the week in {cron!r}, as cron counts them otherwise"
            raise ValueError(message)
        self._trigger = CronTrigger.from_crontab(cron, timezone)  # type: ignore[no-untyped-call]

    def next(self, after: datetime) -> datetime | None:
        """Return the first moment that comes after this one."""
        found = self._trigger.get_next_fire_time(None, after + timedelta(microseconds=1))
        return found.astimezone(UTC) if found else None

    def latest(self, until: datetime) -> datetime | None:
        """Return the last moment that is not after this one, within eight years."""
        for span in _LOOK_BACK:
            slot, found = self.next(until - span), None
            while slot is not None and slot <= until:
                slot, found = self.next(slot), slot
            if found is not None:
                return found
        return None


class Schedule:
    """Claims each slot of each job once, and catches up with the latest one after downtime.

    The first time that a job is ever seen, the slot before that moment counts as done.
    """

    def __init__(self, store: Store, jobs: Sequence[Job]) -> None:
        """Read the cron strings; raises ValueError for one that can't be used."""
        self._store = store
        self._jobs = {job: Times(job.cron, job.timezone) for job in jobs}
        self._not_before: dict[str, datetime] = {}

    async def tick(self, now: datetime) -> None:
        """Do what is due; a job that fails is logged and tried again, and stops no other."""
        for job, times in self._jobs.items():
            if now < self._not_before.get(job.name, now):
                continue
            self._not_before[job.name] = await self._attempt(job, times, now)

    async def _attempt(self, job: Job, times: Times, now: datetime) -> datetime:
        """Do a job's latest slot if nobody has, and return when to look at the job again."""
        slot = times.latest(now)
        try:
            if slot is not None:
                await self._store.write(lambda unit: _work_off(unit, job, slot))
        except Exception:  # noqa: BLE001 - one job's fault must not stop the others
            _log.exception("job %s failed at %s", job.name, slot)
            return now + RETRY_AFTER
        return times.next(now) or now + LONGEST_GAP


def _work_off(unit: Unit, job: Job, slot: datetime) -> None:
    """Claim the slot and do the job's work, in one transaction."""
    last = unit.slots.last(job.name)
    if last is not None and last >= slot:
        return
    if unit.slots.claim(job.name, slot) and last is not None:
        job.work(unit, slot)
