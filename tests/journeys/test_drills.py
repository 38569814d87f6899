"""Class D runs in an account only once a drill there has gone well, through the same doors."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

from bot.domain.execution import Execution, Outcome, Stage
from bot.domain.record import What
from bot.domain.words import deciding, drilling
from practice import disposable
from practice.aws.server import SimulatedAws
from practice.drilling import Command
from practice.slack.messages import Message
from practice.spoken import controls
from tests.journeys.messages import has
from tests.journeys.policies import drilling as drilling_policy
from tests.journeys.policies import usual
from tests.journeys.stage import ANN, BOB, RYO
from tests.journeys.world import World, a_world

RUNBOOK = "block_public_s3_account"


def waits(execution: Execution) -> bool:
    return execution.stage is Stage.WAITING


async def ask_for_the_account(world: World) -> None:
    account = world.estate.prod.account
    await world.type(ANN, f"/sec run {RUNBOOK} {account} receipts leak somewhere")


async def the_card(world: World, text: str) -> Message:
    """Wait for a card in the channel itself that says this."""
    await world.until(lambda: any(text in world.card(each.ts) for each in world.cards()))
    return next(each for each in world.cards() if text in world.card(each.ts))


async def test_a_whole_account_is_blocked_only_after_a_drill_of_it_went_well(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> None:
    async with a_world(aws, account_numbers, tmp_path, policy=usual) as world:
        account = world.estate.prod.account
        await ask_for_the_account(world)
        assert (await world.ended(1)).stage is Stage.REFUSED
        await world.until(
            lambda: any(has(world.card(each.ts), deciding.UNPROVED) for each in world.cards())
        )
        assert not any("plan.approve" in controls(each) for each in world.everything())

        world.policy_path.write_text(drilling_policy(world.estate), encoding="utf-8")
        await world.restart()
        await world.drill(Command(RUNBOOK, account, account))
        world.policy_path.write_text(usual(world.estate), encoding="utf-8")
        await world.restart()

        await ask_for_the_account(world)
        await world.reaches(4, waits)
        proposal = await world.proposal(4)
        assert (proposal.is_drill, proposal.needs) == (False, 2)
        card = await the_card(world, f"plan {proposal.short}")
        assert has(world.card(card.ts), drilling.PROVED)
        await world.approve(BOB, card)
        await world.approve(RYO, card)
        assert (await world.ended(4)).outcome is Outcome.SUCCESS


async def test_a_drill_is_a_change_and_its_undo_and_the_audit_trail_tells_of_it(
    world: World,
) -> None:
    await world.drill()

    (proved,) = await world.records(2, What.PROVED)
    assert proved.body["runbook"] == "isolate_instance"
    assert proved.body["drill"] == "A-1"
    assert {"ec2:StopInstances", "ec2:ModifyNetworkInterfaceAttribute"} <= set(
        proved.body["actions"]
    )
    shown = next(each for each in world.cards() if has(world.card(each.ts), drilling.DRILL))
    assert "CreateTags" in world.card(shown.ts)

    card = await world.find_threat("web-7")
    approval = await world.ask_isolation(card)
    assert has(world.card(approval.ts), drilling.PROVED)
    assert not has(world.card(approval.ts), drilling.DRILL)


async def test_a_machine_tagged_for_drills_after_its_plan_was_made_is_planned_anew(
    world: World,
) -> None:
    card = await world.find_threat("web-7")
    approval = await world.ask_isolation(card)
    assert has(world.card(approval.ts), drilling.NEVER)
    before = frozenset(message.ts for message in world.thread(card))
    as_it_was = world.groups()

    ec2 = world.aws.client("ec2", world.estate.prod.account, world.estate.region)
    tags = [{"Key": disposable.TAG, "Value": "true"}]
    names = [world.estate.prod.instances["web-7"]]
    await asyncio.to_thread(ec2.create_tags, Resources=names, Tags=tags)
    await world.approve(BOB, approval)

    anew = await world.reply_with(card, "plan.approve", before)
    assert has(world.card(anew.ts), drilling.DRILL)
    assert "marks is_drill: false → true" in world.card(anew.ts)
    assert world.groups() == as_it_was
