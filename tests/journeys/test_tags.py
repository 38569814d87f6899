"""A protected tag raises what is asked for it, says who set it, and exempts nothing."""

from __future__ import annotations

import asyncio

from bot.domain.execution import Outcome, Stage
from bot.domain.words import drilling
from practice.slack.messages import Message
from runbooks.kit.shield import DRILL, PROTECTED
from runbooks.kit.values import RiskClass
from tests.journeys.messages import has
from tests.journeys.stage import ANN, BOB, RYO
from tests.journeys.world import World

ISOLATED = [["secbot-quarantine"], ["secbot-quarantine"]]


async def tag_machine(world: World, *keys: str) -> None:
    """Let the thief of a deploy key tag web-7."""
    key = world.estate.prod.keys["deploy-payments"]
    thief = world.aws.client_of("ec2", *key, region=world.estate.region)
    tags = [{"Key": one, "Value": "true"} for one in keys]
    names = [world.estate.prod.instances["web-7"]]
    await asyncio.to_thread(thief.create_tags, Resources=names, Tags=tags)


async def tag_bucket(world: World, *keys: str) -> None:
    s3 = world.aws.client("s3", world.estate.prod.account, world.estate.region)
    tags = {"TagSet": [{"Key": one, "Value": "true"} for one in keys]}
    await asyncio.to_thread(s3.put_bucket_tagging, Bucket=world.bucket, Tagging=tags)


async def two_must_approve(world: World, approval: Message) -> None:
    """See one approval count and change nothing, and the second one let it run."""
    await world.approve(BOB, approval)
    await world.until_says(approval.ts, "approved by Bob")
    assert (await world.execution()).stage is Stage.WAITING
    await world.approve(RYO, approval)
    assert (await world.ended()).outcome is Outcome.SUCCESS


async def test_a_miner_tagged_as_protected_can_still_be_isolated_by_two_and_says_who_tagged_it(
    world: World,
) -> None:
    """No drill has proved it here: whoever may tag would else shut secbot out."""
    await tag_machine(world, PROTECTED)
    card = await world.find_threat("web-7")
    approval = await world.ask_isolation(card)

    said = world.card(approval.ts)
    assert has(said, drilling.PROTECTED)
    assert ":user/deploy-payments" in said
    assert "CloudTrail, CreateTags" in said
    proposal = await world.proposal()
    assert (proposal.risk, proposal.needs) == (RiskClass.D, 2)
    await two_must_approve(world, approval)
    assert world.groups() == ISOLATED


async def test_a_bucket_tagged_as_protected_can_still_be_closed_by_two(world: World) -> None:
    await tag_bucket(world, PROTECTED)
    card = await world.find_open_bucket()
    approval = await world.ask(ANN, card, "block_public_s3", "it leaks")

    said = world.card(approval.ts)
    assert has(said, drilling.PROTECTED)
    assert "CloudTrail, PutBucketTagging" in said
    await two_must_approve(world, approval)


async def test_a_drill_tag_lowers_nothing_and_hides_nothing(world: World) -> None:
    await tag_machine(world, DRILL, PROTECTED)
    card = await world.find_threat("web-7")
    approval = await world.ask_isolation(card)

    said = world.card(approval.ts)
    assert has(said, drilling.PROTECTED)
    assert has(said, drilling.DRILL)
    await two_must_approve(world, approval)
