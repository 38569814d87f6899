"""Contained at nine, opened again by a robot at noon: who must act is called, and nothing is redone."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta

from botocore.config import Config

from bot.deploying.finding_rules import held
from bot.domain.execution import Outcome, Stage
from bot.domain.hold import Grip, Hold
from bot.domain.incident import Contained
from bot.domain.record import What
from bot.domain.words import holding
from bot.verbs.declaring import declared
from practice.aws.faults import Failing, Fault
from practice.slack.messages import Message
from runbooks.kit.text import Text
from tests.bot.intake.formats.events import called
from tests.journeys.messages import elements, says
from tests.journeys.stage import ANN, BOB, EVE, RYO
from tests.journeys.waiting import eventually
from tests.journeys.world import World

TERRAFORM = "APN/1.0 HashiCorp/1.0 Terraform/1.9.5 <!channel> <@U0ANN>"
SOON = timedelta(minutes=11)


async def contained(world: World, typed: str = "") -> str:
    """Close the open bucket, approved by Bob; return the card's ts."""
    card = await world.find_open_bucket()
    if typed:
        before = frozenset(each.ts for each in world.thread(card))
        await world.type(ANN, f"/sec run block_public_s3 I-1 {typed} because it leaks")
        approval = await world.reply_with(card, "plan.approve", before)
    else:
        approval = await world.ask(ANN, card, "block_public_s3")
    await world.approve(BOB, approval)
    assert (await world.ended()).outcome is Outcome.SUCCESS
    return card


def open_again(world: World) -> None:
    """Open the bucket as Terraform would; blocks."""
    account = world.estate.prod.account
    key = world.aws.credentials(account)
    s3 = world.aws.client_of(
        "s3",
        key.access_key_id,
        key.secret_access_key,
        region=world.estate.region,
        config=Config(user_agent=TERRAFORM),
    )
    s3.delete_public_access_block(Bucket=world.bucket)


def tell_of_it(world: World) -> None:
    """Let CloudTrail tell of it by the rule that deployment makes; blocks."""
    home, region = world.estate.home, world.estate.region
    events = world.aws.client("events", home, region)
    events.put_rule(Name="secbot-held", EventPattern=json.dumps(held(declared())))
    topic = {"Id": "topic", "Arn": world.estate.topic_arn}
    events.put_targets(Rule="secbot-held", Targets=[topic])
    call = called("s3", "DeleteBucketPublicAccessBlock", {"bucketName": world.bucket})
    detail = call["detail"] | {"recipientAccountId": world.estate.prod.account}
    world.aws.emit(home, region, call["source"], call["detail-type"], detail)


async def reaches(world: World, state: Grip) -> Hold:
    """Let time pass until the hold is so: the schedule has it checked, a minute at the latest."""

    async def look() -> Hold | None:
        found = await world.read(lambda unit: unit.holds.get(1))
        return found if found and found.state is state else None

    async def seen() -> object:
        return await world.read(lambda unit: unit.slots.last("hold"))

    await eventually(seen)
    world.clock.advance(SOON)
    return await eventually(look)


async def said_aloud(world: World, text: Text) -> Message:
    """Wait for a message in the channel itself that says this."""
    await world.until(lambda: any(says(each, text) for each in world.cards()))
    return next(each for each in world.cards() if says(each, text))


def calls_the_owner_and_the_responders(page: Message) -> None:
    """See both called: anybody of ours may take an incident, an insider too."""
    assert [each["user_id"] for each in elements(page, "user")] == [RYO]
    assert [each["usergroup_id"] for each in elements(page, "usergroup")] == ["S0RESPOND"]
    assert elements(page, "broadcast") == []


async def test_a_slip_calls_who_has_it_names_the_robot_and_one_click_plans_it_again(
    world: World,
) -> None:
    card = await contained(world)
    await world.type(RYO, "/sec ack I-1")
    await world.until_says(card, holding.HELD)
    changes = world.changes()
    await asyncio.to_thread(open_again, world)
    await reaches(world, Grip.SLIPPED)

    page = await said_aloud(world, holding.PAGE_HEAD)
    told = await world.until_says(page.ts, "Terraform/1.9.5", "DeletePublicAccessBlock")
    assert f":iam::{world.estate.prod.account}:user/" in told
    assert "192.0.2[.]10" in told
    calls_the_owner_and_the_responders(page)
    await world.until_says(card, holding.SLIPPED, "Partly contained by A-1")
    assert (await world.incident()).contained is Contained.PARTLY
    assert "1 slipped" in await world.type(ANN, "/sec status")
    assert "has slipped" in await world.type(ANN, "/sec show A-1")
    assert world.changes() == changes

    await world.slack.acting.click(EVE, page.ts, "hold.again")
    before = frozenset(each.ts for each in world.thread(card))
    await world.slack.acting.click(ANN, page.ts, "hold.again")
    again = await world.reply_with(card, "plan.approve", before)
    assert (await world.execution(2)).stage is Stage.WAITING
    assert world.changes() == changes
    await world.approve(BOB, again)
    assert (await world.ended(2)).outcome is Outcome.SUCCESS
    await said_aloud(world, holding.HELD_AGAIN)
    await world.until_says(card, "Contained by A-2")
    (asked,) = await world.records(2, What.ASKED)
    assert asked.actor_name == "Ann"


async def test_a_change_that_cloudtrail_tells_of_is_looked_at_at_once_and_opens_no_incident(
    world: World,
) -> None:
    card = await contained(world)
    await world.until_says(card, holding.HELD)
    cards = {each.ts for each in world.cards()}
    await asyncio.to_thread(open_again, world)
    await asyncio.to_thread(tell_of_it, world)

    page = await said_aloud(world, holding.PAGE_HEAD)
    await world.until_says(page.ts, "Terraform/1.9.5")
    hold = await world.read(lambda unit: unit.holds.get(1))
    assert hold is not None
    assert hold.state is Grip.SLIPPED
    assert {each.ts for each in world.cards()} - cards == {page.ts}


async def test_what_can_not_be_checked_is_never_told_as_held_and_two_let_it_go(
    world: World,
) -> None:
    card = await contained(world)
    account = world.estate.prod.account
    world.aws.faults.place(Fault(Failing.DENIED, account=account, service="s3"))
    await reaches(world, Grip.UNKNOWN)
    told = await world.until_says(card, holding.UNKNOWN)
    assert "AccessDenied" in told
    assert "🔒" not in told
    world.aws.faults.clear(account)
    await reaches(world, Grip.HELD)
    await world.until_says(card, holding.HELD)

    assert "Guests" in await world.type(EVE, "/sec release I-1")
    await world.type(ANN, "/sec release I-1 rebuilt")
    asked = await world.reply_that_says(card, holding.RELEASE_ASKED_BECAUSE)
    await world.type(ANN, "/sec release I-1")
    first = await world.read(lambda unit: unit.holds.get(1))
    assert first is not None
    assert first.state is Grip.HELD
    await world.type(BOB, "/sec release I-1")
    await world.until_says(card, "A-1 is not held any more", "Bob ended the hold, as Ann had asked")
    assert says(asked, holding.RELEASE_ASKED_BECAUSE)
    await said_aloud(world, holding.HOLD_RELEASED)


async def test_when_its_time_is_over_somebody_is_asked_and_two_put_it_back(world: World) -> None:
    card = await contained(world, "hold=4h")
    changes = world.changes()
    world.clock.advance(timedelta(hours=4))
    await reaches(world, Grip.HELD)
    asked = await said_aloud(world, holding.REVERT_HEAD)
    assert world.changes() == changes

    approval = await world.ask_undo(ANN, card, asked)
    for who in (BOB, RYO):
        await world.approve(who, approval)
    assert (await world.ended(2)).outcome is Outcome.SUCCESS
    hold = await world.read(lambda unit: unit.holds.get(1))
    assert hold is not None
    assert hold.state is Grip.OVER
