"""Runs the durable runs: claims what is due, keeps it alive, gives back what it can't finish."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import uuid
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from time import perf_counter
from typing import TypeVar

from bot.domain.run import PATIENT, Run, Work
from bot.ports.bell import Bell, Ring
from bot.ports.store import Store
from bot.ports.unit import Unit

LEASE = timedelta(seconds=6)
SWEEP_SECONDS = 1.0
REST_SECONDS = 0.025
"""Between two looks, however often the bell rings, or runs end."""
GRACE_SECONDS = 20.0
KEPT_ROOM = 2
"""Runs that are not patient and have room whatever else there is."""
LONGEST_BACKOFF = timedelta(seconds=60)

_log = logging.getLogger(__name__)

T = TypeVar("T")
Worker = Callable[[Run], Awaitable[timedelta | None]]
"""Does a run's work; returns after how long it is to be asked again where it has to wait."""


@dataclass(slots=True)
class _Held:
    """A run that is being worked on; `until` is when its lease runs out, by the loop's clock."""

    task: asyncio.Task[None]
    until: float


class Runner:
    """Claims due runs and does their work, each at least once, over any number of processes.

    Works must be safe to begin again: a process that dies leaves its runs to the next one as
    soon as their leases have run out. A work that raises is tried again later; one that has to
    wait is put off, and holds neither lease nor room meanwhile. One whose lease
    was lost is cancelled, and the fence keeps its finish from changing anything.
    """

    def __init__(
        self,
        store: Store,
        bell: Bell,
        works: Mapping[Work, Worker],
        *,
        concurrency: int = 8,
        lease: timedelta = LEASE,
        grace_seconds: float = GRACE_SECONDS,
        sweep_seconds: float = SWEEP_SECONDS,
    ) -> None:
        """Take what each kind of run does; nothing is claimed before `run`."""
        self._store = store
        self._bell = bell
        self._works = works
        self._concurrency = concurrency
        self._lease = lease
        self._grace_seconds = grace_seconds
        self._sweep_seconds = sweep_seconds
        self._held: dict[Run, _Held] = {}
        self._ended = asyncio.Event()
        self.owner = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"

    async def run(self, stop: asyncio.Event) -> None:
        """Work until told to stop; then wait a while for what runs, and give back the rest."""
        keeper = asyncio.create_task(self._keep())
        try:
            while not stop.is_set():
                looked = perf_counter()
                is_dry = await self._claim()
                await self._pause(stop, is_dry=is_dry)
                await asyncio.sleep(looked + REST_SECONDS - perf_counter())
            if self._held:
                await asyncio.wait(self._tasks(), timeout=self._grace_seconds)
        finally:
            await _end({keeper, *self._tasks()})
            await self._write(lambda unit: unit.runs.give_back(self.owner))

    def _tasks(self) -> set[asyncio.Task[None]]:
        return {held.task for held in self._held.values()}

    async def _claim(self) -> bool:
        """Begin as many due runs as there is room for; say whether no more are due."""
        self._ended.clear()
        free = self._concurrency - len(self._held)
        if free <= 0:
            return False
        patient = self._room_of_patient()
        until, runs = await self._due(free, patient)
        for run in runs:
            task = asyncio.create_task(self._do(run))
            self._held[run] = _Held(task, until)
            task.add_done_callback(partial(self._forget, run))
        has_patient_room = sum(run.work in PATIENT for run in runs) < patient
        return len(runs) < free and has_patient_room

    async def _due(self, free: int, patient: int) -> tuple[float, tuple[Run, ...]]:
        """Claim what is due and has room; return until when, by the loop's clock, and what.

        It is only read where nothing is due, as at most looks: the one writer has others to serve.
        """

        def claim(unit: Unit) -> tuple[Run, ...]:
            return unit.runs.due(self.owner, free, self._lease, patient)

        until = self._ends_at()
        try:
            if await self._store.read(lambda unit: unit.runs.is_due(patient)):
                until = self._ends_at()
                return until, await self._store.write(claim)
        except Exception:  # noqa: BLE001 - the loop must outlive whatever the database does
            _log.exception("the runner could not claim")
        return until, ()

    def _room_of_patient(self) -> int:
        """Return how many patient runs may begin now: some room is kept for all others."""
        most = max(1, self._concurrency - KEPT_ROOM)
        return max(0, most - sum(run.work in PATIENT for run in self._held))

    def _forget(self, run: Run, _: asyncio.Task[None]) -> None:
        self._held.pop(run, None)
        self._ended.set()

    async def _pause(self, stop: asyncio.Event, *, is_dry: bool) -> None:
        """Wait for a ring, the stop, the sweep, or, where more runs are due, for room."""
        wakes = {
            asyncio.create_task(self._bell.wait(Ring.RUNS, self._sweep_seconds)),
            asyncio.create_task(_told(stop)),
        }
        if not is_dry:
            wakes.add(asyncio.create_task(_told(self._ended)))
        try:
            await asyncio.wait(wakes, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await _end(wakes)

    async def _do(self, run: Run) -> None:
        """Do one run's work and say that it is done, or why it is not."""
        try:
            later = await self._works[run.work](run)
            is_ours = await self._store.write(lambda unit: _end_or_put_off(unit, run, later))
        except Exception as error:  # noqa: BLE001 - whatever a work raises, it is tried again
            _log.exception("run %s (%s of %s) failed", run.number, run.work, run.subject)
            await self._fail(run, repr(error))
            return
        if not is_ours:
            _log.warning("run %s was finished here but is held elsewhere", run.number)

    async def _fail(self, run: Run, reason: str) -> None:
        """Give the run back to be tried again; where even that fails, its lease runs out."""
        pause = backoff(run.attempts)
        await self._write(lambda unit: unit.runs.fail(run, pause, reason))

    async def _keep(self) -> None:
        """Renew all leases at a third of their length, and stop the works that lost theirs."""
        while True:
            await asyncio.sleep(self._lease.total_seconds() / 3)
            if self._held:
                await self._renew(tuple(self._held))

    async def _renew(self, runs: tuple[Run, ...]) -> None:
        until = self._ends_at()
        kept = await self._write(lambda unit: unit.runs.renew(runs, self._lease))
        if kept is not None:
            for run in runs:
                self._prolong(run, until if run.number in kept else 0.0)
        self._drop_lost()

    def _prolong(self, run: Run, until: float) -> None:
        if run in self._held:
            self._held[run].until = until

    def _drop_lost(self) -> None:
        """Cancel the works whose lease has run out: another process may have begun them."""
        now = asyncio.get_running_loop().time()
        for run, held in self._held.items():
            if held.until <= now and not held.task.cancelling():
                _log.warning("run %s lost its lease and was stopped", run.number)
                held.task.cancel()

    def _ends_at(self) -> float:
        """Return when a lease that is asked for now ends, by the loop's clock."""
        return asyncio.get_running_loop().time() + self._lease.total_seconds()

    async def _write(self, work: Callable[[Unit], T]) -> T | None:
        """Write for the runner itself; None where the database failed, to be tried again."""
        try:
            return await self._store.write(work)
        except Exception:  # noqa: BLE001 - the loop must outlive whatever the database does
            _log.exception("the runner could not write")
            return None


def _end_or_put_off(unit: Unit, run: Run, later: timedelta | None) -> bool:
    return unit.runs.finish(run) if later is None else unit.runs.put_off(run, later)


def backoff(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: 1 s, 4 s, 16 s, then a minute."""
    return min(timedelta(seconds=4 ** min(max(attempts - 1, 0), 5)), LONGEST_BACKOFF)


async def _told(event: asyncio.Event) -> None:
    await event.wait()


async def _end(tasks: Collection[asyncio.Task[None]]) -> None:
    """Cancel the tasks that still run and wait until each has ended."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
