"""The courier: every message once, in order, in its newest state, whatever Slack does."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.delivery.courier import FIRST_RETRY, LEASE, LONGEST_RETRY, Courier, retry_in
from bot.domain.posting import Sheet
from bot.durable.bell import LocalBell
from bot.ports.bell import Ring
from practice.slack.failures import Failure
from tests.bot.delivery.post_office import (
    BROKEN,
    CUT_AFTER,
    CUT_BEFORE,
    LIMITED,
    OTHER_CHANNEL,
    POST,
    SLOW,
    TOO_LATE,
    PostOffice,
    a_post_office,
    refused,
    shown_on,
)
from tests.bot.durable.flaky_store import FlakyStore
from tests.handlers.slack.scenes import CHANNEL


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[PostOffice]:
    async with a_post_office(tmp_path) as opened:
        yield opened


async def test_a_card_that_is_wanted_is_posted_once(office: PostOffice) -> None:
    [subject] = await office.want_cards()
    assert await office.courier().deliver_once() == 1
    [card] = office.cards()
    assert subject in shown_on(card)
    assert await office.place(subject) == card.ts
    assert await office.courier().deliver_once() == 0


@pytest.mark.parametrize(
    "failures",
    [
        [LIMITED],
        [BROKEN],
        [CUT_BEFORE],
        [CUT_AFTER],
        [TOO_LATE],
        [refused("internal_error")],
        [refused("not_in_channel")],
        [refused("invalid_auth")],
        [CUT_BEFORE, LIMITED, CUT_AFTER],
        [BROKEN, LIMITED, BROKEN, CUT_BEFORE],
    ],
)
async def test_whatever_goes_wrong_there_is_exactly_one_card(
    office: PostOffice, failures: list[Failure]
) -> None:
    [subject] = await office.want_cards()
    office.fail(*failures)
    await office.settle(office.courier(), step=5)
    [card] = office.cards()
    assert await office.place(subject) == card.ts


async def test_while_slack_can_t_be_asked_what_is_there_nothing_is_posted_again(
    office: PostOffice,
) -> None:
    await office.want_cards()
    history = "conversations.history"
    office.fail(CUT_AFTER, Failure("auth.test", "broken"))
    office.fail(Failure(history, "broken"), Failure(history, "limited", seconds=3))
    await office.settle(office.courier(), step=5)
    assert len(office.cards()) == 1
    assert office.tally.count(POST) == 1
    assert office.tally.count(history) == 3


async def test_a_crash_between_the_post_and_its_mark_leads_to_no_second_card(
    office: PostOffice,
) -> None:
    [subject] = await office.want_cards()
    now = office.clock.now()
    [due] = await office.store.write(lambda unit: unit.outbox.lease(now, 1, LEASE))
    ts = await office.notifier().post(due)
    assert await office.courier().deliver_once() == 0
    office.clock.advance(LEASE)
    assert await office.courier().deliver_once() == 1
    assert [card.ts for card in office.cards()] == [ts]
    assert await office.place(subject) == ts
    assert not await office.store.write(lambda unit: unit.outbox.sent(due, "1.0", now))


async def test_a_store_that_fails_after_the_post_leads_to_no_second_card(
    office: PostOffice,
) -> None:
    [subject] = await office.want_cards()
    office.fail(SLOW)
    flaky = FlakyStore(office.store)
    delivering = asyncio.create_task(office.courier(flaky).deliver_once())
    await office.shown(1)
    flaky.is_down = True
    await delivering
    office.clock.advance(LEASE)
    await office.settle(office.courier())
    [card] = office.cards()
    assert await office.place(subject) == card.ts


async def test_what_is_found_again_is_brought_to_the_newest_state(office: PostOffice) -> None:
    await office.want_cards()
    office.fail(CUT_AFTER)
    await office.courier().deliver_once()
    await office.rename("Zoe")
    await office.settle(office.courier(), step=5)
    [card] = office.cards()
    assert "Zoe" in shown_on(card)


async def test_a_hundred_changes_become_a_few_edits_and_the_last_one_stands(
    office: PostOffice,
) -> None:
    await office.want_cards()
    courier = office.courier()
    for number in range(100):
        await office.rename(f"Owner {number}")
        office.clock.advance(timedelta(milliseconds=20))
        await courier.deliver_once()
    await office.settle(courier)
    [card] = office.cards()
    assert "Owner 99" in shown_on(card)
    assert office.tally.count("chat.update") < 10


async def test_what_is_wanted_while_it_is_on_its_way_goes_out_again(office: PostOffice) -> None:
    await office.want_cards()
    office.fail(SLOW)
    courier = office.courier()
    delivering = asyncio.create_task(courier.deliver_once())
    await office.shown(1)
    await office.rename("Zoe")
    assert await courier.deliver_once() == 0
    await delivering
    assert await office.pending() == 1
    await office.settle(courier)
    [card] = office.cards()
    assert "Zoe" in shown_on(card)


async def test_cards_stand_in_the_order_in_which_they_were_wanted(office: PostOffice) -> None:
    subjects = []
    for _ in range(6):
        subjects += await office.want_cards()
        office.clock.advance(timedelta(milliseconds=10))
    await office.settle(office.courier(), office.courier())
    assert len(office.cards()) == 6
    for subject, card in zip(subjects, office.cards(), strict=True):
        assert subject in shown_on(card)


async def test_the_pace_keeps_a_channel_from_ever_being_limited(office: PostOffice) -> None:
    await office.want_cards(20)
    await office.settle(office.courier(), step=0.3)
    assert len(office.cards()) == 20
    assert office.tally.count(POST, "limited") == 0


async def test_a_reply_waits_for_its_card_and_stands_in_its_thread(office: PostOffice) -> None:
    await office.want_cards()
    await office.take_note()
    office.fail(CUT_BEFORE, BROKEN)
    await office.settle(office.courier(), step=5)
    card, reply = office.cards()
    assert (card.thread_ts, reply.thread_ts) == (None, card.ts)
    assert await office.place("I-1", Sheet.TIMELINE) == reply.ts


async def test_a_reply_of_which_nobody_knows_is_looked_for_in_its_thread(
    office: PostOffice,
) -> None:
    await office.want_cards()
    await office.settle(office.courier())
    await office.take_note()
    office.fail(CUT_AFTER)
    await office.settle(office.courier(), step=5)
    assert len(office.cards()) == 2
    assert office.tally.count("conversations.replies") == 1


async def test_a_limit_holds_its_own_channel_and_no_other(office: PostOffice) -> None:
    await office.want_cards()
    office.fail(LIMITED)
    couriers = (office.courier(), office.courier())
    await couriers[0].deliver_once()
    await office.want_cards()
    await office.want_cards(3, OTHER_CHANNEL)
    for _ in range(6):
        await asyncio.gather(*(courier.deliver_once() for courier in couriers))
        office.clock.advance(timedelta(seconds=1.1))
    assert len(office.cards()) == 0
    assert len(office.cards(OTHER_CHANNEL)) == 3
    await office.settle(*couriers)
    assert len(office.cards()) == 2


async def test_two_couriers_on_one_store_never_post_twice(office: PostOffice) -> None:
    for channel in (CHANNEL, OTHER_CHANNEL):
        await office.want_cards(10, channel)
    office.fail(CUT_AFTER, BROKEN, LIMITED, CUT_BEFORE, CUT_AFTER)
    await office.settle(office.courier(), office.courier(), step=2)
    cards = office.cards(CHANNEL) + office.cards(OTHER_CHANNEL)
    assert len(cards) == 20
    assert len({str(card.content.metadata) for card in cards}) == 20


async def test_what_slack_refuses_for_good_is_given_up_loudly_until_it_is_wanted_anew(
    office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    [subject] = await office.want_cards()
    office.fail(refused("msg_too_long"))
    courier = office.courier()
    await office.settle(courier)
    assert office.cards() == []
    assert [each for each in office.tally.seen if each[0] == POST] == [(POST, "refused")]
    errors = [each.getMessage() for each in caplog.records if each.levelno == logging.ERROR]
    assert any(subject in error and "msg_too_long" in error for error in errors)
    await office.want(Sheet.ALERT, subject)
    await office.settle(courier)
    assert len(office.cards()) == 1


async def test_a_card_that_somebody_deleted_is_not_edited_for_ever(office: PostOffice) -> None:
    [subject] = await office.want_cards()
    courier = office.courier()
    await office.settle(courier)
    office.slack.workspace.remove(office.cards()[0])
    await office.want(Sheet.ALERT, subject)
    await office.settle(courier)
    assert office.tally.count("chat.update") == 1


async def test_a_message_that_can_t_be_made_is_kept_and_holds_no_other_back(
    office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    await office.want(Sheet.ALERT, "no id at all")
    await office.want_cards()
    courier = office.courier()
    for _ in range(4):
        await courier.deliver_once()
        office.clock.advance(timedelta(seconds=1.1))
    assert len(office.cards()) == 1
    assert await office.pending() == 1
    assert "no id at all" in caplog.text


async def test_of_what_is_not_there_nothing_is_posted(office: PostOffice) -> None:
    await office.want(Sheet.ALERT, "I-99")
    await office.settle(office.courier())
    assert office.tally.seen == []


async def test_told_to_run_it_delivers_at_the_ring_and_ends_at_the_stop(
    office: PostOffice,
) -> None:
    bell, stop = LocalBell(), asyncio.Event()
    running = office.running(stop, bell)
    for count in range(1, 4):
        await office.want_cards()
        bell.ring(Ring.OUTBOX)
        await office.shown(count)
    stop.set()
    await running
    assert await office.pending() == 0


async def test_the_next_message_of_a_channel_goes_when_the_one_before_has_landed(
    office: PostOffice,
) -> None:
    bell, stop = LocalBell(), asyncio.Event()
    running = office.running(stop, bell)
    office.fail(SLOW)
    await office.want_cards(3)
    bell.ring(Ring.OUTBOX)
    await office.shown(3)
    stop.set()
    await running


async def test_what_is_on_its_way_at_the_stop_is_brought_to_its_end(office: PostOffice) -> None:
    bell, stop = LocalBell(), asyncio.Event()
    running = office.running(stop, bell)
    office.fail(SLOW)
    [subject] = await office.want_cards()
    bell.ring(Ring.OUTBOX)
    await office.shown(1)
    stop.set()
    await running
    assert await office.place(subject) == office.cards()[0].ts


async def test_what_is_cut_off_at_the_stop_is_not_posted_twice(office: PostOffice) -> None:
    stop = asyncio.Event()
    [subject] = await office.want_cards()
    office.fail(SLOW)
    courier = Courier(
        office.store, office.notifier(), office.clock, LocalBell(), grace_seconds=0.01
    )
    running = asyncio.create_task(courier.run(stop))
    await office.shown(1)
    stop.set()
    await running
    assert await office.place(subject) == ""
    office.clock.advance(LEASE)
    await office.settle(office.courier())
    assert await office.place(subject) == office.cards()[0].ts
    assert len(office.cards()) == 1


@pytest.mark.parametrize("can_read", [True, False])
async def test_the_courier_outlives_a_database_that_is_away(
    office: PostOffice, caplog: pytest.LogCaptureFixture, *, can_read: bool
) -> None:
    stop, flaky, bell = asyncio.Event(), FlakyStore(office.store), LocalBell()
    flaky.is_down, flaky.can_read = True, can_read
    await office.want_cards()
    running = office.running(stop, bell, flaky)
    async with asyncio.timeout(30):
        await flaky.refused.wait()
    assert "the outbox could not be read" in caplog.text
    flaky.is_down = False
    bell.ring(Ring.OUTBOX)
    await office.shown(1)
    stop.set()
    await running


async def test_the_writer_is_left_alone_while_nothing_may_go_out(office: PostOffice) -> None:
    stop, counting, bell = asyncio.Event(), FlakyStore(office.store), LocalBell()
    running = office.running(stop, bell, counting)
    async with asyncio.timeout(30):
        while counting.reads < 5:
            bell.ring(Ring.OUTBOX)
            await asyncio.sleep(0.01)
    assert counting.writes == 0
    await office.want_cards()
    bell.ring(Ring.OUTBOX)
    await office.shown(1)
    assert counting.writes > 0
    stop.set()
    await running


def test_the_wait_between_attempts_doubles_up_to_a_minute() -> None:
    waits = [retry_in(FIRST_RETRY, attempts) for attempts in (0, 1, 2, 3, 6, 7, 1000)]
    assert [wait.total_seconds() for wait in waits] == [1, 1, 2, 4, 32, 60, 60]
    assert waits[-1] == LONGEST_RETRY
