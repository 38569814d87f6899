"""What is chosen in a card's menu: its modal, and what comes of that."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.finding import Severity
from bot.domain.incident import Status, Verdict
from bot.domain.people import WISH_GOOD_FOR
from bot.domain.restriction import Named, Restriction
from bot.domain.silencing import Act, Wish
from bot.domain.snoozing import Scope, Snooze
from bot.domain.words import alert, deciding, reply, restricting, silencing
from bot.ports.incidents import Change
from tests.clocks import MORNING
from tests.handlers.slack.front import ANN, BOB, EVE, Front
from tests.handlers.slack.scenes import CHANNEL
from tests.handlers.views.checking import written
from tests.journeys.messages import has, said

MORE = "incident.more"
WHY = "the penetration test"


async def opened(front: Front, who: str, act: str) -> None:
    await front.open_modal(
        who, await front.show_alert(), MORE, f"I-1:{await revision(front)}:/{act}"
    )


async def revision(front: Front) -> int:
    return (await front.incident()).revision


def top(front: Front, who: str) -> dict[str, Any]:
    found = front.slack.workspace.views.top(who)
    assert found is not None
    return found.content


async def snoozes(front: Front) -> tuple[Snooze, ...]:
    return await front.store.read(lambda unit: unit.snoozes.active(front.clock.now()))


async def wish(front: Front, act: Act) -> Wish | None:
    return await front.store.write(lambda unit: unit.silences.wish(1, act))


async def test_a_high_finding_is_snoozed_by_two_from_the_card(front: Front) -> None:
    await front.incidents()
    await opened(front, ANN, "snooze")
    assert (await front.submit(ANN, length="8h", scope="type", reason=WHY)).view is None
    assert await snoozes(front) == ()

    await opened(front, BOB, "snooze")
    assert (await front.submit(BOB, length="480m", scope="type")).view is None

    (kept,) = await snoozes(front)
    assert (kept.scope, kept.by_name, kept.agreed_name) == (Scope.TYPE, "Ann", "Bob")
    assert kept.until - kept.since == timedelta(hours=8)


async def test_who_agrees_agrees_to_what_the_modal_said(front: Front) -> None:
    await front.incidents()
    await opened(front, ANN, "snooze")
    await front.submit(ANN, length="1h", scope="finding", reason=WHY)
    await opened(front, BOB, "snooze")
    assert "would have hidden 1 card, of them 0 real" in written(top(front, BOB)["blocks"])
    await front.type(ANN, f"snooze I-1 7d scope=type {WHY}")

    await front.submit(BOB, length="60m", scope="finding")

    assert "Ann has asked to snooze" in written(top(front, BOB)["blocks"])
    assert await snoozes(front) == ()


async def test_a_reason_that_does_not_do_can_be_mended_and_one_modal_asks_once(
    front: Front,
) -> None:
    await front.incidents()
    await opened(front, ANN, "snooze")
    seen = await front.submit(ANN, length="1h", scope="finding", reason="      ")
    assert has(seen.errors["reason"], silencing.NO_REASON)
    assert await wish(front, Act.SNOOZE) is None

    await front.submit(ANN, length="1h", scope="finding", reason=WHY)
    asked = await wish(front, Act.SNOOZE)
    front.clock.advance(timedelta(minutes=1))
    await front.slack.sender.again(front.slack.sender.sent[-1])

    assert asked is not None
    assert await wish(front, Act.SNOOZE) == asked


async def test_two_say_from_the_card_that_it_is_no_threat(front: Front) -> None:
    await front.incidents()
    await opened(front, ANN, "fp")
    assert (await front.submit(ANN, reason=WHY)).view is None
    assert (await front.incident()).status is Status.NEW

    await opened(front, ANN, "fp")
    seen = await front.submit(ANN, reason=WHY)
    assert has(seen.errors["reason"], silencing.ASKED_TWICE)
    await opened(front, BOB, "fp")
    assert (await front.submit(BOB)).view is None

    closed = await front.incident()
    assert (closed.status, closed.verdict) == (Status.CLOSED, Verdict.FALSE_POSITIVE)


async def test_an_incident_is_given_to_whoever_is_chosen(front: Front) -> None:
    await front.incidents()
    await opened(front, ANN, "assign")
    seen = await front.submit(ANN, owner=EVE)
    assert has(seen.errors["owner"], silencing.NOT_OURS)
    assert (await front.submit(ANN, owner=BOB)).view is None
    assert (await front.incident()).owner == BOB


async def test_who_may_not_look_gets_no_modal_and_who_may_not_act_reads_why(front: Front) -> None:
    await front.incidents()
    card = await front.show_alert()
    chosen = {"value": "I-1:1:/fp"}
    told = await front.click_as(EVE, card, action_id=MORE, selected_option=chosen)
    assert has(told, deciding.GUEST)
    view = {"callback_id": "incident.fp_modal", "private_metadata": "I-1:1"}
    answer = await front.send_modal(view, {"id": EVE, "team_id": "T0OTHER"})
    assert answer["response_action"] == "push"
    assert has(str(answer["view"]), deciding.GUEST)
    assert (await front.incident()).status is Status.NEW


@pytest.mark.parametrize("value", ["I-1:1:/close", "I-1:1:/", "I-ZZ:1:/fp", "I-1:1:/snooze:x"])
async def test_a_choice_that_no_card_of_now_has_says_it_is_old(front: Front, value: str) -> None:
    await front.incidents()
    card = await front.show_alert()
    told = await front.click_as(ANN, card, action_id=MORE, selected_option={"value": value})
    assert has(told, reply.OLD_BUTTON)


async def test_a_card_that_has_not_caught_up_opens_nothing_that_can_not_be(front: Front) -> None:
    await front.incidents()
    card = await front.show_alert()
    chosen = {"value": "I-1:1:/snooze"}
    worse = Change(severity=Severity.CRITICAL)
    await front.store.write(lambda unit: unit.incidents.change(1, worse, MORNING))
    told = await front.click_as(ANN, card, action_id=MORE, selected_option=chosen)
    assert has(told, silencing.NO_CRITICAL)
    closed = Change(severity=Severity.HIGH, status=Status.CLOSED)
    await front.store.write(lambda unit: unit.incidents.change(1, closed, MORNING))
    told = await front.click_as(ANN, card, action_id=MORE, selected_option=chosen)
    assert has(told, silencing.ENDED)
    assert front.slack.workspace.views.top(ANN) is None


async def test_the_card_says_what_waits_what_is_snoozed_and_no_more_once_that_is_over(
    front: Front,
) -> None:
    await front.incidents()
    await opened(front, ANN, "snooze")
    await front.submit(ANN, length="1h", scope="finding", reason=WHY)
    assert has(said(await front.show_alert()), alert.SNOOZE_ASKED)

    await opened(front, BOB, "snooze")
    await front.submit(BOB, length="60m", scope="finding")
    shown = said(await front.show_alert())
    assert has(shown, alert.SNOOZED_BY_TWO)
    assert not has(shown, alert.SNOOZE_ASKED)

    front.clock.advance(timedelta(hours=1))
    assert not has(said(await front.show_alert()), alert.SNOOZED_BY_TWO)


async def test_a_wish_that_has_lapsed_is_on_no_card(front: Front) -> None:
    await front.incidents()
    await opened(front, ANN, "fp")
    await front.submit(ANN, reason=WHY)
    assert has(said(await front.show_alert()), alert.CLEAR_ASKED)
    front.clock.advance(WISH_GOOD_FOR)
    assert not has(said(await front.show_alert()), alert.CLEAR_ASKED)


async def test_whom_a_restricted_incident_is_not_for_gets_no_modal_of_it(front: Front) -> None:
    await front.incidents()
    card = await front.show_alert()
    bob = Named(BOB, "bob@example.com", "Bob")
    kept = Restriction(1, (bob,), CHANNEL, "bob@example.com", "Bob", MORNING, "an insider")
    await front.store.write(lambda unit: unit.restrictions.keep(kept))
    for act in ("snooze", "fp", "assign"):
        chosen = {"value": f"I-1:1:/{act}"}
        told = await front.click_as(ANN, card, action_id=MORE, selected_option=chosen)
        assert has(told, restricting.BARRED)
    assert front.slack.workspace.views.top(ANN) is None
    view = {"callback_id": "incident.fp_modal", "private_metadata": "I-1:1"}
    answer = await front.send_modal(view)
    assert "I-1 is for named people alone" in written(answer["view"]["blocks"])
    assert (await front.incident()).status is Status.NEW
