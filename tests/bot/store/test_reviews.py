"""One review for each execution, and one of a kind that is open at a time."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.review import Review, ReviewKind
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.store.examples import HOSTILE, an_ask
from tests.clocks import MORNING

FIRST = Review(1, 1, "bob@example.com", HOSTILE, MORNING, HOSTILE)
SECOND = replace(FIRST, execution=2)
LATER = MORNING + timedelta(hours=1)
NIGHT = replace(SECOND, kind=ReviewKind.NIGHT, due_at=LATER)


async def executions(store: Store) -> None:
    """Let both have been asked for."""

    def work(unit: Unit) -> None:
        for _ in range(2):
            unit.executions.ask(
                an_ask(),
                requester="ann@example.com",
                requester_name="Ann",
                at=MORNING,
                channel="C0SEC",
            )

    await store.write(work)


async def open_(store: Store, review: Review) -> bool:
    return await store.write(lambda unit: unit.reviews.open(review))


async def close(store: Store, number: int = 1) -> bool:
    by = ("ryo@example.com", "Ryo")
    return await store.write(lambda unit: unit.reviews.close(number, by, "well done", LATER))


async def test_a_review_is_open_until_somebody_closes_it(store: Store) -> None:
    await executions(store)
    assert await open_(store, FIRST)

    assert await store.read(lambda unit: unit.reviews.still_open()) == (FIRST,)
    assert await close(store)
    assert not await close(store)

    assert await store.read(lambda unit: unit.reviews.still_open()) == ()
    found = await store.read(lambda unit: unit.reviews.of(1))
    assert found is not None
    assert (found.closed_by, found.closed_at, found.is_open) == ("ryo@example.com", LATER, False)


async def test_of_two_at_once_one_is_refused(store: Store) -> None:
    await executions(store)

    opened = await asyncio.gather(open_(store, FIRST), open_(store, SECOND))

    assert sorted(opened) == [False, True]
    assert len(await store.read(lambda unit: unit.reviews.still_open())) == 1


async def test_after_one_is_closed_another_can_be_opened(store: Store) -> None:
    await executions(store)
    await open_(store, FIRST)
    await close(store)

    assert await open_(store, SECOND)
    assert await store.read(lambda unit: unit.reviews.of(3)) is None


async def test_an_open_review_goes_over_to_a_newer_plan_of_its_execution(store: Store) -> None:
    await executions(store)
    await open_(store, FIRST)

    assert not await open_(store, FIRST)
    assert await open_(store, replace(FIRST, plan=2))
    assert await store.read(lambda unit: unit.reviews.still_open()) == (replace(FIRST, plan=2),)


async def test_a_night_and_a_broken_glass_are_open_side_by_side_and_no_two_nights(
    store: Store,
) -> None:
    await executions(store)
    assert await open_(store, FIRST)
    assert await open_(store, NIGHT)

    third = replace(NIGHT, execution=1)
    assert not await open_(store, third)
    assert len(await store.read(lambda unit: unit.reviews.still_open())) == 2
    assert await store.read(lambda unit: unit.reviews.of(2)) == NIGHT


async def test_of_two_nights_at_once_one_is_refused(store: Store) -> None:
    await executions(store)

    opened = await asyncio.gather(open_(store, NIGHT), open_(store, replace(NIGHT, execution=1)))

    assert sorted(opened) == [False, True]


async def test_a_night_is_unsettled_from_when_it_is_due_until_it_was_seen_to(store: Store) -> None:
    await executions(store)
    await open_(store, NIGHT)

    assert await unsettled(store, MORNING) == ()
    assert await unsettled(store, LATER) == (2,)
    assert await store.write(lambda unit: unit.reviews.late(2, LATER))
    assert not await store.write(lambda unit: unit.reviews.late(2, LATER))
    await store.write(lambda unit: unit.reviews.settle(2, LATER))
    assert await unsettled(store, LATER) == ()
    await store.write(lambda unit: unit.reviews.paged(2, 2))
    found = await store.read(lambda unit: unit.reviews.of(2))
    assert found == replace(NIGHT, late_at=LATER, settled_at=LATER, paged=2)


async def test_what_was_confirmed_is_settled_and_what_was_denied_is_not(store: Store) -> None:
    await executions(store)
    await open_(store, NIGHT)
    assert await close(store, 2)
    assert await unsettled(store, LATER) == ()
    assert not await store.write(lambda unit: unit.reviews.late(2, LATER))

    await open_(store, replace(NIGHT, execution=1))
    by = ("ryo@example.com", "Ryo")
    await store.write(lambda unit: unit.reviews.close(1, by, "a backup job", LATER, denies=True))
    assert await unsettled(store, MORNING) == (1,)


async def unsettled(store: Store, at: datetime) -> tuple[int, ...]:
    return await store.read(lambda unit: unit.reviews.unsettled(at))
