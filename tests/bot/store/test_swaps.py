"""Swaps on call are kept as they were made, and found until they are over."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.rota import AskedSwap, Swap
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


async def test_a_wish_is_kept_until_it_is_dropped_the_newest_for_somebody(store: Store) -> None:
    older = AskedSwap("U0BOB", MORNING + HOUR, "ann@example.com", "Ann", MORNING)
    newer = AskedSwap("U0BOB", MORNING + 2 * HOUR, "ryo@example.com", "Ryo", MORNING)
    await store.write(lambda unit: unit.swaps.ask(older))
    await store.write(lambda unit: unit.swaps.ask(newer))

    assert await store.read(lambda unit: unit.swaps.asked("U0BOB")) == newer
    assert await store.read(lambda unit: unit.swaps.asked("U0ANN")) is None
    await store.write(lambda unit: unit.swaps.drop("U0BOB"))
    assert await store.read(lambda unit: unit.swaps.asked("U0BOB")) is None
