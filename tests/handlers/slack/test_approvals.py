"""Approve, Reject... and Plan, pressed on a card."""

from __future__ import annotations

import pytest

from bot.domain.execution import Proposal, Stage
from bot.domain.words import deciding, reply, responding
from bot.ports.unit import Unit
from practice.slack.failures import Failure
from tests.clocks import MORNING
from tests.handlers.slack.front import ANN, BOB, EVE, RYO, Front, propose
from tests.journeys.messages import has


def plan_again(unit: Unit, proposal: Proposal) -> None:
    """Let another plan wait in the place of this one."""
    number = proposal.execution
    assert unit.executions.move(number, (Stage.WAITING,), Stage.ASKED, MORNING)
    propose(unit, number, 2)


async def test_an_approver_s_click_approves_and_tells_him_nothing_but_the_card(
    front: Front,
) -> None:
    card = await front.show_approval(await front.waiting())
    assert await front.click(BOB, card, "plan.approve") == ""
    assert await front.stage() is Stage.APPROVED


async def test_a_second_click_is_told_what_became_of_it(front: Front) -> None:
    card = await front.show_approval(await front.waiting())
    await front.click(BOB, card, "plan.approve")
    for who in (BOB, RYO):
        told = await front.click(who, card, "plan.approve")
        assert has(told, responding.NOT_WAITING)
        assert "approved" in told


async def test_who_may_not_approve_is_told_so_and_who_may(front: Front) -> None:
    card = await front.show_approval(await front.waiting())
    told = await front.click(ANN, card, "plan.approve")
    assert has(told, deciding.OWN_REQUEST)
    assert "@S0APPROVE" in told
    assert await front.stage() is Stage.WAITING


async def test_the_answer_to_a_click_in_a_thread_comes_in_that_thread(front: Front) -> None:
    proposal = await front.waiting()
    parent = await front.show_alert()
    card = await front.show_approval(proposal, parent.ts)
    await front.click(ANN, card, "plan.approve")
    assert [each.thread_ts for each in front.told(ANN)] == [parent.ts]


async def test_the_answer_to_a_click_on_a_card_in_the_channel_comes_in_the_channel(
    front: Front,
) -> None:
    proposal = await front.waiting()
    parent = await front.show_alert()
    await front.show_approval(proposal, parent.ts)
    await front.click(EVE, parent, "incident.take")
    assert [each.thread_ts for each in front.told(EVE)] == [None]


async def test_a_card_of_another_plan_does_not_approve_the_one_that_waits(front: Front) -> None:
    proposal = await front.waiting()
    card = await front.show_approval(proposal)
    await front.store.write(lambda unit: plan_again(unit, proposal))
    assert has(await front.click(BOB, card, "plan.approve"), deciding.OTHER_PLAN)
    assert await front.stage() is Stage.WAITING


async def test_groups_are_asked_for_at_every_decision(front: Front) -> None:
    card = await front.show_approval(await front.waiting())
    group = front.slack.workspace.groups["S0APPROVE"].members
    group.remove(BOB)
    assert has(await front.click(BOB, card, "plan.approve"), deciding.NEEDS_APPROVER)
    group.append(BOB)
    assert await front.click(BOB, card, "plan.approve") == ""


async def test_where_slack_does_not_tell_the_groups_nothing_is_approved(front: Front) -> None:
    card = await front.show_approval(await front.waiting())
    front.slack.failures.add(Failure("usergroups.users.list", "broken", times=2))
    assert has(await front.click(BOB, card, "plan.approve"), deciding.NO_ANSWER)
    assert await front.stage() is Stage.WAITING


@pytest.mark.parametrize("reason", ["the wrong machine", ""])
async def test_a_rejection_asks_why_and_counts_with_or_without_a_reason(
    front: Front, reason: str
) -> None:
    card = await front.show_approval(await front.waiting())
    await front.open_modal(BOB, card, "plan.reject")
    assert (await front.submit(BOB, reason=reason)).view is None
    assert await front.stage() is Stage.REJECTED


async def test_who_may_not_reject_reads_so_under_the_reason_that_is_still_there(
    front: Front,
) -> None:
    carl = front.slack.workspace.people[RYO]
    front.slack.workspace.groups["S0APPROVE"].members.remove(carl.id)
    card = await front.show_approval(await front.waiting())
    await front.open_modal(carl.id, card, "plan.reject")
    seen = await front.submit(carl.id, reason="no")
    assert has(seen.errors["reason"], responding.MAY_NOT_REJECT)
    assert seen.errors["reason"].endswith("Ask an approver of prod-payments.")
    assert seen.view is not None
    assert await front.stage() is Stage.WAITING


async def test_a_reason_too_long_is_refused_and_nothing_is_lost(front: Front) -> None:
    card = await front.show_approval(await front.waiting())
    await front.open_modal(BOB, card, "plan.reject")
    seen = await front.submit(BOB, reason="no" * 1500)
    assert has(seen.errors["reason"], responding.LONG_REASON)
    assert seen.view is not None
    assert await front.stage() is Stage.WAITING


async def test_a_rejection_of_what_was_decided_meanwhile_says_so(front: Front) -> None:
    card = await front.show_approval(await front.waiting())
    await front.open_modal(RYO, card, "plan.reject")
    await front.click(BOB, card, "plan.approve")
    seen = await front.submit(RYO, reason="no")
    assert has(seen.errors["reason"], responding.NOT_WAITING)


async def test_the_plan_is_written_down_as_opened_once_it_is_on_the_screen(front: Front) -> None:
    proposal = await front.waiting()
    card = await front.show_approval(proposal)
    await front.open_modal(BOB, card, "plan.open")
    assert await front.store.read(
        lambda unit: unit.executions.has_opened(proposal.execution, 1, "bob@example.com")
    )


async def test_a_plan_that_slack_did_not_show_is_not_opened(front: Front) -> None:
    proposal = await front.waiting()
    card = await front.show_approval(proposal)
    front.slack.failures.add(Failure("views.open", "refused", code="expired_trigger_id"))
    assert has(await front.click(BOB, card, "plan.open"), reply.NO_MODAL)
    assert not await front.store.read(
        lambda unit: unit.executions.has_opened(proposal.execution, 1, "bob@example.com")
    )


@pytest.mark.parametrize("action", ["plan.open", "plan.reject", "plan.approve"])
async def test_a_stranger_sees_nothing_of_a_plan(front: Front, action: str) -> None:
    card = await front.show_approval(await front.waiting())
    assert has(await front.click(EVE, card, action), deciding.GUEST)
    assert front.slack.workspace.views.top(EVE) is None
    assert await front.stage() is Stage.WAITING


@pytest.mark.parametrize("action", ["plan.open", "plan.reject"])
async def test_a_plan_that_is_not_there_is_told_to_be_an_old_button(
    front: Front, action: str
) -> None:
    card = await front.show_approval(await front.waiting())
    told = await front.click_as(BOB, card, action_id=action, value="A-ZZ.9:9f31c2")
    assert has(told, reply.OLD_BUTTON)
