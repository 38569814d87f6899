"""The courier: brings what the outbox holds to Slack, each message once and in its newest state."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta
from time import perf_counter

from bot.delivery import outages
from bot.domain.outage import PROBE, speaks_of_one_place
from bot.domain.posting import Due
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.notifier import (
    LimitedError,
    Notifier,
    RefusedError,
    UncertainError,
    UnreachableError,
)
from bot.ports.store import Store
from bot.ports.unit import Unit

LEASE = timedelta(seconds=15)
LONGEST_DELIVERY = 12.0
"""Seconds; a delivery must end while its lease still keeps every other courier from it."""
SWEEP_SECONDS = 1.0
SHORTEST_SLEEP = 0.05
REST_SECONDS = 0.02
"""Between two looks, however often the bell rings."""
FIRST_RETRY = timedelta(seconds=1)
FIRST_UNCERTAIN_RETRY = timedelta(seconds=5)
LONGEST_RETRY = timedelta(seconds=60)
GRACE_SECONDS = 12.0

_log = logging.getLogger(__name__)


class Courier:
    """Leases due messages and posts or edits them, any number of couriers on one outbox.

    Slack has no idempotent post, so a message carries a nonce, and after an attempt of which
    nobody knows how it ended the courier looks for that nonce before it posts again. It waits
    some seconds before that look, since a request that was cut off may still arrive.
    """

    def __init__(
        self,
        store: Store,
        notifier: Notifier,
        clock: Clock,
        bell: Bell,
        *,
        concurrency: int = 16,
        grace_seconds: float = GRACE_SECONDS,
        sweep_seconds: float = SWEEP_SECONDS,
    ) -> None:
        """Take where messages wait and who renders them; nothing is sent before `run`."""
        self._store = store
        self._notifier = notifier
        self._clock = clock
        self._bell = bell
        self._concurrency = concurrency
        self._grace_seconds = grace_seconds
        self._sweep_seconds = sweep_seconds
        self._flying: set[asyncio.Task[None]] = set()
        self._landed = asyncio.Event()

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until told to stop; then wait a while for what is on its way.

        What is cut off is looked for, and finished, by whoever leases it next.
        """
        try:
            while not stop.is_set():
                looked = perf_counter()
                seconds = await self._send_off()
                await self._pause(stop, seconds)
                await asyncio.sleep(looked + REST_SECONDS - perf_counter())
            if self._flying:
                await asyncio.wait(self._flying, timeout=self._grace_seconds)
        finally:
            await _end(self._flying)

    async def deliver_once(self) -> int:
        """Bring out what may go at this moment and return how many messages that was."""
        dues, _ = await self._store.write(lambda unit: self._lease(unit, self._concurrency))
        await asyncio.gather(*(self._deliver(due) for due in dues))
        return len(dues)

    def _lease(self, unit: Unit, limit: int) -> tuple[tuple[Due, ...], datetime | None]:
        """Lease what may go now, and say when something may go next."""
        dues = unit.outbox.lease(self._clock.now(), limit, LEASE)
        return dues, unit.outbox.next_at()

    async def _take(self, room: int) -> tuple[tuple[Due, ...], datetime | None]:
        """Take what may go now, and say when something may go next.

        It is only read where nothing may go, as at most looks: the one writer has others to serve.
        """
        next_at = await self._store.read(lambda unit: unit.outbox.next_at())
        if next_at is None or next_at > self._clock.now():
            return (), next_at
        return await self._store.write(lambda unit: self._lease(unit, room))

    async def _send_off(self) -> float:
        """Begin to deliver what may go now; return how many seconds to sleep at most."""
        self._landed.clear()
        room = self._concurrency - len(self._flying)
        if room <= 0:
            return self._sweep_seconds
        try:
            dues, next_at = await self._take(room)
        except Exception:  # noqa: BLE001 - the loop must outlive whatever the database does
            _log.exception("the outbox could not be read")
            return self._sweep_seconds
        for due in dues:
            task = asyncio.create_task(self._deliver(due))
            self._flying.add(task)
            task.add_done_callback(self._land)
        if next_at is None:
            return self._sweep_seconds
        seconds = (next_at - self._clock.now()).total_seconds()
        return min(max(seconds, SHORTEST_SLEEP), self._sweep_seconds)

    def _land(self, task: asyncio.Task[None]) -> None:
        self._flying.discard(task)
        self._landed.set()

    async def _pause(self, stop: asyncio.Event, seconds: float) -> None:
        """Wait for a ring, the stop, the next due moment, or the end of a delivery."""
        wakes = {
            asyncio.create_task(self._bell.wait(Ring.OUTBOX, seconds)),
            asyncio.create_task(_told(stop)),
            asyncio.create_task(_told(self._landed)),
        }
        try:
            await asyncio.wait(wakes, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await _end(wakes)

    async def _deliver(self, due: Due) -> None:
        """Bring one message out and write down how that went."""
        try:
            async with asyncio.timeout(LONGEST_DELIVERY):
                ts, asked = await self._bring(due)
            await self._sent(due, ts, asked=asked)
        except LimitedError as error:
            await self._limited(due, error.seconds)
        except UnreachableError as error:
            _log.warning("message %s was not taken: %s", due.number, error)
            is_down = not speaks_of_one_place(str(error))
            await self._retry(due, retry_in(FIRST_RETRY, due.attempts), fails=is_down)
        except RefusedError as error:
            await self._refused(due, error.code)
        except (UncertainError, TimeoutError) as error:
            _log.warning("nobody knows whether message %s was taken: %s", due.number, error)
            pause = retry_in(FIRST_UNCERTAIN_RETRY, due.attempts)
            await self._retry(due, pause, uncertain=True, fails=True)
        except Exception:  # noqa: BLE001 - a fault of ours must not lose or double a message
            _log.exception("message %s could not be brought out", due.number)
            await self._retry(due, retry_in(FIRST_UNCERTAIN_RETRY, due.attempts), uncertain=True)

    async def _bring(self, due: Due) -> tuple[str, bool]:
        """Edit what stands already, or post what does not.

        Return where it stands, and whether Slack has taken anything: some need nothing any more.
        """
        ts = due.ts
        if not ts and due.uncertain:
            ts = await self._notifier.find(due)
        if not ts:
            ts = await self._notifier.post(due)
            return ts, bool(ts)
        return ts, await self._notifier.edit(replace(due, ts=ts))

    async def _sent(self, due: Due, ts: str, *, asked: bool) -> None:
        now = self._clock.now()

        def settle(unit: Unit) -> tuple[bool, bool]:
            is_back = asked and outages.taken(unit, due.destination, now)
            return unit.outbox.sent(due, ts, now), is_back

        is_kept, is_back = await self._store.write(settle)
        if not is_kept:
            _log.warning("message %s was sent here but is leased elsewhere", due.number)
        if is_back:
            _log.warning("Slack takes messages again")
            self._bell.ring(Ring.OUTBOX)

    async def _limited(self, due: Due, seconds: float) -> None:
        """Hold the destination back for every courier, for as long as Slack has said."""
        until = self._clock.now() + timedelta(seconds=seconds)
        _log.info("%s is limited for %s s", due.destination, seconds)

        def hold(unit: Unit) -> None:
            outages.failed(unit, self._clock.now())
            unit.outbox.block(due.destination, until)
            unit.outbox.failed(due, retry_at=until, uncertain=due.uncertain)

        await self._settle(due, hold)

    async def _retry(
        self, due: Due, pause: timedelta, *, uncertain: bool = False, fails: bool = False
    ) -> None:
        """Give the lease back; once uncertain, a message stays so until it was found or sent.

        Where Slack `fails`, and counts as down by that, the whole destination waits, so that
        what goes first there is what it is tried with.
        """
        now = self._clock.now()
        doubt = uncertain or due.uncertain

        def settle(unit: Unit) -> None:
            at = now + pause
            if fails and outages.failed(unit, now):
                at = now + min(pause, PROBE)
                unit.outbox.block(due.destination, at)
            unit.outbox.failed(due, retry_at=at, uncertain=doubt)

        await self._settle(due, settle)

    async def _refused(self, due: Due, code: str) -> None:
        _log.error("Slack refuses %s %s in %s: %s", due.sheet, due.subject, due.destination, code)
        await self._settle(due, lambda unit: unit.outbox.give_up(due, code))

    async def _settle(self, due: Due, work: Callable[[Unit], None]) -> None:
        """Write down how it went; where even that fails, the lease runs out as uncertain."""
        try:
            await self._store.write(work)
        except Exception:  # noqa: BLE001 - the loop must outlive whatever the database does
            _log.exception("the lease of message %s could not be given back", due.number)


def retry_in(first: timedelta, attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: doubling, up to a minute."""
    doublings = min(max(attempts - 1, 0), 10)
    return min(first * float(1 << doublings), LONGEST_RETRY)


async def _told(event: asyncio.Event) -> None:
    await event.wait()


async def _end(tasks: Collection[asyncio.Task[None]]) -> None:
    """Cancel the tasks that still run and wait until each has ended."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
