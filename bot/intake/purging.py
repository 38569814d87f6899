"""Deletes the findings that are older than the policy file has them kept, a few at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from time import perf_counter

from bot.domain.execution import Execution
from bot.domain.policy import Policy
from bot.domain.record import Record, What
from bot.domain.retention import Aged, Gone, Purge, Rule, is_due, night_of
from bot.domain.run import Run, Work
from bot.intake.pace import Pace
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.ports.unit import Unit

LONGEST = timedelta(hours=1)
"""What a night has not come to by then waits for the next one."""
REST_SECONDS = 0.01
"""How long the writer is left to others after each step."""
INBOX_WAITS = timedelta(seconds=1)
"""While a message has waited longer to be read, nothing is deleted."""
WAIT_SECONDS = 0.5
NOBODY_WAITS = 0

CanUndo = Callable[[Unit, Execution], bool]


@dataclass(frozen=True, slots=True)
class _Step:
    """What one transaction deletes, and where the next one looks on; `after` is None at the end."""

    after: Aged | None
    remains: tuple[Gone, ...] = ()
    quiet: tuple[int, ...] = ()


class Purging:
    """Deletes what nothing needs any more, all findings of an incident together or none.

    Killed in between, it goes on where it was: each step is one transaction, with its count.
    """

    def __init__(
        self, store: Store, clock: Clock, policy: Policy, can_undo: CanUndo, busy: Callable[[], int]
    ) -> None:
        """Delete by this policy.

        `can_undo` says what undo is on offer for, `busy` how many POSTs wait now.
        """
        self._store = store
        self._clock = clock
        self._policy = policy
        self._can_undo = can_undo
        self._pace = Pace(busy, NOBODY_WAITS)

    async def __call__(self, run: Run) -> None:
        """Make the purge of the day that the run is about; again is fine."""
        day = date.fromordinal(run.subject).isoformat()
        await self.purge(day, lambda unit: unit.runs.holds(run))

    async def purge(
        self, day: str, is_ours: Callable[[Unit], bool] = lambda _: True
    ) -> Purge | None:
        """Delete all that is old, and write down how much that was; None where that was done.

        Nothing is deleted any more once `is_ours` says no in a step's own transaction.
        """
        kept = self._policy.findings_kept
        if kept is None:
            return None
        now = self._clock.now()
        rule = Rule(kept, now)
        new = Purge(day, rule.days, rule.before, now)
        if (await self._store.write(lambda unit: unit.purges.begin(new))).ended_at:
            return None
        is_cut = await self._delete_all(day, rule, is_ours, now + LONGEST)
        await self._forget_healed(rule.before.date().isoformat())
        return await self._store.write(lambda unit: self._end(unit, day, is_ours, is_cut=is_cut))

    async def _delete_all(
        self, day: str, rule: Rule, is_ours: Callable[[Unit], bool], until: datetime
    ) -> bool:
        """Delete step by step; say whether the time was too short for all."""
        after: Aged | None = None
        while self._clock.now() <= until:
            await self._give_way(until)
            step = await self._store.read(partial(self._look, rule=rule, after=after))
            if step.remains or step.quiet:
                delete = partial(self._delete, day=day, rule=rule, step=step, is_ours=is_ours)
                seconds = await self._store.write(delete)
                self._pace.took(seconds)
                await asyncio.sleep(REST_SECONDS)
            after = step.after
            if after is None:
                return False
        return True

    async def _forget_healed(self, before: str) -> None:
        """Delete what sweeps have healed before a day, day by day."""
        day: str | None = before
        while day is not None:
            day = await self._store.write(lambda unit: unit.sweeps.forget_day(before))

    async def _give_way(self, until: datetime) -> None:
        """Let POSTs and what waits in the inbox go first."""
        await self._pace.give_way()
        while (now := self._clock.now()) <= until:
            since = await self._store.read(lambda unit: unit.inbox.waits_since())
            if since is None or now - since <= INBOX_WAITS:
                return
            await asyncio.sleep(WAIT_SECONDS)

    def _look(self, unit: Unit, rule: Rule, after: Aged | None) -> _Step:
        """Return what the next transaction deletes: so many rows, or one incident that has more."""
        aged = unit.purges.aged(rule.before, after, self._pace.rows)
        incidents = {each.incident for each in aged if each.incident is not None}
        needless = {
            number
            for number in unit.purges.deletable(incidents, rule)
            if not self._is_undoable(unit, number)
        }
        sizes = unit.findings.sizes(sorted(needless)) if needless else {}
        taken: set[int] = set()
        quiet: list[int] = []
        for at, each in enumerate(aged):
            is_new = each.incident in needless and each.incident not in taken
            rows = len(quiet) + sum(sizes[number] for number in taken)
            if is_new and rows and rows + sizes[each.incident or 0] > self._pace.rows:
                return self._step(unit, rule, aged[at - 1], taken, quiet)
            if each.incident is None:
                quiet.append(each.number)
            elif is_new:
                taken.add(each.incident)
        return self._step(unit, rule, aged[-1] if aged else None, taken, quiet)

    def _step(
        self, unit: Unit, rule: Rule, after: Aged | None, incidents: set[int], quiet: list[int]
    ) -> _Step:
        remains = unit.purges.remains(incidents, rule) if incidents else ()
        return _Step(after, remains, tuple(quiet))

    def _is_undoable(self, unit: Unit, incident: int) -> bool:
        """Say whether anything that was done for an incident may still be put back."""
        return any(self._can_undo(unit, each) for each in unit.executions.of_incident(incident))

    def _delete(
        self, unit: Unit, day: str, rule: Rule, step: _Step, is_ours: Callable[[Unit], bool]
    ) -> float:
        """Delete what still may go, and return how many seconds that took.

        No finding comes in meanwhile, and nobody opens one of the incidents again.
        """
        started = perf_counter()
        if not is_ours(unit):
            return 0.0
        unit.observables.alone()
        meant = {each.incident for each in step.remains}
        free = unit.purges.deletable(unit.incidents.held(sorted(meant)), rule) if meant else ()
        remains = [each for each in step.remains if each.incident in free]
        unit.purges.delete(remains)
        quiet = unit.purges.delete_quiet(step.quiet, rule)
        unit.purges.count(day, len(remains) + quiet, len({each.incident for each in remains}))
        return perf_counter() - started

    def _end(
        self, unit: Unit, day: str, is_ours: Callable[[Unit], bool], *, is_cut: bool
    ) -> Purge | None:
        """Write down once what a purge has deleted; of nothing, nothing is written."""
        now = self._clock.now()
        done = unit.purges.end(day, now, is_cut=is_cut) if is_ours(unit) else None
        if done is not None and done.findings:
            body = {
                "count": done.findings,
                "incidents": done.incidents,
                "days": done.days,
                "day": done.before.date().isoformat(),
                "before": done.before.isoformat(),
            }
            unit.records.write([Record(What.FINDINGS_DELETED, now, body=body)])
        return done


def start(unit: Unit, slot: datetime, timezone: str) -> None:
    """Start the day's purge, unless it was made; one that was killed goes on."""
    if is_due(unit.purges.last(), slot, timezone):
        unit.runs.start(Work.PURGE, night_of(slot, timezone).toordinal())
