"""A resource is leased to one execution at most, with all that it needs or with nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from bot.domain.braking import Lease
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.store.conftest import RACERS
from tests.bot.store.examples import an_ask
from tests.clocks import MORNING

ACCOUNT = "111122223333"


def leases(execution: int, *resources: str, account: str = ACCOUNT) -> list[Lease]:
    return [Lease(account, resource, execution) for resource in resources]


async def executions(store: Store, count: int) -> None:
    """Ask for so many executions."""

    def work(unit: Unit) -> None:
        for _ in range(count):
            unit.executions.ask(
                an_ask(), requester="ann@x", requester_name="Ann", at=MORNING, channel="C0SEC"
            )

    await store.write(work)


def held(wanted: list[Lease], unit: Unit) -> Lease | None:
    return unit.leases.held(wanted)


async def take(store: Store, wanted: list[Lease]) -> Lease | None:
    return await store.write(lambda unit: unit.leases.take(wanted))


async def test_a_second_gets_none_of_what_it_needs_and_is_told_whose_it_is(store: Store) -> None:
    await executions(store, 2)
    assert await take(store, leases(1, "b", "c")) is None

    assert await take(store, leases(2, "d", "c", "a")) == Lease(ACCOUNT, "c", 1)
    for free in ("a", "d"):
        assert await store.read(partial(held, leases(9, free))) is None


async def test_the_same_execution_takes_its_own_again(store: Store) -> None:
    await executions(store, 1)

    assert await take(store, leases(1, "a")) is None
    assert await take(store, leases(1, "a", "b")) is None
    assert await take(store, []) is None


async def test_another_account_s_resource_of_the_same_name_is_another(store: Store) -> None:
    await executions(store, 2)

    assert await take(store, leases(1, "*")) is None
    assert await take(store, leases(2, "*", account="444455556666")) is None


async def test_what_is_let_go_is_free(store: Store) -> None:
    await executions(store, 2)
    await take(store, leases(1, "a", "b"))
    await store.write(lambda unit: unit.leases.let_go(1))

    assert await take(store, leases(2, "b", "a")) is None


async def test_of_many_who_want_the_same_in_any_order_one_gets_all_and_none_waits_for_ever(
    store: Store, meet: Callable[[], None]
) -> None:
    await executions(store, RACERS)
    names = [f"r{number}" for number in range(8)]

    def race(unit: Unit, execution: int) -> Lease | None:
        meet()
        turned = names[execution:] + names[:execution]
        return unit.leases.take(leases(execution, *(turned[::-1] if execution % 2 else turned)))

    found = await asyncio.gather(
        *(store.write(partial(race, execution=n)) for n in range(1, RACERS + 1))
    )

    assert found.count(None) == 1
    winner = found.index(None) + 1
    assert {each.execution for each in found if each} == {winner}
