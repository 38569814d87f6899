"""Who may decide: another person, of ours, in the group at this moment, one vote an address."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.execution import Outcome, Stage
from bot.domain.record import What
from bot.domain.words import deciding, reply, responding
from practice.slack import payloads
from practice.slack.failures import Failure, Kind
from practice.slack.messages import Message
from practice.slack.people import ANN as ANNS
from practice.slack.people import BOB as BOBS
from practice.slack.people import Person
from runbooks.kit.text import Text
from tests.journeys.messages import elements
from tests.journeys.stage import ANN, BOB, EVE, RYO
from tests.journeys.world import World


def hire(world: World, person: Person, *groups: str) -> str:
    """Let somebody have an account in the workspace and be in its channels and these groups."""
    workspace = world.slack.workspace
    workspace.people[person.id] = person
    for channel in workspace.channels.values():
        channel.members.add(person.id)
    for group in groups:
        workspace.groups[group].members.append(person.id)
    return person.id


async def is_refused(world: World, who: str, approval: Message, why: Text) -> Message:
    """Let somebody approve, see them told why not, and nothing run."""
    await world.approve(who, approval)
    told = await world.told(who, why, "Nothing was changed")
    assert (await world.execution()).stage is Stage.WAITING
    assert world.changes() == ()
    return told


async def test_nobody_but_another_approver_of_ours_can_approve(world: World) -> None:
    carl = hire(world, replace(ANNS, id="U0CARL", name="carl", real_name="Carl"), "S0RESPOND")
    second = hire(world, replace(ANNS, id="U0ANN2", name="ANN"), "S0APPROVE")
    gone = hire(world, replace(ANNS, id="U0GONE", name="gone", is_deleted=True), "S0APPROVE")
    guest = hire(world, replace(ANNS, id="U0GUEST", name="guest", is_guest=True), "S0APPROVE")
    world.slack.workspace.groups["S0APPROVE"].members.append(EVE)
    card = await world.find_open_bucket()
    approval = await world.ask(ANN, card, "block_public_s3")

    own = await is_refused(world, ANN, approval, deciding.OWN_REQUEST)
    lesser = await is_refused(world, carl, approval, deciding.NEEDS_APPROVER)
    for told in (own, lesser):
        assert reply.WHO_MAY.en.partition("{")[0] in "".join(
            str(each.get("text")) for each in elements(told, "text")
        )
        assert [each["usergroup_id"] for each in elements(told, "usergroup")] == ["S0APPROVE"]
    await is_refused(world, second, approval, deciding.OWN_REQUEST)
    await is_refused(world, EVE, approval, deciding.GUEST)
    await is_refused(world, gone, approval, deciding.GUEST)
    await is_refused(world, guest, approval, deciding.GUEST)
    await a_stranger_who_says_that_she_is_ours_is_refused(world, approval)

    refused = await world.records(1, What.CLICK_REFUSED)
    assert len(refused) == 7
    assert await world.records(1, What.DECIDED) == ()


async def a_stranger_who_says_that_she_is_ours_is_refused(world: World, approval: Message) -> None:
    workspace = world.slack.workspace
    action = {
        "type": "button",
        "action_id": "plan.approve",
        "action_ts": workspace.timestamp(),
        "block_id": "b",
        "value": next(
            each["value"] for each in elements(approval, "button") if "plan.approve" in str(each)
        ),
    }
    forged = payloads.message_action(workspace, workspace.people[EVE], approval, action)
    assert forged["team"]["id"] == "T0RANGE"
    forged["user"]["team_id"] = "T0RANGE"
    await world.slack.sender.interaction(forged)
    await world.told(EVE, deciding.GUEST)
    assert world.changes() == ()


SILENT: tuple[Kind, ...] = ("late", "broken", "cut_before")


@pytest.mark.parametrize(
    ("method", "kinds"),
    [("usergroups.users.list", SILENT), ("users.info", (*SILENT, "limited"))],
)
async def test_where_slack_does_not_tell_who_somebody_is_they_can_not_approve_for_now(
    world: World, method: str, kinds: tuple[Kind, ...]
) -> None:
    """Where Slack limits how often groups are asked for, an answer of a moment ago stands in."""
    approval = await world.ask(ANN, await world.find_open_bucket(), "block_public_s3")
    for kind in kinds:
        world.slack.failures.add(Failure(method, kind, times=4, seconds=1.3))
        told = await is_refused(world, BOB, approval, deciding.NO_ANSWER)
        world.slack.acting.dismiss(BOB, told.ts)
        world.slack.failures.clear()

    await world.approve(BOB, approval)
    assert (await world.ended()).outcome is Outcome.SUCCESS


async def test_two_accounts_with_one_address_are_one_of_the_two_that_an_undo_needs(
    world: World,
) -> None:
    again = hire(world, replace(BOBS, id="U0BOB2", name="Bob"), "S0APPROVE")
    card = await world.find_open_bucket()
    await world.approve(BOB, await world.ask(ANN, card, "block_public_s3"))
    shown = await world.reply_with(card, "execution.undo", frozenset())
    back = await world.ask_undo(ANN, card, shown)

    assert "just now" in await world.type(RYO, f"/sec confirm <@{again}>")
    assert "counts as an approver" in await world.type(RYO, f"/sec confirm <@{again}>")

    await world.approve(BOB, back)
    await world.approve(again, back)
    await world.told(again, responding.VOTED_ALREADY)
    assert (await world.execution(2)).stage is Stage.WAITING
    await world.approve(RYO, back)
    assert (await world.ended(2)).outcome is Outcome.SUCCESS


async def test_whoever_is_no_responder_can_ask_for_nothing_and_a_stranger_gets_no_window(
    world: World,
) -> None:
    dora = hire(world, replace(ANNS, id="U0DORA", name="dora", real_name="Dora"))
    card = await world.find_open_bucket()
    await world.open_modal(dora, card, "runbook.ask:block_public_s3")
    sent = await world.slack.acting.submit(dora, {"reason": "let me try"})
    why = deciding.NEEDS_RESPONDER.en.partition("{")[0].replace("*", "")
    assert why in sent.errors["reason"].replace("*", "")

    seen = await world.slack.acting.click(EVE, card, "runbook.ask:block_public_s3")
    await world.told(EVE, deciding.GUEST)
    assert seen.view is None
    assert await world.read(lambda unit: unit.executions.get(1)) is None


async def test_whoever_was_put_into_the_approvers_group_just_now_approves_nothing(
    world: World,
) -> None:
    card = await world.find_open_bucket()
    approval = await world.ask(ANN, card, "block_public_s3")
    dave = hire(world, replace(BOBS, id="U0DAVE", name="dave", real_name="Dave"), "S0APPROVE")

    await is_refused(world, dave, approval, deciding.TOO_NEW)
    assert "Another admin" in await world.type(dave, "/sec confirm @dave")
    assert "needs admin" in await world.type(ANN, "/sec confirm @dave")
    assert "counts as an approver" in await world.type(RYO, "/sec confirm @dave")
    await world.approve(dave, approval)

    assert (await world.ended()).outcome is Outcome.SUCCESS
