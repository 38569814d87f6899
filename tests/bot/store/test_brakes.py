"""A pulled brake holds until somebody releases it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot.domain.braking import EVERYWHERE
from bot.ports.brakes import Stop
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.store.conftest import RACERS
from tests.bot.store.examples import HOSTILE
from tests.clocks import MORNING

ACCOUNT = "111122223333"
LATER = MORNING + timedelta(minutes=1)


async def holds(store: Store, account: str = ACCOUNT) -> bool:
    return await store.read(lambda unit: unit.brakes.holds(account))


async def test_a_brake_holds_in_its_account_only(store: Store) -> None:
    assert await store.write(lambda unit: unit.brakes.stop(ACCOUNT, "ann@x", HOSTILE, MORNING))

    assert await holds(store)
    assert not await holds(store, "444455556666")
    assert await store.read(lambda unit: unit.brakes.stops()) == (
        Stop(ACCOUNT, "ann@x", HOSTILE, MORNING, "", None),
    )


async def test_a_brake_on_everything_holds_in_every_account(store: Store) -> None:
    await store.write(lambda unit: unit.brakes.stop(EVERYWHERE, "ann@x", "Ann", MORNING))

    assert await holds(store)
    assert await holds(store, "444455556666")


async def test_who_pulled_first_is_who_pulled(store: Store) -> None:
    await store.write(lambda unit: unit.brakes.stop(ACCOUNT, "ann@x", "Ann", MORNING))

    assert not await store.write(lambda unit: unit.brakes.stop(ACCOUNT, "bob@x", "Bob", LATER))
    (stop,) = await store.read(lambda unit: unit.brakes.stops())
    assert stop.by == "ann@x"


async def test_asking_to_start_releases_nothing(store: Store) -> None:
    await store.write(lambda unit: unit.brakes.stop(ACCOUNT, "ann@x", "Ann", MORNING))
    await store.write(lambda unit: unit.brakes.ask_start(ACCOUNT, "bob@x", LATER))

    assert await holds(store)
    assert await store.read(lambda unit: unit.brakes.stops()) == (
        Stop(ACCOUNT, "ann@x", "Ann", MORNING, "bob@x", LATER),
    )


async def test_a_brake_is_released_once(store: Store) -> None:
    await store.write(lambda unit: unit.brakes.stop(ACCOUNT, "ann@x", "Ann", MORNING))

    assert await store.write(lambda unit: unit.brakes.start(ACCOUNT, LATER))
    assert not await store.write(lambda unit: unit.brakes.start(ACCOUNT, LATER))
    assert not await holds(store)


async def test_of_many_who_pull_one_pulled(store: Store, meet: Callable[[], None]) -> None:
    def pull(unit: Unit) -> bool:
        meet()
        return unit.brakes.stop(EVERYWHERE, "ann@x", "Ann", MORNING)

    pulled = await asyncio.gather(*(store.write(pull) for _ in range(RACERS)))

    assert pulled.count(True) == 1


async def own(store: Store) -> bool:
    """Let secbot pull the brake by itself."""
    return await store.write(
        lambda unit: unit.brakes.stop(ACCOUNT, "", "secbot", MORNING, reason="A-1", is_own=True)
    )


async def test_secbot_s_own_stop_holds_all_but_an_undo(store: Store) -> None:
    assert await own(store)

    assert await holds(store)
    assert not await store.read(lambda unit: unit.brakes.holds(ACCOUNT, is_undo=True))
    (stop,) = await store.read(lambda unit: unit.brakes.stops())
    assert (stop.is_own, stop.reason) == (True, "A-1")


async def test_a_person_s_stop_takes_the_place_of_secbot_s_own_and_holds_undo_too(
    store: Store,
) -> None:
    await own(store)
    await store.write(lambda unit: unit.brakes.ask_start(ACCOUNT, "bob@x", MORNING))

    assert await store.write(lambda unit: unit.brakes.stop(ACCOUNT, "ann@x", "Ann", LATER))
    assert not await own(store)

    assert await store.read(lambda unit: unit.brakes.holds(ACCOUNT, is_undo=True))
    assert await store.read(lambda unit: unit.brakes.stops()) == (
        Stop(ACCOUNT, "ann@x", "Ann", LATER, "", None),
    )


async def test_when_a_brake_was_released_is_known_in_its_accounts(store: Store) -> None:
    async def released() -> object:
        return await store.read(lambda unit: unit.brakes.released_at(ACCOUNT))

    assert await released() is None
    for account, at in ((ACCOUNT, MORNING), (EVERYWHERE, LATER), ("444455556666", LATER)):
        await store.write(partial(stop_and_start, account=account, at=at))
    assert await released() == LATER


def stop_and_start(unit: Unit, account: str, at: datetime) -> None:
    unit.brakes.stop(account, "ann@x", "Ann", MORNING)
    unit.brakes.start(account, at)
