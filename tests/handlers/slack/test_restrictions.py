"""A restricted incident, as the named and as others meet it, over HTTP and with a real store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.execution import Stage
from bot.domain.ids import Prefix
from bot.domain.record import What
from bot.domain.words import reply, responding
from bot.domain.words import restricting as words
from handlers.slack import bolt, pace
from handlers.slack.commands import VERBS
from handlers.slack.reception import GLANCE
from practice.spoken import controls
from runbooks.kit.text import Text
from tests.handlers.slack.few import REASON, TITLE, TOGETHER, WIDER, Few, a_few, leaks
from tests.handlers.slack.front import ANN, BOB, RYO
from tests.handlers.slack.scenes import CHANNEL
from tests.journeys.messages import has, said

RYO_ACTS = {"id": RYO, "team_id": "T0RANGE"}
TYPED = (
    *("F-1", f"<@{ANN}>", "I-1", "I-1 4h a reason of mine", "I-1 <@U0RYO> a reason of mine"),
    *("A-1", "A-1 a reason of mine", "A-1 9f31c2"),
)
TRIED = (
    *("ack I-1", "close I-1 a reason of mine", "fp I-1 a reason of mine", "reopen I-1"),
    *("snooze I-1 4h a reason of mine", f"assign I-1 <@{BOB}>", "split I-1 F-1 not of one"),
    *("run isolate_instance I-1 because of it", "undo A-1 a reason of mine"),
    *("approve A-1 9f31c2", "reject A-1 no good", "break-glass A-1 a reason of mine"),
    *("alone A-1 9f31c2 a reason of mine", "review A-1 a reason of mine"),
    *("release I-1 a reason of mine", f"restrict I-1 +<@{RYO}> let me see it"),
    "unrestrict I-1 a reason of mine",
)


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all be typed within a minute: what is too fast would be refused for that alone."""
    monkeypatch.setattr(pace, "MOST_QUESTIONS", 10_000)


@pytest.fixture
async def few(tmp_path: Path) -> AsyncIterator[Few]:
    async with a_few(tmp_path) as made:
        yield made


async def test_the_card_and_its_thread_become_stubs_and_go_on_with_the_named(few: Few) -> None:
    card = await few.open()
    assert leaks(few.read_outside())

    assert has(await few.restrict(), words.RESTRICTED)

    assert not leaks(few.read_outside())
    assert has(said(card), words.STUB)
    assert "HIGH" in card.content.text
    assert not [each for each in few.standing(CHANNEL) if "action_id" in str(each.content.blocks)]
    (news,) = [each for each in few.standing(CHANNEL) if has(said(each), words.ALOUD_RESTRICTED)]
    assert not news.is_reply
    there = few.standing(TOGETHER)
    assert any(TITLE in said(each) and not each.is_reply for each in there)
    assert any("plan.approve" in controls(each) for each in there)
    assert any(REASON in said(each) for each in there)


async def test_nobody_else_learns_anything_by_any_verb_or_button(few: Few) -> None:
    card = await few.open()
    await few.restrict()
    front, since = few.front, len(few.front.slack.workspace.asked)
    written = await front.store.read(lambda unit: unit.records.of_incident(1, 1000))

    answers = [await front.type(RYO, "")]
    for verb in VERBS:
        answers += [await front.type(RYO, f"{verb} {typed}") for typed in TYPED]
    answers.append(await front.type(RYO, "run isolate_instance I-1 because of it"))
    answers.append(await front.type(RYO, "restrict I-1 +<@U0RYO> let me see it"))
    for action, (prefix, _) in bolt.CLICKS.items():
        subject = "I-1:1" if prefix is Prefix.INCIDENT else "A-1.1:9f31c2"
        answers.append(await front.click_as(RYO, card, action_id=action, value=subject))
    for modal, (prefix, _) in bolt.SUBMISSIONS.items():
        subject = "I-1:1:isolate_instance" if prefix is Prefix.INCIDENT else "A-1.1:9f31c2"
        view = {"callback_id": modal, "private_metadata": subject}
        answers.append(str(await front.send_modal(view, RYO_ACTS)))
    await few.deliver()

    told = "\n".join([*answers, few.read_outside(), few.asked_outside(since)])
    assert not leaks(told)
    assert has(told, words.BARRED)
    assert front.slack.workspace.views.top(RYO) is None
    assert await front.stage() is Stage.WAITING
    records = await front.store.read(lambda unit: unit.records.of_incident(1, 1000))
    assert {each.what for each in records[len(written) :]} == {What.CLICK_REFUSED}


async def test_whoever_is_not_named_and_tries_something_is_written_down_each_time(
    few: Few,
) -> None:
    await few.open()
    await few.restrict()
    front = few.front
    for many, typed in enumerate(TRIED, start=1):
        assert has(await front.type(RYO, typed), words.BARRED), typed
        written = await front.store.read(lambda unit: unit.records.of_incident(1, 1000))
        refused = [each for each in written if each.what is What.CLICK_REFUSED]
        assert {each.actor_name for each in refused} == {"Ryo"}, typed
        assert len(refused) == many, typed


async def test_only_the_named_decide_and_others_may_still_pull_the_brake(few: Few) -> None:
    await few.open()
    await few.restrict()
    front = few.front
    proposal = await front.store.read(lambda unit: unit.executions.proposal(1, 1))
    assert proposal is not None
    digest = proposal.short

    assert has(await front.type(RYO, f"approve A-1 {digest}"), words.BARRED)
    assert has(await front.type(ANN, "why I-1"), words.WHY)
    assert has(await front.type(BOB, "why A-1"), words.WHY_VOTES)
    assert has(await front.type(BOB, f"approve A-1 {digest}"), responding.APPROVED)
    assert await front.stage() is Stage.APPROVED
    assert not has(await front.type(RYO, "stop"), words.BARRED)
    assert await front.store.read(lambda unit: unit.brakes.stops())
    refused = await front.store.read(lambda unit: unit.records.of_execution(1, What.CLICK_REFUSED))
    assert refused


async def test_all_may_know_that_there_is_one_and_who_restricted_it(few: Few) -> None:
    await few.open()
    await few.restrict()
    front = few.front

    assert has(await front.type(RYO, "list"), words.LIST_ROW_ADMIN)
    assert has(await front.type(RYO, "status"), words.STATUS_ROW)
    front.slack.workspace.groups["S0APPROVE"].members.remove(RYO)
    front.clock.advance(GLANCE)
    told = await front.type(RYO, "list")
    assert has(told, words.LIST_ROW)
    assert "prod-payments" not in told
    assert TITLE in await front.type(BOB, "list")


async def test_two_of_the_named_let_one_more_see_it_and_two_end_it(few: Few) -> None:
    card = await few.open()
    await few.restrict()
    front = few.front

    more = f"restrict I-1 +<@{RYO}> she knows it well"
    assert has(await front.type(ANN, more), words.WIDEN_ASKED)
    assert has(await front.type(ANN, more), words.ASKED_TWICE)
    assert has(await front.type(RYO, "show I-1"), words.BARRED)
    assert has(await front.type(BOB, more), words.WIDENED)
    await few.deliver()
    assert not leaks("\n".join(said(each) for each in few.standing(CHANNEL)))
    assert TITLE in await front.type(RYO, "show I-1")
    assert all(has(said(each), words.ELSEWHERE) for each in few.standing(TOGETHER))
    assert any(TITLE in said(each) for each in few.standing(WIDER))

    assert has(await front.type(BOB, "unrestrict I-1 a test of ours"), words.LIFT_ASKED)
    assert has(await front.type(RYO, "unrestrict I-1"), words.UNRESTRICTED)
    await few.deliver()
    assert TITLE in said(card)
    assert all(has(said(each), words.ELSEWHERE) for each in few.standing(WIDER))
    assert not await front.store.read(lambda unit: unit.restrictions.all())


async def test_what_can_not_be_brought_to_the_named_waits_and_leaks_nowhere(few: Few) -> None:
    await few.open()
    workspace = few.front.slack.workspace
    workspace.scopes = workspace.scopes - {"mpim:write"}
    await few.front.type(ANN, f"restrict I-1 <@{BOB}> it may be one of us")
    for _ in range(10):
        await few.courier.deliver_once()
        few.front.clock.advance(timedelta(minutes=1))

    assert TOGETHER not in workspace.channels
    assert not leaks(few.read_outside())
    assert has(await few.front.type(RYO, "status"), words.STATUS_ROW_WAITS)
    workspace.scopes = workspace.scopes | {"mpim:write"}
    await few.deliver()
    assert few.standing(TOGETHER)


WRONG: tuple[tuple[str, Text], ...] = (
    ("restrict I-1 <@U0BOB> no", words.NO_REASON),
    ("restrict I-1 <@U0EVE> it may be one of us", words.NOT_OURS),
    ("restrict I-1 <@U0ANN> it may be one of us", words.HOW_MANY),
    ("restrict I-1 bob it may be one of us", reply.WRONG_USE),
    ("restrict I-1 +<@U0BOB> it may be one of us", words.NOT_RESTRICTED),
    ("unrestrict I-1 it was a test", words.NOT_RESTRICTED),
    ("restrict F-9 <@U0BOB> it may be one of us", reply.UNKNOWN_ID),
)


async def test_what_can_not_be_is_told_and_changes_nothing(few: Few) -> None:
    await few.open()
    for typed, says in WRONG:
        assert has(await few.front.type(ANN, typed), says), typed
    assert not await few.front.store.read(lambda unit: unit.restrictions.all())


async def test_a_second_restriction_needs_two_and_is_told_how(few: Few) -> None:
    await few.open()
    await few.restrict()
    assert has(await few.front.type(BOB, f"restrict I-1 <@{RYO}> let her in"), words.ALREADY)
