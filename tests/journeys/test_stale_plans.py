"""A plan that AWS has left behind: the difference is shown, and everybody is asked again."""

from __future__ import annotations

import asyncio

from bot.domain.execution import Outcome, Stage
from bot.domain.record import What
from bot.domain.words import approval as words
from bot.domain.words import deciding, endings
from practice.aws.faults import Failing, Fault
from tests.journeys.messages import has
from tests.journeys.stage import ANN, BOB, RYO
from tests.journeys.waiting import eventually_off_loop
from tests.journeys.world import World


async def somebody_moves_the_machine(world: World) -> str:
    """Let an administrator give web-7's first interface other groups; return the new group."""
    place = world.estate.prod
    ec2 = world.aws.client("ec2", place.account, world.estate.region)
    await asyncio.to_thread(
        ec2.modify_network_interface_attribute,
        NetworkInterfaceId=place.interfaces["web-7"][0],
        Groups=[place.groups["base"]],
    )
    return place.groups["base"]


async def test_where_aws_moved_before_the_approval_the_difference_is_shown_and_asked_again(
    world: World,
) -> None:
    card = await world.find_threat("web-7")
    approval = await world.ask_isolation(card)
    before = frozenset(message.ts for message in world.thread(card))
    group = await somebody_moves_the_machine(world)
    await world.approve(BOB, approval)
    late = world.slack.sender.sent[-1]

    fresh = await world.reply_with(card, "plan.approve", before)
    said = await world.until_says(fresh.ts, "A-1.2", words.DIFFERENCES, endings.DRIFTED)
    assert group in said
    assert world.changes() == ()
    await world.until_says(approval.ts, words.SUPERSEDED, "A-1.2")
    assert "plan.approve" not in str(world.message(approval.ts).content.blocks)
    assert (await world.execution()).stage is Stage.WAITING

    assert (await world.slack.sender.again(late)).status == 200
    await world.told(BOB, deciding.OTHER_PLAN)
    old = (await world.proposal(1, 1)).short
    assert has(await world.type(RYO, f"/sec approve A-1 {old}"), deciding.OTHER_PLAN)
    assert world.changes() == ()

    await world.approve(RYO, fresh)
    assert (await world.ended()).outcome is Outcome.SUCCESS
    superseded = await world.records(1, What.SUPERSEDED)
    assert [each.body["by"] for each in superseded] == ["A-1.2"]
    timeline = await world.reply_that_says(card, "Timeline of I-1")
    await world.until_says(timeline.ts, "planned again", group)
    await it_goes_back_to_what_was_there_last(world, card)


async def it_goes_back_to_what_was_there_last(world: World, card: str) -> None:
    shown = await world.reply_with(card, "execution.undo", frozenset())
    back = await world.ask_undo(ANN, card, shown)
    await world.approve(BOB, back)
    await world.approve(RYO, back)
    assert (await world.ended(2)).outcome is Outcome.SUCCESS
    assert world.groups() == [["base"], ["base"]]


async def test_where_aws_moves_between_the_approval_and_the_run_nothing_is_changed(
    world: World,
) -> None:
    card = await world.find_threat("web-7")
    approval = await world.ask_isolation(card)
    before = frozenset(message.ts for message in world.thread(card))
    account = world.estate.prod.account
    broken = Fault(Failing.BROKEN, account=account, operation="DescribeNetworkInterfaces")
    world.aws.faults.place(broken)
    await world.approve(BOB, approval)
    assert (await world.execution()).stage is Stage.APPROVED
    await eventually_off_loop(lambda: failed_reads(world))
    group = await somebody_moves_the_machine(world)
    world.aws.faults.clear(account)

    fresh = await world.reply_with(card, "plan.approve", before)
    assert group in world.card(fresh.ts)
    assert world.changes() == ()
    assert (await world.execution()).stage is Stage.WAITING
    await world.approve(BOB, fresh)
    assert (await world.ended()).outcome is Outcome.SUCCESS


def failed_reads(world: World) -> int:
    made = world.aws.calls(account=world.estate.prod.account)
    return sum(each.error == "InternalError" for each in made)


async def test_an_undo_that_somebody_was_faster_with_changes_nothing_and_says_what_is_other(
    world: World,
) -> None:
    card = await world.find_threat("web-7")
    await world.approve(BOB, await world.ask_isolation(card))
    shown = await world.reply_with(card, "execution.undo", frozenset())
    group = await somebody_moves_the_machine(world)

    await world.open_modal(ANN, shown.ts, "execution.undo")
    await world.submit(ANN, "it was a false alarm")
    execution = await world.ended(2)
    assert execution.stage is Stage.REFUSED
    refused = await world.reply_that_says(card, "Undo of A-1")
    await world.until_says(refused.ts, group)
    assert world.changes("secbot-A-2") == ()
