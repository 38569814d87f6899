"""The tray: whatever is laid on it is taken by somebody, however the threads take turns."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Iterator
from time import perf_counter

import pytest

from bot.intake.tray import Tray, Waiting
from tests.bot.store.examples import a_message

MANY = 20_000


@pytest.fixture
def turns() -> Iterator[None]:
    """Let the threads take turns as often as can be."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def waiting(number: int) -> Waiting:
    return Waiting(a_message(number), asyncio.get_running_loop().create_future())


def await_all(taken: list[int]) -> None:
    """Return once all are taken, or after so long that they never will be."""
    until = perf_counter() + 30
    while sum(taken) < MANY and perf_counter() < until:
        time.sleep(0.001)


async def test_somebody_is_sent_for_the_first_and_takes_all_that_lie_there() -> None:
    tray, laid = Tray(), [waiting(n) for n in range(3)]
    assert [tray.put(one) for one in laid] == [True, False, False]
    assert list(tray.empty()) == laid
    assert list(tray.empty()) == []
    assert tray.put(laid[0])


async def test_what_comes_while_it_is_being_emptied_has_somebody_sent_again() -> None:
    tray, laid = Tray(), [waiting(n) for n in range(3)]
    tray.put(laid[0])
    emptying = tray.empty()
    assert next(emptying) == laid[0]
    assert tray.put(laid[1])
    assert [*emptying, *tray.empty()] == [laid[1]]


@pytest.mark.usefixtures("turns")
async def test_none_is_left_lying_or_taken_twice_however_the_threads_take_turns() -> None:
    tray, one = Tray(), waiting(0)
    calls, over = threading.Semaphore(0), threading.Event()
    taken = [0, 0]

    def take(me: int) -> None:
        while calls.acquire() and not over.is_set():
            taken[me] += sum(1 for _ in tray.empty())

    takers = [threading.Thread(target=take, args=(me,)) for me in (0, 1)]
    for taker in takers:
        taker.start()
    for _ in range(MANY):
        if tray.put(one):
            calls.release()
    await asyncio.to_thread(await_all, taken)
    over.set()
    calls.release(2)
    for taker in takers:
        taker.join(30)
    assert sum(taken) == MANY


async def test_who_has_gone_is_told_nothing() -> None:
    gone, there, failed = waiting(1), waiting(2), waiting(3)
    gone.kept.cancel()
    gone.done()
    gone.failed(LookupError())
    there.done()
    failed.failed(LookupError())
    assert gone.kept.cancelled()
    assert there.kept.done()
    with pytest.raises(LookupError):
        await failed.kept
