"""Which listener answers what, and that nobody is left without an answer when one breaks."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from bot.domain.words import deciding, reply
from bot.ports.store import StoreError
from handlers.slack.bolt import CLICKS, SUBMISSIONS
from handlers.views import ids
from runbooks.kit.text import Text
from tests.handlers.slack.front import ANN, BOB, EVE, BreakingStore, Front
from tests.handlers.slack.workspaces import TOKEN
from tests.journeys.messages import has

FULL = Text("The database is full.")


async def test_every_name_that_a_card_gives_back_has_its_listener() -> None:

    buttons = {ids.TAKE, ids.MORE, ids.ASK, ids.APPROVE, ids.REJECT, ids.OPEN_PLAN, ids.UNDO}
    of_batch = {ids.APPROVE_BATCH, ids.REJECT_BATCH, ids.OPEN_BATCH}
    of_night = {ids.ALONE, ids.STOP, ids.REVIEW}
    assert set(CLICKS) == buttons | of_batch | of_night | {ids.OPEN, ids.AGAIN}
    modals = {ids.ASK_MODAL, ids.REJECT_MODAL, ids.UNDO_MODAL}
    of_menu = {ids.SNOOZE_MODAL, ids.CLEAR_MODAL, ids.ASSIGN_MODAL}
    assert set(SUBMISSIONS) == modals | of_menu | {
        ids.ALONE_MODAL,
        ids.REVIEW_MODAL,
        ids.REJECT_BATCH_MODAL,
    }


@pytest.mark.parametrize(
    "action",
    [
        {"action_id": "incident.snooze", "value": "I-1:1"},
        {"action_id": "", "value": "I-1:1"},
        {"action_id": "incident.take", "value": "A-1:1"},
        {"action_id": "incident.take", "value": "arn:aws:s3:::x"},
        {"action_id": "incident.take"},
        {"action_id": "plan.approve", "value": "I-1:1"},
        {"action_id": "plan.approve", "value": "A-1.1:' or 1=1"},
        {"action_id": "incident.more", "selected_option": None},
        {"action_id": "x" * 5000, "value": "\x00"},
    ],
)
async def test_a_button_that_nothing_knows_is_told_to_be_old(
    front: Front, action: dict[str, Any]
) -> None:
    await front.waiting()
    card = await front.show_alert()
    assert has(await front.click_as(BOB, card, **action), reply.OLD_BUTTON)
    assert (await front.incident()).owner == ""
    assert await front.report() is None


async def test_a_button_that_is_a_link_is_not_complained_about(front: Front) -> None:
    await front.incidents()
    card = await front.show_alert()
    action = {"action_id": "console", "url": "https://console.aws.amazon.com/"}
    assert await front.click_as(ANN, card, **action) == ""


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError(f"the token is {TOKEN}, \x00 <!channel>"),
        KeyError("isolate_instance"),
        StoreError(FULL.fill()),
    ],
)
async def test_a_click_whose_listener_breaks_is_told_with_the_id_of_a_report(
    front: Front, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    await front.incidents()
    card = await front.show_alert()
    front.breaks(error)
    with caplog.at_level(logging.ERROR):
        told = await front.click(ANN, card, "incident.take")
    assert has(told, reply.BROKEN)
    assert "E-1" in told
    assert "Traceback" not in told
    report = await front.report()
    assert report is not None
    assert (report.actor, report.what) == (ANN, "incident.take")
    assert type(error).__name__ in report.trace
    assert TOKEN not in report.trace


async def test_a_command_whose_listener_breaks_is_told_with_the_id_of_a_report(
    front: Front,
) -> None:
    front.breaks(RuntimeError("it broke"))
    (message,) = (await front.typed(ANN, "list")).messages
    assert has(message.content.text, reply.BROKEN)
    assert "E-1" in message.content.text
    report = await front.report()
    assert report is not None
    assert (report.actor, report.what) == (ANN, "/sec")


async def test_a_verb_s_button_that_breaks_is_told_too(front: Front) -> None:
    (message,) = (await front.typed(ANN, "lst")).messages
    front.breaks(RuntimeError("it broke"))
    told = await front.click(ANN, message, "verb.run")
    assert has(told, reply.BROKEN)
    assert "E-1" in told


async def test_a_modal_whose_listener_breaks_keeps_what_was_typed_beneath(front: Front) -> None:
    await front.incidents()
    await front.open_modal(ANN, await front.show_alert(), "runbook.ask:isolate_instance")
    front.breaks(RuntimeError("it broke"))
    seen = await front.submit(ANN, reason="it mines")
    assert seen.view is not None
    assert has(str(seen.view.content), reply.BROKEN)
    assert "E-1" in str(seen.view.content)
    beneath = front.slack.workspace.views.stack(ANN)[0]
    assert "it mines" in str(beneath.state)


async def test_where_not_even_the_report_can_be_kept_the_person_is_told_all_the_same(
    front: Front, caplog: pytest.LogCaptureFixture
) -> None:
    await front.incidents()
    card = await front.show_alert()
    error = StoreError(FULL.fill())
    front.breaks(error)
    front.reception.store = BreakingStore(error)
    told = await front.click(ANN, card, "incident.take")
    assert has(told, reply.BROKEN)
    assert "E-" not in told
    assert "could not be kept" in caplog.text


@pytest.mark.parametrize(
    "view",
    [
        {"callback_id": "incident.split_modal", "private_metadata": "I-1:1"},
        {"callback_id": "", "private_metadata": "I-1:1"},
        {"callback_id": "runbook.ask_modal", "private_metadata": "A-1:1"},
        {"callback_id": "runbook.ask_modal", "private_metadata": ""},
        {"callback_id": "plan.reject_modal", "private_metadata": "I-1:1"},
        {"callback_id": "execution.undo_modal", "private_metadata": "A-1"},
    ],
)
async def test_a_modal_that_nothing_knows_is_told_to_be_old_and_is_not_closed(
    front: Front, view: dict[str, Any]
) -> None:
    answer = await front.send_modal(view)
    assert answer["response_action"] == "push"
    assert reply.OLD_MODAL.en.partition("`")[0] in str(answer["view"])


@pytest.mark.parametrize("user", [None, "U0ANN", {"id": ANN}])
async def test_a_modal_of_nobody_does_nothing(front: Front, user: object) -> None:
    view = {"callback_id": "runbook.ask_modal", "private_metadata": "I-1:1"}
    payload = {"type": "view_submission", "view": {"type": "modal", "id": "V1", **view}}
    reply_ = await front.slack.sender.interaction({**payload, "user": user})
    assert "Traceback" not in reply_.body
    assert await front.asked() == []


async def test_closing_a_modal_is_taken_note_of(front: Front) -> None:
    view = {"type": "modal", "id": "V1", "callback_id": "x"}
    payload = {"type": "view_closed", "user": {"id": ANN, "team_id": "T0RANGE"}, "view": view}
    assert (await front.slack.sender.interaction(payload)).status == 200


async def test_a_stranger_who_presses_a_verb_s_button_is_refused(front: Front) -> None:
    await front.incidents()
    card = await front.show_alert()
    told = await front.click_as(EVE, card, action_id="verb.run", value="list")
    assert has(told, deciding.GUEST)
    assert "I-1" not in told


@pytest.mark.parametrize("value", ["stop", "start", "stop all", "", "ack I-1", "\x00", "help stop"])
async def test_a_verb_s_button_never_acts_whatever_it_carries(front: Front, value: str) -> None:
    await front.incidents()
    card = await front.show_alert()
    assert "/sec" in await front.click_as(ANN, card, action_id="verb.run", value=value)
    assert await front.store.read(lambda unit: unit.brakes.stops()) == ()
    assert (await front.incident()).owner == ""


async def test_no_request_waits_for_auth_test(front: Front) -> None:
    await front.type(ANN, "help")
    assert front.tally.count("auth.test") == 0
    assert all(asked.method != "auth.test" for asked in front.slack.workspace.asked)
