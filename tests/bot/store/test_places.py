"""A place stands for a target that an execution changes, from its approval on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from bot.domain.braking import Place
from bot.domain.execution import Stage
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.store.conftest import RACERS
from tests.bot.store.examples import a_proposal, an_ask
from tests.clocks import MORNING

ACCOUNT, TARGET = "111122223333", "arn:aws:s3:::pay"
HOUR = timedelta(hours=1)


def approved(unit: Unit) -> int:
    """Ask for something, plan it and approve it."""
    number = unit.executions.ask(
        an_ask(), requester="ann@x", requester_name="Ann", at=MORNING, channel="C0SEC"
    )
    unit.executions.propose(a_proposal(number))
    unit.executions.move(number, (Stage.WAITING,), Stage.APPROVED, MORNING)
    return number


def place(number: int, *, begun: bool, target: str = TARGET) -> Place:
    return Place(ACCOUNT, target, number, MORNING, begun)


async def since(store: Store, hours: int) -> tuple[Place, ...]:
    return await store.read(lambda unit: unit.places.since(MORNING - hours * HOUR))


async def test_what_is_approved_has_its_place_however_long_ago_until_it_ends(store: Store) -> None:
    number = await store.write(approved)
    await store.write(lambda unit: unit.places.take(place(number, begun=False)))

    assert await since(store, -9) == (place(number, begun=False),)
    await store.write(
        lambda unit: unit.executions.move(number, (Stage.APPROVED,), Stage.REFUSED, MORNING)
    )
    assert await since(store, 1) == ()


async def test_what_has_begun_keeps_its_place_from_then_on(store: Store) -> None:
    number = await store.write(approved)
    await store.write(lambda unit: unit.places.take(place(number, begun=False)))
    await store.write(lambda unit: unit.places.take(place(number, begun=True)))

    assert await since(store, 1) == (place(number, begun=True),)
    assert await since(store, 0) == ()


async def test_the_executions_of_a_target_come_newest_first(store: Store) -> None:
    def work(unit: Unit) -> None:
        for begun, target in ((True, TARGET), (True, TARGET), (True, "other"), (False, TARGET)):
            unit.places.take(place(approved(unit), begun=begun, target=target))

    await store.write(work)

    assert await store.read(lambda unit: unit.places.begun(ACCOUNT, TARGET)) == (2, 1)
    assert await store.read(lambda unit: unit.places.begun("444455556666", TARGET)) == ()


async def test_of_many_at_once_each_counts_what_the_others_took(
    store: Store, meet: Callable[[], None]
) -> None:
    numbers = [await store.write(approved) for _ in range(RACERS)]

    def take(unit: Unit, number: int) -> int:
        meet()
        unit.places.alone()
        count = len(unit.places.since(MORNING - HOUR))
        unit.places.take(place(number, begun=True, target=f"t{number}"))
        return count

    counted = await asyncio.gather(
        *(store.write(partial(take, number=number)) for number in numbers)
    )

    assert sorted(counted) == list(range(RACERS))
