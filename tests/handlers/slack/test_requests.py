"""Runbooks and undos that are asked for from a card: the modal, and what comes of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.cards import Offer
from bot.domain.words import deciding, modal, reply, responding
from practice.slack.failures import Failure
from runbooks.kit.text import Text
from tests.handlers.slack.front import ANN, BOB, EVE, REVOKED, Front
from tests.journeys.messages import has

BUTTON = "runbook.ask:isolate_instance"


async def opened(front: Front) -> None:
    """Open the modal that asks why, as Ann."""
    await front.incidents()
    await front.open_modal(ANN, await front.show_alert(), BUTTON)


async def test_a_reason_sends_the_wish_and_closes_the_modal(front: Front) -> None:
    await opened(front)
    assert (await front.submit(ANN, reason="it mines")).view is None
    (asked,) = await front.asked()
    assert (asked.ask.runbook, asked.ask.incident) == ("isolate_instance", 1)
    assert (asked.ask.reason, asked.requester) == ("it mines", "ann@example.com")


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        ("", responding.NO_REASON),
        ("   hm   ", responding.NO_REASON),
        ("why " * 700, responding.LONG_REASON),
    ],
)
async def test_a_reason_that_does_not_do_is_told_under_the_field_and_can_be_mended(
    front: Front, reason: str, why: Text
) -> None:
    await opened(front)
    seen = await front.submit(ANN, reason=reason)
    assert has(seen.errors["reason"], why)
    assert await front.asked() == []
    assert (await front.submit(ANN, reason="it mines")).view is None
    assert len(await front.asked()) == 1


async def test_a_hostile_reason_is_kept_and_breaks_nothing(front: Front) -> None:
    await opened(front)
    reason = "<!channel> \u202emines\x00 \ud800 &lt; *bold* `x`"
    assert (await front.submit(ANN, reason=reason)).view is None
    (asked,) = await front.asked()
    assert "<!channel>" in asked.ask.reason


async def test_one_modal_that_is_sent_twice_asks_once(front: Front) -> None:
    await opened(front)
    await front.submit(ANN, reason="it mines")
    again = await front.slack.sender.again(front.slack.sender.sent[-1])
    assert (again.status, again.body) == (200, "")
    assert len(await front.asked()) == 1


async def test_a_modal_without_any_values_is_answered_under_its_field(front: Front) -> None:
    await front.incidents()
    view = {"callback_id": "runbook.ask_modal", "private_metadata": "I-1:1"}
    answer = await front.send_modal(view)
    assert answer["response_action"] == "errors"
    assert has(answer["errors"]["reason"], responding.NO_RUNBOOK)


async def test_who_is_no_responder_reads_so_in_the_modal(front: Front) -> None:
    for group in front.slack.workspace.groups.values():
        group.members[:] = [each for each in group.members if each != ANN]
    await opened(front)
    seen = await front.submit(ANN, reason="it mines")
    assert has(seen.errors["reason"], deciding.NEEDS_RESPONDER)
    assert seen.errors["reason"].endswith("Ask a responder of prod-payments.")
    assert await front.asked() == []


@pytest.mark.parametrize("action", [BUTTON, "runbook.ask:unknown", "incident.more"])
async def test_a_stranger_gets_no_modal(front: Front, action: str) -> None:
    await front.incidents()
    card = await front.show_alert()
    told = await front.click_as(EVE, card, action_id=action, value="I-1:1")
    assert has(told, deciding.GUEST)
    assert front.slack.workspace.views.top(EVE) is None


async def test_a_stranger_who_sends_a_modal_all_the_same_is_refused(front: Front) -> None:
    await front.incidents()
    view = {"callback_id": "runbook.ask_modal", "private_metadata": "I-1:1:x"}
    answer = await front.send_modal(view, {"id": EVE, "team_id": "T0OTHER"})
    assert has(answer["errors"]["reason"], deciding.GUEST)


async def test_a_button_of_an_incident_that_is_gone_says_it_is_old(front: Front) -> None:
    await front.incidents()
    card = await front.show_alert()
    told = await front.click_as(ANN, card, action_id=BUTTON, value="I-ZZ:1")
    assert has(told, reply.OLD_BUTTON)


async def test_a_runbook_that_fits_no_more_is_not_swapped_for_another(front: Front) -> None:
    await front.incidents()
    card = await front.show_alert()
    other = Offer("block_public_s3", Text("Block public access"))
    front.reception.sources = replace(
        front.reception.sources, offers=lambda _finding: ((other,), None)
    )
    assert has(await front.click(ANN, card, BUTTON), reply.OLD_BUTTON)
    assert front.slack.workspace.views.top(ANN) is None


async def test_where_nothing_fits_any_more_the_window_says_so(front: Front) -> None:
    await front.incidents()
    card = await front.show_alert()
    front.reception.sources = replace(front.reception.sources, offers=lambda _finding: ((), None))
    view = await front.open_modal(ANN, card, BUTTON)
    assert modal.NO_RUNBOOK.en in str(view)


async def test_the_menu_s_choice_asks_for_that_runbook(front: Front) -> None:
    await front.incidents()
    card = await front.show_alert()
    chosen = {"value": "I-1:1:isolate_instance"}
    await front.click_as(ANN, card, action_id="incident.more", selected_option=chosen)
    top = front.slack.workspace.views.top(ANN)
    assert top is not None
    assert top.content["private_metadata"] == "I-1:1:isolate_instance"


async def test_an_undo_that_can_t_be_is_told_under_the_reason(front: Front) -> None:
    await front.waiting()
    card = await front.show_progress()
    await front.click_as(BOB, card, action_id="execution.undo", value="A-1:1")
    seen = await front.submit(BOB, reason="a false alarm")
    assert has(seen.errors["reason"], responding.NOT_UNDONE_YET)
    assert len(await front.asked()) == 1


@pytest.mark.parametrize(("chosen", "again"), [({}, False), ({"reactivate": "true"}, True)])
async def test_an_undo_asks_whether_keys_are_to_be_active_again_and_does_so_only_on_a_yes(
    front: Front,
    chosen: dict[str, str],
    again: bool,  # noqa: FBT001  # a case of the test
) -> None:
    await front.revoked()
    card = await front.show_progress()
    view = await front.open_modal(ANN, card, "execution.undo")
    assert "Make active again the keys" in str(view)
    assert (await front.submit(ANN, reason="a false alarm", **chosen)).view is None
    assert (await front.execution(2)).ask.inputs == {**REVOKED, "reactivate": again}


async def test_an_undo_of_nothing_known_says_the_button_is_old(front: Front) -> None:
    await front.waiting()
    card = await front.show_progress()
    told = await front.click_as(BOB, card, action_id="execution.undo", value="A-ZZ:1")
    assert has(told, reply.OLD_BUTTON)


async def test_a_stranger_gets_no_undo_modal(front: Front) -> None:
    await front.waiting()
    card = await front.show_progress()
    told = await front.click_as(EVE, card, action_id="execution.undo", value="A-1:1")
    assert has(told, deciding.GUEST)
    assert front.slack.workspace.views.top(EVE) is None


async def test_where_slack_opens_no_window_the_person_is_told(front: Front) -> None:
    await front.incidents()
    card = await front.show_alert()
    front.slack.failures.add(Failure("views.open", "broken"))
    assert has(await front.click(ANN, card, BUTTON), reply.NO_MODAL)
