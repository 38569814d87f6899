"""Runs survive whoever claims them: by lease, by fence, and to a dead end that a person sees."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.domain.run import Run, RunState, Work
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.store.runs import MOST_CLAIMS
from tests.bot.store.conftest import RACERS
from tests.bot.store.databases import raw

LEASE = timedelta(minutes=5)
GONE = timedelta(minutes=-1)
"""A lease that has run out as soon as it is given: the claimer died a minute ago."""


async def start(store: Store, subject: int = 1, at: datetime | None = None) -> int:
    return await store.write(lambda unit: unit.runs.start(Work.EXECUTE, subject, at))


async def due(store: Store, lease: timedelta = LEASE, owner: str = "me") -> tuple[Run, ...]:
    return await store.write(lambda unit: unit.runs.due(owner, 10, lease))


async def claim(store: Store, lease: timedelta = LEASE) -> Run:
    (run,) = await due(store, lease)
    return run


async def fail(store: Store, run: Run) -> None:
    await store.write(lambda unit: unit.runs.fail(run, GONE, "denied"))


async def put_off(store: Store, run: Run, pause: timedelta) -> bool:
    return await store.write(lambda unit: unit.runs.put_off(run, pause))


async def status(store: Store, number: int = 1) -> RunState | None:
    return await store.read(lambda unit: unit.runs.status(number))


async def test_a_started_run_is_claimed_once(store: Store) -> None:
    assert await start(store, subject=7) == 1

    assert await due(store) == (Run(1, Work.EXECUTE, 7, attempts=1, fence=1),)
    assert await due(store) == ()
    assert await status(store) is RunState.CLAIMED
    assert await status(store, 2) is None


async def test_it_is_known_whether_anything_could_be_claimed(store: Store) -> None:
    async def is_due(patient: int) -> bool:
        return await store.read(lambda unit: unit.runs.is_due(patient))

    assert not await is_due(1)
    await store.write(lambda unit: unit.runs.start(Work.ENRICH, 1))
    assert await is_due(1)
    assert not await is_due(0)
    await start(store, at=datetime.now(UTC) + timedelta(hours=1))
    assert not await is_due(0)
    await start(store)
    assert await is_due(0)
    assert len(await due(store)) == 2
    assert not await is_due(1)


async def test_a_run_that_only_has_to_be_buried_is_due_too(store: Store) -> None:
    await start(store)
    for _ in range(MOST_CLAIMS):
        await claim(store, GONE)
    assert await store.read(lambda unit: unit.runs.is_due(0))
    assert await due(store) == ()
    assert not await store.read(lambda unit: unit.runs.is_due(0))


async def test_many_runs_are_started_at_once_each_as_if_alone(store: Store) -> None:
    await start(store, subject=7)

    await store.write(lambda unit: unit.runs.start_all(Work.EXECUTE, []))
    await store.write(lambda unit: unit.runs.start_all(Work.EXECUTE, [8, 7, 6, 8]))

    assert {run.subject for run in await due(store)} == {6, 7, 8}
    assert await due(store) == ()


async def test_a_flood_of_findings_keeps_no_containment_waiting(store: Store) -> None:
    def flood(unit: Unit) -> None:
        for subject in range(20):
            unit.runs.start(Work.ENRICH, subject)
        unit.runs.start(Work.EXECUTE, 7)

    await store.write(flood)
    found = await store.write(lambda unit: unit.runs.due("me", 5, LEASE, 2))
    more = await store.write(lambda unit: unit.runs.due("me", 5, LEASE, 0))
    rest = await store.write(lambda unit: unit.runs.due("me", 99, LEASE))

    assert sorted(run.work for run in found) == [Work.ENRICH, Work.ENRICH, Work.EXECUTE]
    assert more == ()
    assert [run.work for run in rest] == [Work.ENRICH] * 18


async def test_one_run_is_live_for_a_work_and_a_subject(store: Store) -> None:
    first = await start(store)

    assert await start(store) == first
    await claim(store)
    assert await start(store) == first
    assert await start(store, subject=2) == await start(store, subject=2) != first
    assert await store.write(lambda unit: unit.runs.start(Work.PLAN, 1)) != first


async def test_a_run_that_waits_is_due_again_after_its_pause_however_often(store: Store) -> None:
    number = await start(store)
    for _ in range(20):
        run = await claim(store)
        assert run.attempts == 1
        assert await put_off(store, run, GONE)
    held = await claim(store)
    assert await put_off(store, held, LEASE)

    assert await due(store) == ()
    assert await status(store, number) is RunState.DUE
    assert not await store.write(lambda unit: unit.runs.finish(held))


async def test_a_run_that_was_lost_is_not_put_off(store: Store) -> None:
    await start(store)
    lost = await claim(store, GONE)
    held = await claim(store)

    assert not await put_off(store, lost, GONE)
    assert await store.write(lambda unit: unit.runs.holds(held))


async def test_what_has_ended_can_be_started_anew(store: Store) -> None:
    first = await start(store)
    run = await claim(store)

    assert await store.write(lambda unit: unit.runs.finish(run))
    assert await status(store) is RunState.DONE
    assert await start(store) != first


async def test_a_run_waits_for_its_time(store: Store) -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    first = await start(store, at=tomorrow)

    assert await due(store) == ()
    assert await start(store, at=tomorrow + timedelta(days=1)) == first
    assert await due(store) == ()
    assert await start(store) == first
    assert await claim(store) == Run(1, Work.EXECUTE, 1, attempts=1, fence=1)


async def test_starting_what_is_claimed_does_not_end_its_lease(store: Store) -> None:
    await start(store)
    await claim(store)
    await start(store)

    assert await due(store) == ()


async def test_the_longest_due_is_claimed_first_up_to_the_limit(store: Store) -> None:
    past = datetime(2026, 1, 1, tzinfo=UTC)
    for subject in (1, 2, 3):
        await start(store, subject, at=past - timedelta(days=subject))

    claimed = await store.write(lambda unit: unit.runs.due("me", 2, LEASE))

    assert {run.subject for run in claimed} == {2, 3}


async def test_a_run_whose_process_died_is_claimed_by_another(store: Store) -> None:
    await start(store)
    dead = await claim(store, GONE)
    alive = await claim(store)

    assert (alive.number, alive.attempts, alive.fence) == (dead.number, 2, 2)
    assert not await store.write(lambda unit: unit.runs.finish(dead))
    assert await store.write(lambda unit: unit.runs.renew([dead, alive], LEASE)) == {1}
    await store.write(lambda unit: unit.runs.fail(dead, LEASE, "late"))
    assert await status(store) is RunState.CLAIMED
    assert await store.write(lambda unit: unit.runs.finish(alive))
    assert not await store.write(lambda unit: unit.runs.finish(alive))


async def test_a_frozen_process_that_wakes_holds_nothing(store: Store) -> None:
    await start(store)
    frozen = await claim(store, GONE)

    assert not await store.write(lambda unit: unit.runs.holds(frozen))
    assert await store.write(lambda unit: unit.runs.renew([frozen], LEASE)) == {1}
    assert await store.write(lambda unit: unit.runs.holds(frozen))


async def test_a_claim_stands_until_somebody_else_has_it(store: Store) -> None:
    await start(store)
    run = await claim(store)

    assert await store.write(lambda unit: unit.runs.holds(run))
    await store.write(lambda unit: unit.runs.cancel(run.number))
    assert not await store.write(lambda unit: unit.runs.holds(run))


async def test_a_renewed_lease_is_not_taken_over(store: Store) -> None:
    await start(store)
    run = await claim(store, GONE)
    await store.write(lambda unit: unit.runs.renew([run], LEASE))

    assert await due(store) == ()


async def test_a_failed_run_is_tried_again_after_its_wait(store: Store) -> None:
    await start(store)
    run = await claim(store)
    await store.write(lambda unit: unit.runs.fail(run, LEASE, "throttled"))

    assert await status(store) is RunState.DUE
    assert await due(store) == ()


async def test_a_run_that_fails_every_time_goes_dead(store: Store, address: str) -> None:
    await start(store)
    for _ in range(MOST_CLAIMS):
        await fail(store, await claim(store))

    assert await status(store) is RunState.DEAD
    assert await due(store) == ()
    with raw(address) as connection:
        assert connection.scalar(text("SELECT reason FROM run")) == "denied"


async def test_a_run_that_kills_every_process_goes_dead(store: Store) -> None:
    await start(store)
    for _ in range(MOST_CLAIMS):
        await claim(store, GONE)

    assert await due(store) == ()
    assert await status(store) is RunState.DEAD


async def test_what_died_is_counted_by_its_work_until_it_is_begun_anew(store: Store) -> None:
    await start(store)
    for _ in range(MOST_CLAIMS):
        await claim(store, GONE)
    await due(store)
    yesterday, tomorrow = (datetime.now(UTC) + timedelta(days=days) for days in (-1, 1))

    assert await store.read(lambda unit: unit.runs.dead(yesterday)) == {Work.EXECUTE: 1}
    assert await store.read(lambda unit: unit.runs.dead(tomorrow)) == {}
    await start(store)
    assert await store.read(lambda unit: unit.runs.dead(yesterday)) == {}


@pytest.mark.parametrize("claimed", [True, False])
async def test_a_cancelled_run_is_over(store: Store, *, claimed: bool) -> None:
    await start(store)
    run = await claim(store) if claimed else Run(1, Work.EXECUTE, 1, 1, 1)

    assert await store.write(lambda unit: unit.runs.cancel(1))
    assert not await store.write(lambda unit: unit.runs.cancel(1))
    assert not await store.write(lambda unit: unit.runs.finish(run))
    assert await status(store) is RunState.CANCELLED
    assert await due(store) == ()


async def test_a_stopping_process_gives_back_its_own_as_if_never_claimed(store: Store) -> None:
    await start(store, 1)
    (mine,) = await due(store, owner="me")
    await start(store, 2)
    await due(store, owner="you")
    await store.write(lambda unit: unit.runs.give_back("me"))

    assert await due(store, owner="you") == (Run(1, Work.EXECUTE, 1, attempts=1, fence=2),)
    assert not await store.write(lambda unit: unit.runs.finish(mine))


async def test_of_many_processes_each_run_has_one(store: Store, meet: Callable[[], None]) -> None:
    for subject in range(3):
        await start(store, subject)

    def work(unit: Unit) -> tuple[Run, ...]:
        meet()
        return unit.runs.due("me", 1, LEASE)

    claimed = await asyncio.gather(*(store.write(work) for _ in range(RACERS)))
    rest = await due(store)

    subjects = [run.subject for runs in (*claimed, rest) for run in runs]
    assert sorted(subjects) == [0, 1, 2]


async def test_of_many_who_start_one_run_is_started(store: Store, meet: Callable[[], None]) -> None:
    def work(unit: Unit) -> int:
        meet()
        return unit.runs.start(Work.PLAN, 1)

    numbers = await asyncio.gather(*(store.write(work) for _ in range(RACERS)))

    assert len(set(numbers)) == 1
    assert len(await due(store)) == 1
