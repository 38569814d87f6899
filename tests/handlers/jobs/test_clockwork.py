"""The clockwork that calls the schedule."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime

import pytest

from handlers.jobs.clockwork import Clockwork
from tests.clocks import MORNING, FrozenClock


class Ticks:
    """Keeps the moments that it was called with, and how many calls ran at once."""

    def __init__(self, *, fails: bool = False) -> None:
        self.moments: list[datetime] = []
        self.at_once = 0
        self.most_at_once = 0
        self.several = asyncio.Event()
        self.fails = fails

    async def __call__(self, now: datetime) -> None:
        self.moments.append(now)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0.02)
        self.at_once -= 1
        if len(self.moments) >= 3:
            self.several.set()
        if self.fails:
            message = "the tick failed"
            raise RuntimeError(message)


async def test_the_clockwork_ticks_with_the_present_moment_until_it_is_stopped() -> None:
    ticks = Ticks()
    clockwork = Clockwork(ticks, FrozenClock(), seconds=0.05)
    clockwork.start()
    await ticks.several.wait()
    await clockwork.stop()
    count = len(ticks.moments)
    await asyncio.sleep(0.15)
    assert set(ticks.moments) == {MORNING}
    assert len(ticks.moments) == count


async def test_a_slow_tick_is_never_run_twice_at_once() -> None:
    ticks = Ticks()
    clockwork = Clockwork(ticks, FrozenClock(), seconds=0.01)
    clockwork.start()
    await ticks.several.wait()
    await clockwork.stop()
    assert ticks.most_at_once == 1


async def test_a_tick_that_fails_does_not_stop_the_clock() -> None:
    ticks = Ticks(fails=True)
    clockwork = Clockwork(ticks, FrozenClock(), seconds=0.03)
    clockwork.start()
    await ticks.several.wait()
    await clockwork.stop()


async def test_a_tick_that_runs_when_the_clock_is_stopped_is_finished_and_no_error(
    caplog: pytest.LogCaptureFixture,
) -> None:
    begun, end, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def tick(_now: datetime) -> None:
        begun.set()
        await end.wait()
        ended.set()

    clockwork = Clockwork(tick, FrozenClock(), seconds=0.01)
    clockwork.start()
    await begun.wait()
    stopping = asyncio.create_task(clockwork.stop())
    await asyncio.sleep(0)
    end.set()
    await stopping
    await asyncio.sleep(0.05)
    assert ended.is_set()
    assert [each for each in caplog.records if each.levelno >= logging.ERROR] == []
