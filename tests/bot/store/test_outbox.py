"""One row a message: wanted as often as you like, shown once, and never forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.message import Depth
from bot.domain.posting import Due, Sheet, Wanted
from bot.ports.store import Store
from tests.bot.store.courier import CARD, LEASE, SECOND, fail, lease, lease_one, post, send, want
from tests.bot.store.examples import HOSTILE
from tests.clocks import MORNING

HOUR = timedelta(hours=1)


async def test_a_wanted_message_is_leased_as_what_it_is(store: Store) -> None:
    await want(store, Wanted(HOSTILE, Sheet.WORD, HOSTILE))

    due = await lease_one(store, MORNING + SECOND)

    assert due == Due(
        number=1,
        destination=HOSTILE,
        sheet=Sheet.WORD,
        subject=HOSTILE,
        under="",
        under_ts="",
        wanted=1,
        ts="",
        nonce=due.nonce,
        attempts=1,
        uncertain=False,
        fence=1,
        wanted_at=MORNING,
    )
    assert len(due.nonce) == 36


async def test_each_message_has_a_nonce_of_its_own_for_ever(store: Store) -> None:
    first, second = await post(store, CARD, replace(CARD, subject="I-2"))
    await want(store, CARD)

    again = await lease_one(store)

    assert first.nonce != second.nonce
    assert again.nonce == first.nonce


async def test_what_was_sent_is_wanted_no_more(store: Store) -> None:
    await want(store, CARD)
    due = await lease_one(store)

    assert await send(store, due, "1763802000.000100")
    assert await lease(store, MORNING + timedelta(hours=1)) == ()
    assert await store.read(lambda u: u.outbox.place("C0PROD", Sheet.ALERT, "I-1")) == (
        "1763802000.000100"
    )
    assert await store.read(lambda u: u.outbox.place("C0PROD", Sheet.ALERT, "I-2")) == ""


async def test_wanting_it_a_hundred_times_is_one_edit_of_the_newest(store: Store) -> None:
    await post(store, CARD)
    for _ in range(10):
        await want(store, *[CARD] * 10)

    due = await lease_one(store)
    await send(store, due)

    assert (due.ts, due.wanted) == ("1.1", 101)
    assert await lease(store, MORNING + timedelta(hours=1)) == ()


async def test_what_was_wanted_while_it_was_on_its_way_goes_out_next(store: Store) -> None:
    await want(store, CARD)
    due = await lease_one(store)
    await want(store, CARD, at=MORNING + SECOND)
    await send(store, due, at=MORNING + SECOND)

    edit = await lease_one(store, MORNING + SECOND)

    assert (edit.wanted, edit.ts, edit.attempts) == (2, "1.1", 1)
    assert edit.wanted_at == MORNING + SECOND


async def test_a_pending_message_keeps_the_time_since_which_it_waits(store: Store) -> None:
    await want(store, CARD)
    await want(store, CARD, at=MORNING + SECOND)

    assert (await lease_one(store, MORNING + SECOND)).wanted_at == MORNING


async def test_a_sheet_with_nothing_to_say_is_done_without_a_place(store: Store) -> None:
    await want(store, CARD)
    await send(store, await lease_one(store), "")

    assert await store.read(lambda unit: unit.outbox.depth()) == Depth(0, None)
    assert await store.read(lambda u: u.outbox.place("C0PROD", Sheet.ALERT, "I-1")) == ""


async def test_an_edit_never_loses_the_place(store: Store) -> None:
    await post(store, CARD)
    await want(store, CARD)
    await send(store, await lease_one(store), "")

    assert await store.read(lambda u: u.outbox.place("C0PROD", Sheet.ALERT, "I-1")) == "1.1"


async def test_a_lost_lease_changes_nothing(store: Store) -> None:
    await want(store, CARD)
    lost = await lease_one(store)
    held = await lease_one(store, MORNING + LEASE)

    assert not await send(store, lost, "lost")
    await store.write(lambda u: u.outbox.failed(lost, retry_at=MORNING, uncertain=True))
    await store.write(lambda u: u.outbox.give_up(lost, "lost"))

    assert held.fence == lost.fence + 1
    assert await lease(store, MORNING + LEASE) == ()
    assert await send(store, held, "2.2")
    assert not await send(store, held, "twice")


async def test_a_lease_that_ran_out_leaves_it_uncertain(store: Store) -> None:
    await want(store, CARD)
    first = await lease_one(store)

    assert await lease(store, MORNING + LEASE - timedelta(microseconds=1)) == ()
    second = await lease_one(store, MORNING + LEASE)

    assert (first.uncertain, second.uncertain) == (False, True)
    assert (first.attempts, second.attempts) == (1, 2)


async def test_what_surely_failed_is_tried_again_and_is_not_uncertain(store: Store) -> None:
    await want(store, CARD)
    due = await lease_one(store)
    retry_at = MORNING + SECOND
    await store.write(lambda u: u.outbox.failed(due, retry_at=retry_at, uncertain=False))

    assert await lease(store, MORNING) == ()
    again = await lease_one(store, retry_at)
    assert (again.uncertain, again.attempts) == (False, 2)


async def test_once_uncertain_is_uncertain_until_it_is_sent(store: Store) -> None:
    await want(store, CARD)
    await fail(store, await lease_one(store), uncertain=True)
    await fail(store, await lease_one(store), uncertain=False)

    again = await lease_one(store)
    await send(store, again)
    await want(store, CARD)

    assert again.uncertain
    assert not (await lease_one(store)).uncertain


async def test_what_was_given_up_waits_for_a_newer_revision(store: Store) -> None:
    await want(store, CARD)
    due = await lease_one(store)
    await store.write(lambda unit: unit.outbox.give_up(due, "channel_not_found"))

    assert await lease(store, MORNING + timedelta(days=1)) == ()
    assert await store.read(lambda unit: unit.outbox.depth()) == Depth(0, None)

    later = MORNING + timedelta(days=1)
    await want(store, CARD, at=later)
    again = await lease_one(store, later)
    assert (again.wanted, again.attempts, again.wanted_at) == (2, 1, later)


async def test_first_posts_of_one_kind_can_be_spared_until_somebody_wants_them(
    store: Store,
) -> None:
    timeline = Wanted(CARD.destination, Sheet.TIMELINE, CARD.subject, CARD.subject)
    await want(store, CARD, timeline)
    await store.write(lambda unit: unit.outbox.spare(CARD.destination, Sheet.TIMELINE))
    await send(store, await lease_one(store))
    assert await lease(store, MORNING + HOUR) == ()

    await want(store, timeline, at=MORNING + HOUR)
    await store.write(lambda unit: unit.outbox.spare(CARD.destination, Sheet.TIMELINE))
    due = await lease_one(store, MORNING + HOUR)
    assert due.sheet is Sheet.TIMELINE
    await send(store, due, "2.1", MORNING + HOUR)
    await want(store, timeline, at=MORNING + 2 * HOUR)
    await store.write(lambda unit: unit.outbox.spare(timeline.destination, Sheet.TIMELINE))
    assert (await lease_one(store, MORNING + 2 * HOUR)).ts == "2.1"


async def test_a_newer_revision_survives_that_the_older_was_given_up(store: Store) -> None:
    await want(store, CARD)
    due = await lease_one(store)
    await want(store, CARD)
    await store.write(lambda unit: unit.outbox.give_up(due, "msg_too_long"))

    assert (await lease_one(store)).wanted == 2


async def test_a_first_post_can_be_held_back_and_hastened(store: Store) -> None:
    held = replace(CARD, not_before=MORNING + SECOND)
    await want(store, held, replace(held, subject="I-2", destination="C0NOISE"))

    assert await lease(store) == ()
    await store.write(lambda u: u.outbox.hasten("C0PROD", Sheet.ALERT, "I-1"))
    assert (await lease_one(store)).subject == "I-1"
    assert [due.subject for due in await lease(store, MORNING + SECOND)] == ["I-2"]


async def test_an_edit_is_never_held_back(store: Store) -> None:
    await post(store, CARD)
    await want(store, replace(CARD, not_before=MORNING + LEASE))

    assert (await lease_one(store)).ts == "1.1"


async def test_hastening_does_not_shorten_the_wait_after_a_failure(store: Store) -> None:
    await want(store, CARD)
    due = await lease_one(store)
    retry_at = MORNING + timedelta(minutes=1)
    await store.write(lambda u: u.outbox.failed(due, retry_at=retry_at, uncertain=False))
    await store.write(lambda u: u.outbox.hasten("C0PROD", Sheet.ALERT, "I-1"))
    await want(store, CARD)

    assert await lease(store, MORNING + SECOND) == ()


async def test_the_depth_tells_how_many_are_pending_and_since_when(store: Store) -> None:
    assert await store.read(lambda unit: unit.outbox.depth()) == Depth(0, None)

    await want(store, replace(CARD, subject="I-2"), at=MORNING + SECOND)
    await want(store, CARD, Wanted("C0PROD", Sheet.TIMELINE, "I-1", under="I-1"))
    await want(store)

    assert await store.read(lambda unit: unit.outbox.depth()) == Depth(3, MORNING)


async def test_replies_to_a_card_that_was_given_up_are_not_late(store: Store) -> None:
    await want(store, CARD, Wanted("C0PROD", Sheet.TIMELINE, "I-1", under="I-1"))
    due = await lease_one(store)
    await store.write(lambda unit: unit.outbox.give_up(due, "channel_not_found"))

    assert await store.read(lambda unit: unit.outbox.depth()) == Depth(0, None)
    assert await store.read(lambda unit: unit.outbox.next_at()) is None


async def test_the_depth_may_leave_out_the_message_that_tells_it(store: Store) -> None:
    await want(store, Wanted("C0PROD", Sheet.STATUS, "2026-11-22"))
    assert await store.read(lambda unit: unit.outbox.depth(Sheet.STATUS)) == Depth(0, None)

    await want(store, CARD, at=MORNING + SECOND)

    depth = await store.read(lambda unit: unit.outbox.depth(Sheet.STATUS))
    assert depth == Depth(1, MORNING + SECOND)
