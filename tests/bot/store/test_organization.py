"""What is kept of the organization is what was kept last, names to the letter."""

from __future__ import annotations

from bot.domain.organization import Member
from bot.ports.store import Store

ONE = Member("111122223333", "prod\0 <!channel> 🧨", "ACTIVE", told=True)
OTHER = Member("444455556666", "sandbox-9", "SUSPENDED")


async def test_the_last_list_takes_the_place_of_the_one_before(store: Store) -> None:
    assert await store.read(lambda unit: unit.organization.members()) == ()
    await store.write(lambda unit: unit.organization.keep((OTHER, ONE)))
    assert await store.read(lambda unit: unit.organization.members()) == (ONE, OTHER)
    await store.write(lambda unit: unit.organization.keep((OTHER,)))
    assert await store.read(lambda unit: unit.organization.members()) == (OTHER,)
    await store.write(lambda unit: unit.organization.keep(()))
    assert await store.read(lambda unit: unit.organization.members()) == ()
