"""Refused clicks are counted by person and hour, until the hour is closed."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.domain.people import Person
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.clocks import MORNING

ANN = Person("U0ANN", "T0OURS", "ann@example.com", "Ann")
BOB = Person("U0BOB", "T0OURS", "", "Bob")
LATER = MORNING + timedelta(hours=1)
RACERS = 4


def once(person: Person, unit: Unit) -> int:
    return unit.refusals.count(unit.people.know(person), MORNING)


async def test_each_person_and_hour_has_a_count_of_its_own(store: Store) -> None:
    assert await store.write(lambda unit: once(ANN, unit)) == 1
    assert await store.write(lambda unit: once(ANN, unit)) == 2
    assert await store.write(lambda unit: once(BOB, unit)) == 1
    pseudonym = await store.write(lambda unit: unit.people.know(ANN))
    assert await store.write(lambda unit: unit.refusals.count(pseudonym, LATER)) == 1

    closed = await store.write(lambda unit: unit.refusals.close(LATER))

    assert closed == (("U0BOB", MORNING, 1), ("ann@example.com", MORNING, 2))
    assert await store.write(lambda unit: unit.refusals.close(LATER)) == ()
    assert await store.write(lambda unit: unit.refusals.count(pseudonym, LATER)) == 2


async def test_none_of_many_at_once_is_lost(store: Store) -> None:
    await store.write(lambda unit: unit.people.know(ANN))
    found = await asyncio.gather(
        *(store.write(lambda unit: once(ANN, unit)) for _ in range(RACERS))
    )
    assert sorted(found) == [1, 2, 3, 4]


async def test_nothing_is_told_of_whoever_was_erased(store: Store) -> None:
    await store.write(lambda unit: once(ANN, unit))
    await store.write(lambda unit: unit.people.erase(ANN.identity))
    assert await store.write(lambda unit: unit.refusals.close(LATER)) == ()
