"""What comes twice happens once: a click, a window that was sent, two approvers at one moment."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.domain.execution import Outcome, Stage
from bot.domain.record import What
from bot.domain.words import deciding, responding
from practice.slack.people import RYO as RYOS
from practice.slack.sender import Sent
from tests.journeys.stage import ANN, BOB, RYO
from tests.journeys.world import World

REPLAYS = 3


async def again(world: World, sent: Sent) -> list[str]:
    """Deliver a request again, some times at one moment; return what the bot answers to each."""
    sender = world.slack.sender
    replies = await asyncio.gather(*(sender.again(sent) for _ in range(REPLAYS)))
    assert [each.status for each in replies] == [200] * REPLAYS
    return [each.body for each in replies]


async def test_each_request_that_slack_delivers_again_is_taken_up_once(world: World) -> None:
    sent = world.slack.sender.sent
    card = await world.find_open_bucket()
    await world.slack.acting.click(ANN, card, "incident.take")
    await again(world, sent[-1])

    approval = await world.ask(ANN, card, "block_public_s3")
    await again(world, sent[-1])
    assert await world.read(lambda unit: unit.executions.get(2)) is None

    await world.approve(BOB, approval)
    await again(world, sent[-1])
    assert (await world.ended()).outcome is Outcome.SUCCESS
    await again(world, sent[-1])
    await world.told(BOB, responding.NOT_WAITING)

    taken = await world.read(lambda unit: unit.records.of_incident(1, 100))
    assert [each.what for each in taken].count(What.INCIDENT_TAKEN) == 1
    assert len(await world.records(1, What.DECIDED)) == 1
    assert len(world.changes()) == 1


async def test_an_approval_that_comes_twice_is_one_of_the_two_that_an_undo_needs(
    world: World,
) -> None:
    sent = world.slack.sender.sent
    card = await world.find_open_bucket()
    await world.approve(BOB, await world.ask(ANN, card, "block_public_s3"))
    shown = await world.reply_with(card, "execution.undo", frozenset())
    back = await world.ask_undo(ANN, card, shown)
    await again(world, sent[-1])
    assert await world.read(lambda unit: unit.executions.get(3)) is None

    await world.approve(BOB, back)
    await again(world, sent[-1])
    await world.told(BOB, responding.VOTED_ALREADY)
    execution = await world.execution(2)
    assert execution.stage is Stage.WAITING
    await world.type(RYO, f"/sec approve A-2 {(await world.proposal(2)).short}")
    await again(world, sent[-1])
    assert (await world.ended(2)).outcome is Outcome.SUCCESS
    assert len(await world.records(2, What.DECIDED)) == 2


async def test_a_command_that_slack_delivers_again_asks_for_nothing_more(world: World) -> None:
    account = world.estate.prod.account
    told = await world.type(
        ANN, f"/sec run block_public_s3 {world.bucket} account={account} because it leaks"
    )
    assert "A-1" in told
    answers = await again(world, world.slack.sender.sent[-1])
    assert all(responding.ASKED_ALREADY.en in each for each in answers)
    assert await world.read(lambda unit: unit.executions.get(2)) is None


async def test_of_many_approvers_at_one_moment_one_decides_and_it_runs_once(world: World) -> None:
    for number in range(8):
        person = replace(RYOS, id=f"U0MANY{number}", name=f"many{number}")
        world.slack.workspace.people[person.id] = person
        world.slack.workspace.channels["C0SEC"].members.add(person.id)
        world.slack.workspace.groups["S0APPROVE"].members.append(person.id)
    everybody = world.slack.workspace.groups["S0APPROVE"].members

    for number, machine in enumerate(("web-7", "web-8", "ledger-1"), start=1):
        card = await world.find_threat(machine)
        approval = await world.ask_isolation(card)
        await asyncio.gather(*(world.approve(who, approval) for who in everybody))
        assert (await world.ended(number)).outcome is Outcome.SUCCESS
        decided = await world.records(number, What.DECIDED)
        assert len(decided) == 1
        assert len(await world.records(number, What.STARTED)) == 1
        moved = [
            each.parameters["NetworkInterfaceId"]
            for each in world.changes(f"secbot-A-{number}")
            if each.operation == "ModifyNetworkInterfaceAttribute"
        ]
        assert sorted(moved) == sorted(world.estate.prod.interfaces[machine])


async def test_two_who_decide_otherwise_at_one_moment_leave_one_decision(world: World) -> None:
    for number, machine in enumerate(("web-7", "web-8", "ledger-1"), start=1):
        card = await world.find_threat(machine)
        approval = await world.ask_isolation(card)
        await world.open_modal(RYO, approval.ts, "plan.reject")
        await asyncio.gather(
            world.approve(BOB, approval),
            world.slack.acting.submit(RYO, {"reason": "wait for the flow logs"}),
        )
        execution = await world.ended(number)
        made = world.changes(f"secbot-A-{number}")
        decided = await world.records(number, What.DECIDED, What.REJECTED)
        assert len(decided) == 1
        if execution.stage is Stage.REJECTED:
            assert made == ()
            await world.told(BOB, responding.NOT_WAITING)
        else:
            assert execution.outcome is Outcome.SUCCESS
            assert world.slack.workspace.views.top(RYO) is not None


async def test_a_click_from_an_hour_ago_or_with_a_false_signature_is_turned_away(
    world: World,
) -> None:
    approval = await world.ask(ANN, await world.find_open_bucket(), "block_public_s3")
    await world.approve(ANN, approval)
    await world.told(ANN, deciding.OWN_REQUEST)
    sent = world.slack.sender.sent[-1]
    for name, value in (
        ("X-Slack-Signature", "v0=" + "0" * 64),
        ("X-Slack-Request-Timestamp", str(int(sent.headers["X-Slack-Request-Timestamp"]) - 3600)),
        ("X-Slack-Request-Timestamp", "yesterday"),
    ):
        forged = Sent(sent.body.replace(ANN.encode(), BOB.encode()), {**sent.headers, name: value})
        assert (await world.slack.sender.again(forged)).status == 401
    other_words = Sent(sent.body.replace(ANN.encode(), BOB.encode()), sent.headers)
    assert (await world.slack.sender.again(other_words)).status == 401
    assert (await world.execution()).stage is Stage.WAITING
