"""Swaps on call are kept as they were made, and found until they are over."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.rota import Swap
from bot.ports.store import Store
from tests.clocks import MORNING

HOUR = timedelta(hours=1)
FIRST = Swap("U0BOB", MORNING, MORNING + HOUR, "ann@example.com", "Ann")
SECOND = Swap("U0RYO", MORNING, MORNING + 3 * HOUR, "bob@example.com", "Bob")


async def test_swaps_are_found_in_order_until_they_are_over(store: Store) -> None:
    await store.write(lambda unit: unit.swaps.add(SECOND))
    await store.write(lambda unit: unit.swaps.add(FIRST))

    assert await store.read(lambda unit: unit.swaps.ending_after(MORNING)) == (SECOND, FIRST)
    assert await store.read(lambda unit: unit.swaps.ending_after(MORNING + HOUR)) == (SECOND,)
    assert await store.read(lambda unit: unit.swaps.ending_after(MORNING + 3 * HOUR)) == ()
