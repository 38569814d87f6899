"""The runner: every run is done, at least once, over any number of processes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.run import Run, RunState, Work
from bot.durable.bell import LocalBell
from bot.durable.runs import Runner, backoff
from bot.ports.bell import Ring
from bot.ports.store import Store
from tests.bot.durable.flaky_store import FlakyStore
from tests.stores import a_store

BRIEF = timedelta(milliseconds=300)
A_SECOND = timedelta(seconds=1)
AN_HOUR = 3600.0


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with a_store(tmp_path) as opened:
        yield opened


class Workshop:
    """Does the work of the tests: notes each run, and waits to be let go where told to."""

    def __init__(
        self, *, holds: bool = False, failures: int = 0, waits: tuple[timedelta, ...] = ()
    ) -> None:
        self.waits = iter(waits)
        self.begun: list[Run] = []
        self.ended: list[Run] = []
        self.cancelled: list[Run] = []
        self.most_at_once = 0
        self.changed = asyncio.Event()
        self.let_go = asyncio.Event()
        self.failures = failures
        if not holds:
            self.let_go.set()

    async def work(self, run: Run) -> timedelta | None:
        self.begun.append(run)
        self.most_at_once = max(self.most_at_once, len(self.begun) - len(self.ended))
        self.changed.set()
        try:
            await self.let_go.wait()
            await asyncio.sleep(0)
            self._fail_if_told()
        except asyncio.CancelledError:
            self.cancelled.append(run)
            self.changed.set()
            raise
        self.ended.append(run)
        self.changed.set()
        return next(self.waits, None)

    def _fail_if_told(self) -> None:
        if self.failures:
            self.failures -= 1
            message = "the work failed"
            raise RuntimeError(message)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds that only a begin, an end or a cancel can bring about."""
        while not holds():
            self.changed.clear()
            await self.changed.wait()


@asynccontextmanager
async def running(runner: Runner) -> AsyncIterator[asyncio.Event]:
    """Run a runner and yield what stops it; it has ended when the block has."""
    stop = asyncio.Event()
    task = asyncio.create_task(runner.run(stop))
    yield stop
    stop.set()
    await task


def a_runner(
    store: Store,
    shop: Workshop,
    *,
    bell: LocalBell | None = None,
    concurrency: int = 4,
    lease: timedelta = timedelta(seconds=30),
    grace_seconds: float = 30.0,
    sweep_seconds: float = 1.0,
) -> Runner:
    works = dict.fromkeys((Work.PLAN, Work.EXECUTE, Work.ENRICH), shop.work)
    return Runner(
        store,
        bell or LocalBell(),
        works,
        concurrency=concurrency,
        lease=lease,
        grace_seconds=grace_seconds,
        sweep_seconds=sweep_seconds,
    )


async def _start(store: Store, *subjects: int) -> list[int]:
    return await store.write(lambda unit: [unit.runs.start(Work.PLAN, n) for n in subjects])


async def _state(store: Store, number: int) -> RunState | None:
    return await store.read(lambda unit: unit.runs.status(number))


async def test_a_run_is_done_as_soon_as_it_is_rung_for(store: Store) -> None:
    shop, bell = Workshop(), LocalBell()
    async with running(a_runner(store, shop, bell=bell, sweep_seconds=AN_HOUR)):
        [number] = await _start(store, 7)
        bell.ring(Ring.RUNS)
        await shop.until(lambda: len(shop.ended) >= 1)
    assert await _state(store, number) is RunState.DONE
    assert [run.subject for run in shop.ended] == [7]


async def test_a_run_that_nobody_rang_for_is_found_by_the_sweep(store: Store) -> None:
    shop = Workshop()
    async with running(a_runner(store, shop, sweep_seconds=0.1)):
        await asyncio.sleep(0.05)
        await _start(store, 7)
        await shop.until(lambda: len(shop.ended) >= 1)


async def test_no_more_runs_are_claimed_than_there_is_room_for(store: Store) -> None:
    shop = Workshop(holds=True)
    numbers = await _start(store, *range(1, 8))
    async with running(a_runner(store, shop, concurrency=2, sweep_seconds=AN_HOUR)):
        await shop.until(lambda: len(shop.begun) >= 2)
        assert [await _state(store, number) for number in numbers].count(RunState.CLAIMED) == 2
        shop.let_go.set()
        await shop.until(lambda: len(shop.ended) >= 7)
    assert shop.most_at_once == 2
    assert [await _state(store, number) for number in numbers] == [RunState.DONE] * 7


async def test_what_looks_into_findings_never_takes_all_room(store: Store) -> None:
    shop, bell = Workshop(holds=True), LocalBell()
    await store.write(lambda unit: [unit.runs.start(Work.ENRICH, n) for n in range(9)])
    async with running(a_runner(store, shop, bell=bell, concurrency=4)):
        await shop.until(lambda: len(shop.begun) >= 2)
        await store.write(lambda unit: unit.runs.start(Work.EXECUTE, 7))
        bell.ring(Ring.RUNS)
        await shop.until(lambda: shop.begun[-1].work is Work.EXECUTE)
        assert [run.work for run in shop.begun[:-1]] == [Work.ENRICH] * 2
        shop.let_go.set()
        await shop.until(lambda: len(shop.ended) >= 10)


async def test_a_work_that_fails_is_tried_again_later(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    shop = Workshop(failures=1)
    [number] = await _start(store, 7)
    async with running(a_runner(store, shop)):
        await shop.until(lambda: len(shop.ended) >= 1)
    assert await _state(store, number) is RunState.DONE
    assert [run.attempts for run in shop.begun] == [1, 2]
    assert "the work failed" in caplog.text


async def test_a_work_that_has_to_wait_gives_its_room_and_its_lease_to_others(store: Store) -> None:
    shop = Workshop(waits=(timedelta(hours=1),))
    [waiting] = await _start(store, 7)
    async with running(a_runner(store, shop, concurrency=1)):
        await shop.until(lambda: len(shop.ended) >= 1)
        [other] = await _start(store, 8)
        await shop.until(lambda: len(shop.ended) >= 2)
    assert [run.subject for run in shop.ended] == [7, 8]
    assert await _state(store, waiting) is RunState.DUE
    assert await _state(store, other) is RunState.DONE


async def test_a_work_that_has_waited_is_begun_again_as_if_for_the_first_time(store: Store) -> None:
    shop = Workshop(waits=(timedelta(milliseconds=50),) * 7)
    [number] = await _start(store, 7)
    async with running(a_runner(store, shop, sweep_seconds=0.05)):
        await shop.until(lambda: len(shop.ended) >= 8)
    assert await _state(store, number) is RunState.DONE
    assert {run.attempts for run in shop.begun} == {1}


async def test_a_run_of_a_kind_that_nobody_does_here_is_kept(store: Store) -> None:
    shop = Workshop()
    number = await store.write(lambda unit: unit.runs.start(Work.LOOK, 1))
    [other] = await _start(store, 7)
    async with running(a_runner(store, shop)):
        await shop.until(lambda: len(shop.ended) >= 1)
    assert await _state(store, number) is RunState.DUE
    assert await _state(store, other) is RunState.DONE


async def test_a_lease_is_renewed_for_as_long_as_the_work_takes(store: Store) -> None:
    shop, other = Workshop(holds=True), Workshop()
    [number] = await _start(store, 7)
    async with running(a_runner(store, shop, lease=A_SECOND)):
        await shop.until(lambda: len(shop.begun) >= 1)
        async with running(a_runner(store, other, lease=A_SECOND)):
            await asyncio.sleep(2 * A_SECOND.total_seconds())
        assert not shop.ended
        shop.let_go.set()
        await shop.until(lambda: len(shop.ended) >= 1)
    assert other.begun == []
    assert await _state(store, number) is RunState.DONE


async def test_what_a_dead_process_had_claimed_is_done_by_another(store: Store) -> None:
    shop = Workshop()
    [number] = await _start(store, 7)
    dead = await store.write(lambda unit: unit.runs.due("a dead process", 5, BRIEF))
    async with running(a_runner(store, shop)):
        await shop.until(lambda: len(shop.ended) >= 1)
    assert await _state(store, number) is RunState.DONE
    assert shop.ended[0].fence > dead[0].fence
    assert not await store.write(lambda unit: unit.runs.finish(dead[0]))


async def test_a_work_whose_run_was_cancelled_is_stopped_and_changes_nothing(store: Store) -> None:
    shop = Workshop(holds=True)
    [number] = await _start(store, 7)
    async with running(a_runner(store, shop, lease=BRIEF)):
        await shop.until(lambda: len(shop.begun) >= 1)
        await store.write(lambda unit: unit.runs.cancel(number))
        await shop.until(lambda: len(shop.cancelled) >= 1)
    assert await _state(store, number) is RunState.CANCELLED


async def test_the_writer_is_left_alone_while_nothing_is_due(store: Store) -> None:
    counting, shop, bell = FlakyStore(store), Workshop(), LocalBell()
    async with running(a_runner(counting, shop, bell=bell)):
        async with asyncio.timeout(30):
            while counting.reads < 5:
                bell.ring(Ring.RUNS)
                await asyncio.sleep(0.01)
        assert counting.writes == 0
        await _start(store, 7)
        bell.ring(Ring.RUNS)
        await shop.until(lambda: len(shop.ended) >= 1)
        assert counting.writes > 0


async def test_a_work_is_stopped_once_its_lease_could_not_be_renewed_in_time(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    flaky, shop = FlakyStore(store), Workshop(holds=True)
    [number] = await _start(store, 7)
    async with running(a_runner(flaky, shop, lease=BRIEF)):
        await shop.until(lambda: len(shop.begun) >= 1)
        flaky.is_down = True
        await shop.until(lambda: len(shop.cancelled) >= 1)
        flaky.is_down = False
        shop.let_go.set()
        await shop.until(lambda: len(shop.ended) >= 1)
    assert await _state(store, number) is RunState.DONE
    assert "lost its lease" in caplog.text


async def test_told_to_stop_it_ends_what_it_has_begun_and_begins_nothing_new(store: Store) -> None:
    shop = Workshop(holds=True)
    [number] = await _start(store, 7)
    async with running(a_runner(store, shop, concurrency=1)) as stop:
        await shop.until(lambda: len(shop.begun) >= 1)
        stop.set()
        [later] = await _start(store, 8)
        await asyncio.sleep(0.05)
        shop.let_go.set()
    assert await _state(store, number) is RunState.DONE
    assert await _state(store, later) is RunState.DUE


async def test_what_does_not_end_in_time_after_the_stop_is_given_back(store: Store) -> None:
    shop, next_shop = Workshop(holds=True), Workshop()
    [number] = await _start(store, 7)
    async with running(a_runner(store, shop, grace_seconds=0.05)):
        await shop.until(lambda: len(shop.begun) >= 1)
    assert len(shop.cancelled) == 1
    assert await _state(store, number) is RunState.DUE
    async with running(a_runner(store, next_shop)):
        await next_shop.until(lambda: len(next_shop.ended) >= 1)


async def test_many_runs_over_two_runners_are_each_done_once(store: Store) -> None:
    shop = Workshop()
    numbers = await _start(store, *range(1, 41))
    async with running(a_runner(store, shop)), running(a_runner(store, shop)):
        await shop.until(lambda: len(shop.ended) >= 40)
    assert sorted(run.subject for run in shop.begun) == list(range(1, 41))
    assert {await _state(store, number) for number in numbers} == {RunState.DONE}


async def test_every_runner_has_an_owner_id_of_its_own(store: Store) -> None:
    assert a_runner(store, Workshop()).owner != a_runner(store, Workshop()).owner


def test_the_wait_between_attempts_grows_up_to_a_minute() -> None:
    waits = [backoff(attempts).total_seconds() for attempts in (0, 1, 2, 3, 4, 5, 1000)]
    assert waits == [1, 1, 4, 16, 60, 60, 60]
