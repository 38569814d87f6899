"""The clockwork: calls the schedule once a second; APScheduler is no more than a clock here."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.ports.clock import Clock

Tick = Callable[[datetime], Awaitable[None]]


class Clockwork:
    """Ticks in one process; what must happen once over many is claimed by the schedule."""

    def __init__(self, tick: Tick, clock: Clock, *, seconds: float = 1.0) -> None:
        """Take what to call with the present moment, and how often."""
        self._tick = tick
        self._clock = clock
        self._beating = asyncio.Lock()
        self._scheduler = _scheduler()
        self._scheduler.add_job(
            self._beat,
            "interval",
            seconds=seconds,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )

    def start(self) -> None:
        """Begin to tick, on the running event loop."""
        self._scheduler.start()

    async def stop(self) -> None:
        """Tick no more; what a tick has begun is finished first."""
        self._scheduler.pause()
        async with self._beating:
            self._scheduler.shutdown(wait=False)

    async def _beat(self) -> None:
        async with self._beating:
            await self._tick(self._clock.now())


def _scheduler() -> Any:
    """Return a scheduler that keeps its one job in memory; the package has no types."""
    return AsyncIOScheduler(timezone=UTC)  # type: ignore[no-untyped-call]
