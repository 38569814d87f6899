"""Retention: how long a POST's commit takes while old rows are deleted, against while none are.

The deletions come a second apart, and not a minute as they do in life: so a hundredth of the
messages would meet one, were there a hundred a second, and the 99th percentile shows it.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from time import perf_counter

from benchmarks.figures import Goal, Report, percentile
from benchmarks.grown_day import DAY, Lived, live, make, message
from benchmarks.grown_store import grow
from benchmarks.growth import LARGE, SMALL
from benchmarks.scale import Scale
from bot.intake import forgetting
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.store.store import open_store
from bot.triage import forgetting as untying

A_SECOND = 100
"""Messages."""
PAUSE = 1.0
DOUBLE = Goal(most=2)


@dataclass(slots=True)
class Phase:
    """How long each message of a phase took to be kept, and each deletion, in seconds."""

    waits: list[float]
    deletions: list[float]
    gone: int = 0

    def told(self, name: str) -> str:
        """Return the phase as a line."""
        middle, slow = (percentile(self.waits, share) * 1000 for share in (0.5, 0.99))
        longest = max(self.deletions, default=0) * 1000
        return (
            f"  {name:8} p50 {middle:5.1f} ms  p99 {slow:6.1f} ms  most {max(self.waits) * 1000:.0f}"
            f" ms; {self.gone} rows deleted, {longest:.0f} ms at most"
        )


def measure(scale: Scale, report: Report) -> None:
    """Keep messages at a steady rate, by turns with and without deletions."""
    report.title(f"retention: {A_SECOND} messages a second, {scale.retention_seconds:g} s a phase")
    with tempfile.TemporaryDirectory(prefix="secbot-bench-") as name:
        for each in (SMALL, LARGE):
            make(Path(name) / each)
        asyncio.run(_measured(Path(name), scale, report))


async def _measured(folder: Path, scale: Scale, report: Report) -> None:
    lived = await live(folder / SMALL, scale.day)
    days = scale.retention_days
    await asyncio.to_thread(grow, folder / SMALL, folder / LARGE, days, days)
    report.say(f"  {days * scale.day} raw messages are kept")
    ratios = []
    async with open_store(f"sqlite:///{folder / LARGE}") as store:
        moments = count()
        for _ in range(scale.pairs):
            plain = await _phase(store, lived, scale.retention_seconds, None)
            deleting = await _phase(
                store, lived, scale.retention_seconds, partial(_delete, lived, moments)
            )
            report.say(plain.told("without"))
            report.say(deleting.told("with"))
            ratios.append(percentile(deleting.waits, 0.99) / percentile(plain.waits, 0.99))
    report.pairs("p99 with deletions, of that without", ratios, DOUBLE)


def _delete(lived: Lived, moments: count[int], unit: Unit) -> int:
    """Do both jobs of deletion, each time an hour later."""
    now = lived.ended + timedelta(hours=next(moments))
    return forgetting.forget(unit, DAY, now) + untying.forget(unit, now)


async def _phase(
    store: Store, lived: Lived, seconds: float, delete: Callable[[Unit], int] | None
) -> Phase:
    phase = Phase([], [])
    began = perf_counter()
    async with asyncio.TaskGroup() as group:
        if delete is not None:
            group.create_task(_deleting(store, phase, delete, began + seconds))
        for place in range(int(seconds * A_SECOND)):
            due = began + place / A_SECOND
            await asyncio.sleep(max(0.0, due - perf_counter()))
            body = lived.bodies[place % len(lived.bodies)]
            group.create_task(_keep(store, body, lived.ended, due, phase))
    return phase


async def _keep(store: Store, body: str, at: datetime, due: float, phase: Phase) -> None:
    kept = [message(body, at)]
    await store.write(lambda unit: unit.inbox.add(kept))
    phase.waits.append(perf_counter() - due)


async def _deleting(
    store: Store, phase: Phase, delete: Callable[[Unit], int], until: float
) -> None:
    while perf_counter() + PAUSE < until:
        await asyncio.sleep(PAUSE)
        began = perf_counter()
        phase.gone += await store.write(delete)
        phase.deletions.append(perf_counter() - began)
