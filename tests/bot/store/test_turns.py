"""Messages go out in a fair order, one at a time in a place, replies after their card."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.posting import Due, Sheet, Wanted
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.store.buckets import CAPACITY, PERIOD
from tests.bot.store.conftest import RACERS
from tests.bot.store.courier import CARD, LEASE, SECOND, fail, lease, lease_one, post, send, want
from tests.clocks import MORNING

MINUTE = timedelta(minutes=1)
TIMELINE = Wanted("C0PROD", Sheet.TIMELINE, "I-1", under="I-1")


async def subjects(store: Store, many: int) -> list[str]:
    """Bring out so many messages, a minute apart, and say in which order they came."""
    found = []
    for number in range(many):
        at = MORNING + (number + 1) * MINUTE
        due = await lease_one(store, at)
        await send(store, due, due.ts or f"{due.number}.1", at)
        found.append(f"{due.sheet} {due.subject}")
    return found


async def next_at(store: Store) -> datetime | None:
    return await store.read(lambda unit: unit.outbox.next_at())


async def test_the_oldest_goes_first(store: Store) -> None:
    await want(store, replace(CARD, subject="I-2"), at=MORNING + SECOND)
    await want(store, replace(CARD, subject="I-3"), at=MORNING + 2 * SECOND)
    await want(store, CARD)

    assert await subjects(store, 3) == ["alert I-1", "alert I-2", "alert I-3"]


async def test_within_a_second_new_cards_go_before_edits(store: Store) -> None:
    await post(store, CARD)
    await want(store, CARD)
    await want(store, replace(CARD, subject="I-2"), at=MORNING + SECOND / 2)
    await want(store, replace(CARD, subject="I-3"), at=MORNING + SECOND)

    assert await subjects(store, 3) == ["alert I-2", "alert I-1", "alert I-3"]


async def test_what_is_urgent_goes_before_what_was_wanted_in_the_minute_before_it(
    store: Store,
) -> None:
    await want(store, CARD, at=MORNING - 2 * MINUTE)
    await want(store, replace(CARD, subject="I-2"), at=MORNING - MINUTE / 2)
    await want(store, replace(CARD, subject="I-3", is_urgent=True))

    assert await subjects(store, 3) == ["alert I-1", "alert I-3", "alert I-2"]


async def test_editing_again_does_not_lose_the_turn(store: Store) -> None:
    await post(store, CARD, replace(CARD, subject="I-2"))
    await want(store, CARD)
    await want(store, replace(CARD, subject="I-2"), at=MORNING + SECOND)
    await want(store, CARD, at=MORNING + 2 * SECOND)

    assert await subjects(store, 2) == ["alert I-1", "alert I-2"]


async def test_a_reply_waits_for_the_card_and_learns_its_place(store: Store) -> None:
    await want(store, TIMELINE, at=MORNING - MINUTE)
    assert await lease(store) == ()

    await want(store, CARD)
    card = await lease_one(store)
    assert card.sheet is Sheet.ALERT
    await send(store, card, "17.42")

    reply = await lease_one(store)
    assert (reply.sheet, reply.under_ts) == (Sheet.TIMELINE, "17.42")


async def test_a_card_of_another_channel_does_not_serve(store: Store) -> None:
    await post(store, replace(CARD, destination="C0NOISE"))
    await want(store, TIMELINE)

    assert await lease(store) == ()
    assert await next_at(store) is None


async def test_one_message_at_a_time_is_on_its_way_to_a_place(store: Store) -> None:
    await want(store, CARD, replace(CARD, subject="I-2"))
    first = await lease_one(store)

    assert await lease(store) == ()
    await send(store, first)
    assert (await lease_one(store)).subject == "I-2"


async def test_one_of_each_place_is_leased_up_to_the_limit(store: Store) -> None:
    for number, channel in enumerate(("C1", "C2", "C3")):
        cards = [replace(CARD, destination=channel, subject=f"I-{n}") for n in range(5)]
        await want(store, *cards, at=MORNING + number * SECOND)

    first = await lease(store, MORNING + MINUTE, limit=2)
    rest = await lease(store, MORNING + MINUTE)

    assert [due.destination for due in first] == ["C1", "C2"]
    assert [due.destination for due in rest] == ["C3"]


async def test_a_failing_message_lets_the_others_pass(store: Store) -> None:
    await want(store, CARD, replace(CARD, subject="I-2"))
    await fail(store, await lease_one(store), retry_at=MORNING + MINUTE)

    assert (await lease_one(store)).subject == "I-2"


async def test_of_many_couriers_one_gets_the_message(
    store: Store, meet: Callable[[], None]
) -> None:
    await want(store, CARD, replace(CARD, subject="I-2"))

    def work(unit: Unit) -> tuple[Due, ...]:
        meet()
        return unit.outbox.lease(MORNING, 10, LEASE)

    leased = await asyncio.gather(*(store.write(work) for _ in range(RACERS)))

    assert [due.subject for dues in leased for due in dues] == ["I-1"]


async def test_a_lease_takes_a_token_even_if_it_comes_to_nothing(store: Store) -> None:
    await want(store, CARD)
    for _ in range(CAPACITY):
        await fail(store, await lease_one(store))

    assert await lease(store) == ()
    assert await next_at(store) == MORNING + PERIOD


async def test_the_next_moment_is_that_of_whatever_may_go_first(store: Store) -> None:
    assert await next_at(store) is None

    await want(store, replace(CARD, not_before=MORNING + MINUTE))
    assert await next_at(store) == MORNING + MINUTE
    await want(store, replace(CARD, destination="C0NOISE"))
    assert await next_at(store) == MORNING

    leased = await lease_one(store)
    await want(store, replace(CARD, destination="C0NOISE", subject="I-2"))
    assert await next_at(store) == MORNING + LEASE
    await send(store, leased)
    assert await next_at(store) == MORNING


async def test_nothing_is_next_once_everything_is_sent(store: Store) -> None:
    await post(store, CARD, TIMELINE)

    assert await next_at(store) is None
