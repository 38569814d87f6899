"""The notifier: what is true now, rendered, posted, edited and found again."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.cards import Look
from bot.domain.message import Message as Received
from bot.domain.posting import Due, Sheet
from bot.domain.record import Record, What
from bot.domain.words import late
from bot.domain.words import status as status_words
from bot.ports.notifier import RefusedError, UncertainError, UnreachableError
from bot.ports.unit import Unit
from handlers.slack.notifier import LATE_SECONDS, PAGE, SlackNotifier
from handlers.slack.web_client import open_web
from practice.slack.failures import Failure
from practice.slack.people import BOT_USER, EVE
from tests.bot.daily.sheets import gathering_of
from tests.bot.domain.storms import a_group, a_storm
from tests.bot.store.held import a_hold
from tests.clocks import MORNING
from tests.handlers.slack.answering import Answer, answering
from tests.handlers.slack.notifying import ALERT, NONCE, SECRET, Desk
from tests.handlers.slack.scenes import (
    SOURCES,
    a_due,
    a_finding,
    a_proposal,
    ask,
)
from tests.handlers.slack.workspaces import TOKEN, Tally
from tests.journeys.messages import has, said


async def test_a_post_bears_its_nonce_and_lets_slack_read_nothing_into_it(desk: Desk) -> None:
    ts = await desk.notifier.post(ALERT)
    asked = desk.asked()
    assert [message.ts for message in desk.standing()] == [ts]
    assert asked["metadata"] == {"event_type": "secbot_post", "event_payload": {"nonce": NONCE}}
    assert asked["text"]
    assert asked["parse"] == "none"
    assert [asked[name] for name in ("unfurl_links", "unfurl_media", "link_names")] == [False] * 3
    assert not asked.get("thread_ts")


async def test_a_reply_goes_into_its_thread_and_nowhere_else(desk: Desk) -> None:
    ts = await desk.notifier.post(ALERT)
    record = Record(What.INCIDENT_TAKEN, MORNING, incident=1, body={"name": "Ann"})
    await desk.store.write(lambda unit: unit.records.write([record]))
    await desk.notifier.post(a_due(Sheet.TIMELINE, "I-1", under="I-1", under_ts=ts))
    reply = desk.standing()[1]
    assert reply.thread_ts == ts
    assert not reply.is_broadcast


async def test_an_edit_brings_text_and_blocks_and_keeps_the_nonce(desk: Desk) -> None:
    ts = await desk.notifier.post(ALERT)
    await desk.store.write(lambda unit: unit.incidents.take(1, MORNING, ("U0ANN", "Ann Abe")))
    await desk.notifier.edit(replace(ALERT, ts=ts))
    [card] = desk.standing()
    assert card.revision == 1
    assert card.edited_ts is None
    assert "Ann Abe" in json.dumps(card.content.blocks)
    assert desk.asked()["text"]
    assert await desk.notifier.find(ALERT) == ts


async def test_hostile_words_of_a_finding_call_nobody(desk: Desk) -> None:
    title = "<!channel> <@U0ANN> @here <https://evil.example|click> *bold* `code`"
    hostile = a_finding(1, title=title, description=title, count=2)
    await desk.store.write(lambda unit: unit.findings.replace([hostile], MORNING))
    ts = await desk.notifier.post(ALERT)
    await desk.notifier.edit(replace(ALERT, ts=ts))
    assert desk.slack.workspace.notified == []


@pytest.mark.parametrize(
    ("waited", "more", "why"),
    [
        (LATE_SECONDS, {}, None),
        (LATE_SECONDS + 1, {}, late.QUEUED),
        (300, {"uncertain": True}, late.NOT_TAKEN),
    ],
)
async def test_a_first_post_that_is_late_says_so_and_why(
    desk: Desk, waited: int, more: dict[str, Any], why: Any
) -> None:
    desk.clock.advance(timedelta(seconds=waited))
    await desk.notifier.post(replace(ALERT, **more))
    told = json.dumps(desk.standing()[0].content.blocks)
    assert [text for text in (late.QUEUED, late.NOT_TAKEN) if text.en in told] == (
        [why] if why else []
    )


async def test_an_edit_is_never_late(desk: Desk) -> None:
    ts = await desk.notifier.post(ALERT)
    desk.clock.advance(timedelta(hours=1))
    await desk.notifier.edit(replace(ALERT, ts=ts))
    assert late.QUEUED.en not in json.dumps(desk.standing()[0].content.blocks)


@pytest.mark.parametrize("code", ["invalid_blocks", "msg_blocks_too_long"])
async def test_where_slack_refuses_the_layout_the_words_go_out_alone(
    desk: Desk, caplog: pytest.LogCaptureFixture, code: str
) -> None:
    desk.slack.failures.add(Failure("chat.postMessage", "refused", code=code))
    ts = await desk.notifier.post(ALERT)
    [card] = desk.standing()
    assert card.ts == ts
    assert card.content.blocks == []
    assert card.content.text
    assert any(each.levelno == logging.ERROR for each in caplog.records)


async def test_where_slack_refuses_the_layout_of_an_edit_the_words_stand_alone(desk: Desk) -> None:
    ts = await desk.notifier.post(ALERT)
    desk.slack.failures.add(Failure("chat.update", "refused", code="invalid_blocks"))
    await desk.notifier.edit(replace(ALERT, ts=ts))
    [card] = desk.standing()
    assert card.content.blocks == []
    assert card.content.text


async def test_any_other_refusal_is_not_tried_again(desk: Desk) -> None:
    for method in ("chat.postMessage", "chat.update"):
        desk.slack.failures.add(Failure(method, "refused", code="msg_too_long"))
    with pytest.raises(RefusedError):
        await desk.notifier.post(ALERT)
    with pytest.raises(RefusedError):
        await desk.notifier.edit(replace(ALERT, ts="1.000000"))
    spoken = [each for each in desk.tally.seen if each[0].startswith("chat.")]
    assert spoken == [("chat.postMessage", "refused"), ("chat.update", "refused")]


async def test_of_what_is_not_there_nothing_is_said(desk: Desk) -> None:
    gone = a_due(Sheet.ALERT, "I-99")
    assert await desk.notifier.post(gone) == ""
    await desk.notifier.edit(replace(gone, ts="1.000000"))
    assert desk.tally.seen == []


async def test_what_was_posted_is_found_on_whatever_page_it_stands(desk: Desk) -> None:
    desk.chat(3)
    ts = await desk.notifier.post(ALERT)
    desk.chat(2 * PAGE + 1)
    assert await desk.notifier.find(ALERT) == ts
    assert await desk.notifier.find(replace(ALERT, nonce="another")) == ""
    assert desk.tally.count("conversations.history") == 6
    assert desk.tally.count("auth.test") == 1


async def test_a_nonce_that_somebody_copied_is_not_ours(desk: Desk) -> None:
    desk.chat(1, EVE.id, NONCE)
    assert await desk.notifier.find(ALERT) == ""
    desk.chat(1, BOT_USER, NONCE)
    assert await desk.notifier.find(ALERT) == desk.standing()[1].ts


async def test_messages_from_long_before_it_was_wanted_are_not_looked_through(desk: Desk) -> None:
    desk.chat(2 * PAGE)
    desk.clock.advance(timedelta(hours=1))
    desk.chat(1)
    late_due = replace(ALERT, wanted_at=desk.clock.now())
    assert await desk.notifier.find(late_due) == ""
    assert desk.tally.count("conversations.history") == 1


async def test_a_reply_is_looked_for_in_its_thread(desk: Desk) -> None:
    ts = await desk.notifier.post(ALERT)
    reply = a_due(Sheet.PROGRESS, "A-1", nonce="r3ply", under="I-1", under_ts=ts)
    assert await desk.notifier.find(reply) == ""
    await desk.store.write(lambda unit: ask(unit, 1))
    reply_ts = await desk.notifier.post(reply)
    assert reply_ts
    assert await desk.notifier.find(reply) == reply_ts
    assert desk.tally.count("conversations.history") == 0


async def test_a_channel_without_end_leaves_it_uncertain(desk: Desk) -> None:
    endless = Answer(
        body='{"ok": true, "bot_id": "B1", "response_metadata": {"next_cursor": "on"}}'
    )
    async with (
        answering(*[endless] * 100) as server,
        open_web(TOKEN, server.url, Tally()) as web,
    ):
        picture = gathering_of(desk.store, desk.clock).picture
        notifier = SlackNotifier(web, desk.store, SOURCES, Look, desk.clock, picture)
        with pytest.raises(UncertainError):
            await notifier.find(ALERT)
    assert server.calls < 100


async def test_every_sheet_is_one_that_slack_takes(desk: Desk) -> None:
    dues = await desk.store.write(_one_of_each)
    for due in dues:
        assert await desk.notifier.post(due)
    told_elsewhere = {Sheet.BATCH}  # in test_batches: it takes a batch of plans
    assert {due.sheet for due in dues} == set(Sheet) - told_elsewhere
    posts = [each for each in desk.slack.workspace.asked if each.method == "chat.postMessage"]
    assert [each.error for each in posts] == [""] * len(dues)


async def test_a_morning_post_that_is_late_says_when_it_was_due_and_tells_of_now(
    desk: Desk,
) -> None:
    sheet = a_due(Sheet.STATUS, MORNING.isoformat())
    await desk.notifier.post(sheet)
    desk.clock.advance(timedelta(hours=2))
    await desk.notifier.post(sheet)

    in_time, is_late = (said(message) for message in desk.standing()[-2:])
    assert has(in_time, status_words.NEEDS_ROW)
    assert not has(in_time, status_words.DUE)
    assert has(is_late, status_words.DUE)
    assert "as of 2026-11-22 11:00 UTC" in is_late


async def test_a_channel_that_another_company_reads_gets_neither_posts_nor_edits(
    desk: Desk,
) -> None:
    desk.slack.workspace.channels[ALERT.destination].is_ext_shared = True
    with pytest.raises(UnreachableError):
        await desk.notifier.post(ALERT)
    with pytest.raises(UnreachableError):
        await desk.notifier.edit(replace(ALERT, ts="1.000000"))
    assert desk.standing() == []


async def test_no_secret_of_a_finding_leaves(desk: Desk) -> None:
    title = "db_password=hunter2 for 4111 1111 1111 1111"
    hostile = a_finding(1, title=title, description=f"{title} {'x' * 260}{SECRET}", count=2)
    await desk.store.write(lambda unit: unit.findings.replace([hostile], MORNING))
    await desk.notifier.post(ALERT)

    sent = json.dumps([each.arguments for each in desk.slack.workspace.asked])
    assert "[password removed]" in sent
    assert [each for each in ("hunter2", "4111 1111", SECRET[:8]) if each in sent] == []


def _one_of_each(unit: Unit) -> list[Due]:
    """Bring about something to say on every sheet."""
    received = Received("sns", "arn:aws:sns:eu-west-1:1:t", "m1", MORNING, MORNING, "text")
    unit.inbox.add([received])
    unit.inbox.mark_unreadable({kept.number: "no JSON" for kept in unit.inbox.unread(1)})
    number = ask(unit, 1)
    unit.executions.propose(a_proposal(number))
    unit.drills.begin(number)
    body = {"account": "*", "name": "Bob"}
    records = [Record(What.ASKED, MORNING, incident=1), Record(What.STOPPED, MORNING, body=body)]
    _, stopped = unit.records.write(records)
    unit.holds.begin(a_hold(number), [])
    slip = Record(What.SLIPPED, MORNING, incident=1, execution=number, body={})
    (slipped,) = unit.records.write([slip])
    storm = a_storm()
    unit.storms.gather(replace(storm, number=unit.storms.begin(storm)), [a_group()], [])
    subjects = {
        Sheet.OUTAGE: str(unit.outages.failed(MORNING).number),
        Sheet.ALERT: "I-1",
        Sheet.TIMELINE: "I-1",
        Sheet.APPROVAL: "A-1",
        Sheet.PROGRESS: "A-1",
        Sheet.NOTICE: MORNING.date().isoformat(),
        Sheet.WORD: str(stopped),
        Sheet.HOLD: str(slipped),
        Sheet.STATUS: MORNING.isoformat(),
        Sheet.DRILL: "A-1",
        Sheet.STORM: "storm-1",
        Sheet.GROUPS: "storm-1.1",
    }
    return [a_due(sheet, subject) for sheet, subject in subjects.items()]
