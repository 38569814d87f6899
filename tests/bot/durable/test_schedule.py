"""The schedule: each slot once, over any number of processes and over downtime."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.record import Record, What
from bot.durable.schedule import RETRY_AFTER, Job, Schedule, Times
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.stores import a_store

NINE = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with a_store(tmp_path) as opened:
        yield opened


def _note(unit: Unit, slot: datetime) -> None:
    """Leave a record of the slot: the work that the jobs of these tests do."""
    unit.records.write([Record(What.POLICY_LOADED, at=slot)])


async def _done(store: Store) -> list[datetime]:
    """Return the slots that were worked off, in order."""
    written = await store.read(lambda unit: unit.records.since(0, 100))
    return [record.at for record in written]


class Faulty:
    """A job's work that fails as often as it was told to, after it has written."""

    def __init__(self, failures: int) -> None:
        self.failures = failures

    def __call__(self, unit: Unit, slot: datetime) -> None:
        _note(unit, slot)
        if self.failures:
            self.failures -= 1
            message = "the work failed"
            raise RuntimeError(message)


async def test_a_slot_is_worked_off_once_however_often_the_clock_ticks(store: Store) -> None:
    schedule = Schedule(store, [Job("hourly", "0 * * * *", _note)])
    for minute in range(-30, 90, 10):
        await schedule.tick(NINE + minute * MINUTE)
    assert await _done(store) == [NINE, NINE + 60 * MINUTE]


async def test_what_was_due_before_the_very_first_start_is_not_made_up_for(store: Store) -> None:
    await Schedule(store, [Job("daily", "0 9 * * *", _note)]).tick(NINE + 5 * MINUTE)
    assert await _done(store) == []


async def test_after_downtime_only_the_latest_missed_slot_is_made_up_for(store: Store) -> None:
    job = Job("hourly", "0 * * * *", _note)
    await Schedule(store, [job]).tick(NINE)
    await Schedule(store, [job]).tick(NINE + 200 * MINUTE)
    assert await _done(store) == [NINE + 180 * MINUTE]


async def test_a_clock_that_is_put_back_brings_no_older_slot(store: Store) -> None:
    job = Job("hourly", "0 * * * *", _note)
    await Schedule(store, [job]).tick(NINE)
    await Schedule(store, [job]).tick(NINE + 200 * MINUTE)
    await Schedule(store, [job]).tick(NINE + 100 * MINUTE)
    assert await _done(store) == [NINE + 180 * MINUTE]


async def test_two_processes_work_a_slot_off_once(store: Store) -> None:
    job = Job("hourly", "0 * * * *", _note)
    processes = [Schedule(store, [job]) for _ in range(5)]
    for minute in (-1, 0, 60):
        now = NINE + minute * MINUTE
        await asyncio.gather(*(process.tick(now) for process in processes))
    assert await _done(store) == [NINE, NINE + 60 * MINUTE]


async def test_work_that_fails_leaves_no_claim_and_is_tried_again(store: Store) -> None:
    work = Faulty(failures=1)
    schedule = Schedule(store, [Job("hourly", "0 * * * *", work)])
    await schedule.tick(NINE - MINUTE)
    await schedule.tick(NINE)
    assert await _done(store) == []
    await schedule.tick(NINE + RETRY_AFTER - timedelta(seconds=1))
    assert await _done(store) == []
    await schedule.tick(NINE + RETRY_AFTER)
    assert await _done(store) == [NINE]


async def test_a_job_that_fails_stops_no_other(store: Store) -> None:
    broken, sound = Job("a", "0 * * * *", Faulty(99)), Job("b", "0 * * * *", _note)
    schedule = Schedule(store, [broken, sound])
    await schedule.tick(NINE - MINUTE)
    await schedule.tick(NINE)
    assert await _done(store) == [NINE]


async def test_a_job_keeps_the_time_of_its_own_zone(store: Store) -> None:
    schedule = Schedule(store, [Job("tokyo", "0 9 * * *", _note, timezone="Asia/Tokyo")])
    for hours in (-10, -9, 0):
        await schedule.tick(NINE + timedelta(hours=hours))
    assert await _done(store) == [NINE - timedelta(hours=9)]


@pytest.mark.parametrize(
    ("cron", "latest"),
    [
        ("* * * * *", NINE),
        ("*/7 * * * *", NINE),
        ("30 * * * *", NINE - 30 * MINUTE),
        ("0 10 * * *", datetime(2026, 11, 21, 10, tzinfo=UTC)),
        ("0 8 * * mon", datetime(2026, 11, 16, 8, tzinfo=UTC)),
        ("0 0 31 * *", datetime(2026, 10, 31, tzinfo=UTC)),
        ("0 0 24 12 *", datetime(2025, 12, 24, tzinfo=UTC)),
        ("0 0 29 2 *", datetime(2024, 2, 29, tzinfo=UTC)),
        ("0 0 31 2 *", None),
    ],
)
def test_the_latest_slot_is_found_however_rare_it_is(cron: str, latest: datetime | None) -> None:
    assert Times(cron, "UTC").latest(NINE) == latest


def test_a_slot_in_the_hour_that_clocks_repeat_comes_twice_and_one_they_skip_comes_late() -> None:
    times = Times("30 1 * * *", "Europe/London")
    back, forth = datetime(2026, 10, 25, tzinfo=UTC), datetime(2026, 3, 29, tzinfo=UTC)
    first = times.next(back)
    assert first == back + 30 * MINUTE
    assert times.next(first) == back + 90 * MINUTE
    assert times.next(forth) == forth + 90 * MINUTE


@pytest.mark.parametrize("cron", ["", "* * * *", "61 * * * *", "0 9 * * 1", "0 9 * * 1-5", "x"])
def test_a_cron_string_that_can_t_be_used_is_refused_at_once(store: Store, cron: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Schedule(store, [Job("broken", cron, _note)])
