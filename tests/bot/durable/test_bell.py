"""The bell of one process."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.durable.bell import LocalBell
from bot.ports.bell import Ring

AN_HOUR = 3600.0


@asynccontextmanager
async def _waiting(bell: LocalBell, ring: Ring) -> AsyncIterator[asyncio.Task[None]]:
    """Yield somebody who waits for a ring and has had every chance to notice an earlier one."""
    waiting = asyncio.create_task(bell.wait(ring, AN_HOUR))
    for _ in range(10):
        await asyncio.sleep(0)
    yield waiting
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)


async def test_a_ring_wakes_whoever_waits_for_it() -> None:
    bell = LocalBell()
    async with _waiting(bell, Ring.INBOX) as first, _waiting(bell, Ring.INBOX) as second:
        assert not first.done()
        bell.ring(Ring.INBOX)
        await asyncio.gather(first, second)


async def test_a_ring_that_nobody_waited_for_is_remembered_once() -> None:
    bell = LocalBell()
    bell.ring(Ring.RUNS)
    bell.ring(Ring.RUNS)
    await bell.wait(Ring.RUNS, AN_HOUR)
    async with _waiting(bell, Ring.RUNS) as waiting:
        assert not waiting.done()


async def test_a_ring_wakes_nobody_who_waits_for_another() -> None:
    bell = LocalBell()
    bell.ring(Ring.INBOX)
    async with _waiting(bell, Ring.OUTBOX) as waiting:
        assert not waiting.done()
    await bell.wait(Ring.INBOX, AN_HOUR)


async def test_whoever_is_not_rung_for_looks_again_at_the_time_out() -> None:
    await LocalBell().wait(Ring.RUNS, 0.001)


async def test_a_ring_from_another_thread_wakes_the_loop() -> None:
    bell = LocalBell()
    async with _waiting(bell, Ring.OUTBOX) as waiting:
        ringer = threading.Thread(target=bell.ring, args=(Ring.OUTBOX,))
        ringer.start()
        await waiting
        ringer.join()


async def test_a_wait_that_is_cancelled_leaves_the_ring_for_the_next() -> None:
    bell = LocalBell()
    async with _waiting(bell, Ring.RUNS) as waiting:
        assert not waiting.done()
    bell.ring(Ring.RUNS)
    await bell.wait(Ring.RUNS, AN_HOUR)


def test_a_ring_after_the_loop_has_ended_is_in_vain() -> None:
    async def made() -> LocalBell:
        return LocalBell()

    asyncio.run(made()).ring(Ring.INBOX)
