"""Each destination takes a short burst, then a message a second, over every process together."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.ports.store import Store
from bot.store.buckets import CAPACITY, PERIOD, opening
from tests.bot.store.courier import CARD, lease, lease_one, send, want
from tests.clocks import MORNING

CARDS = [replace(CARD, subject=f"I-{number}") for number in range(1, 10)]
INSTANT = timedelta(microseconds=1)


async def drain(store: Store, at: datetime) -> int:
    """Bring out everything that may go at this moment; return how many that were."""
    many = 0
    while dues := await lease(store, at):
        for due in dues:
            await send(store, due, f"{due.number}.1", at)
            many += 1
    return many


async def test_a_full_bucket_lets_a_burst_through_and_then_one_a_period(store: Store) -> None:
    await want(store, *CARDS)

    assert await drain(store, MORNING) == CAPACITY
    assert await drain(store, MORNING + PERIOD - INSTANT) == 0
    assert await drain(store, MORNING + PERIOD) == 1
    assert await drain(store, MORNING + 3 * PERIOD) == 2


async def test_a_rested_bucket_is_full_and_no_fuller(store: Store) -> None:
    await want(store, *CARDS)
    await drain(store, MORNING)

    assert await drain(store, MORNING + timedelta(hours=1)) == CAPACITY


async def test_destinations_do_not_wait_for_each_other(store: Store) -> None:
    await want(store, *CARDS)
    await drain(store, MORNING)
    await want(store, replace(CARD, destination="C0NOISE"))

    assert (await lease_one(store)).destination == "C0NOISE"


async def test_a_blocked_destination_waits_for_as_long_as_it_was_told(store: Store) -> None:
    until = MORNING + timedelta(seconds=30)
    await want(store, CARD, replace(CARD, destination="C0NOISE"))
    await store.write(lambda unit: unit.outbox.block("C0PROD", until))
    await store.write(lambda unit: unit.outbox.block("C0PROD", MORNING))

    noise = await lease_one(store)
    await send(store, noise)

    assert noise.destination == "C0NOISE"
    assert await store.read(lambda unit: unit.outbox.next_at()) == until
    assert await lease(store, until - INSTANT) == ()
    assert (await lease_one(store, until)).destination == "C0PROD"


async def test_a_destination_may_be_blocked_before_anything_is_wanted_there(store: Store) -> None:
    until = MORNING + timedelta(seconds=30)
    await store.write(lambda unit: unit.outbox.block("C0PROD", until))
    await want(store, CARD)

    assert await lease(store) == ()


def test_a_bucket_opens_when_it_is_neither_empty_nor_blocked() -> None:
    late = MORNING + timedelta(hours=1)

    assert opening(MORNING + CAPACITY * PERIOD, MORNING - PERIOD) == MORNING + PERIOD
    assert opening(MORNING, late) == late
