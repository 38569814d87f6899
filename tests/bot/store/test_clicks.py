"""A click counts once, for as long as Slack may send it again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import text

from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.store.clicks import KEPT
from tests.bot.store.conftest import RACERS
from tests.bot.store.databases import raw
from tests.bot.store.examples import HOSTILE
from tests.clocks import MORNING


async def is_first(store: Store, key: str = "k", at: datetime = MORNING) -> bool:
    return await store.write(lambda unit: unit.clicks.is_first(key, at))


async def test_a_click_that_comes_again_is_not_the_first(store: Store) -> None:
    assert await is_first(store)
    assert not await is_first(store)
    assert await is_first(store, HOSTILE)
    assert not await is_first(store, HOSTILE)


async def test_a_click_that_came_to_nothing_may_come_again(store: Store) -> None:
    await is_first(store)
    await is_first(store, "other")
    await store.write(lambda unit: unit.clicks.forget("other"))

    assert await is_first(store, "other")
    assert not await is_first(store)


async def test_a_click_is_remembered_for_ten_minutes_and_no_longer(
    store: Store, address: str
) -> None:
    await is_first(store)

    assert not await is_first(store, at=MORNING + KEPT - timedelta(microseconds=1))
    assert await is_first(store, "other", MORNING + KEPT)
    with raw(address) as connection:
        assert connection.scalar(text("SELECT count(*) FROM click")) == 1


async def test_of_two_deliveries_at_once_one_is_the_first(
    store: Store, meet: Callable[[], None]
) -> None:
    def click(unit: Unit) -> bool:
        meet()
        return unit.clicks.is_first("k", MORNING)

    first = await asyncio.gather(*(store.write(click) for _ in range(RACERS)))

    assert first.count(True) == 1
