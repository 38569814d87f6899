"""A slot of the schedule is claimed once, together with its work."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.store.conftest import RACERS
from tests.clocks import MORNING

NEXT = MORNING + timedelta(hours=1)


async def test_a_slot_is_claimed_once(store: Store) -> None:
    assert await store.write(lambda unit: unit.slots.claim("morning", MORNING))
    assert not await store.write(lambda unit: unit.slots.claim("morning", MORNING))
    assert await store.write(lambda unit: unit.slots.claim("morning", NEXT))
    assert await store.write(lambda unit: unit.slots.claim("canary", MORNING))


async def test_the_newest_slot_of_a_job_is_told(store: Store) -> None:
    await store.write(lambda unit: unit.slots.claim("morning", NEXT))
    await store.write(lambda unit: unit.slots.claim("morning", MORNING))

    assert await store.read(lambda unit: unit.slots.last("morning")) == NEXT
    assert await store.read(lambda unit: unit.slots.last("canary")) is None


async def test_of_many_processes_one_claims(store: Store, meet: Callable[[], None]) -> None:
    def claim(unit: Unit) -> bool:
        meet()
        return unit.slots.claim("morning", MORNING)

    claimed = await asyncio.gather(*(store.write(claim) for _ in range(RACERS)))

    assert claimed.count(True) == 1


async def test_a_slot_whose_work_failed_can_be_claimed_again(store: Store) -> None:
    def work(unit: Unit) -> None:
        unit.slots.claim("morning", MORNING)
        raise KeyError

    with pytest.raises(KeyError):
        await store.write(work)

    assert await store.write(lambda unit: unit.slots.claim("morning", MORNING))
