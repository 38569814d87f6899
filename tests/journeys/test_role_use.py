"""Somebody has the bot's credentials: every use of its roles that is not its own is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.domain import guarding
from bot.domain.posture import Standing
from bot.domain.record import What
from bot.domain.run import RunState, Work
from bot.domain.words import guarding as words
from bot.guarding.watching import EVERY_ROLE
from bot.ports.bell import Ring
from handlers.views.cleaning import defang
from practice.aws.estate import Estate
from practice.aws.server import SimulatedAws
from practice.slack.messages import Message
from tests.journeys.messages import elements, said, says
from tests.journeys.policies import policy, written
from tests.journeys.stage import BOB
from tests.journeys.waiting import eventually
from tests.journeys.world import World, a_world
from tests.practice.aws.asking import until
from tests.practice.aws.endpoint import Endpoint, an_endpoint


def paging(built: Estate) -> str:
    """Return the usual policy, with one Region to watch and a topic that pages."""
    made: dict[str, Any] = policy(built)
    made["accounts"]["defaults"]["watch_regions"] = [built.region]
    topic = f"arn:aws:sns:{built.region}:{built.home}:on-call"
    return written(made | {"on_call": {"page": {"sns": topic}}})


async def look(world: World) -> None:
    """Let the guard look, and wait until it has told and paged all that it has found."""
    assert world.running is not None
    number = await world.store.write(lambda unit: unit.runs.start(Work.GUARD, EVERY_ROLE))
    world.running.bot.bell.ring(Ring.RUNS)

    async def ask() -> bool:
        return await world.read(lambda unit: unit.runs.status(number)) is RunState.DONE

    await eventually(ask)


async def stands(world: World) -> Standing:
    """Return how the prod account's roles stand in the daily check."""
    assert world.running is not None
    picture = await world.running.bot.desks.status.picture(world.estate.prod.account)
    (found,) = [each for each in picture.proof if each.check == guarding.ROLE_USE]
    return found.standing


def enter(world: World, role: str, session: str) -> Any:
    """Enter a role with the bot's own stolen credentials; return the thief's client of EC2."""
    built = world.estate
    sts = world.aws.client("sts", built.home, built.region)
    given = sts.assume_role(
        RoleArn=f"arn:aws:iam::{built.prod.account}:role/{role}",
        RoleSessionName=session,
        ExternalId=built.external_id,
    )["Credentials"]
    key = (given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"])
    return world.aws.client_of("ec2", *key, region=built.region)


def told(world: World) -> list[Message]:
    return [each for each in world.cards() if says(each, words.UNKNOWN)]


@pytest.fixture
async def world(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> AsyncIterator[World]:
    async with a_world(aws, account_numbers, tmp_path, policy=paging) as made:
        yield made


async def test_a_thief_of_the_bots_credentials_is_told_and_paged_once_with_their_address(
    world: World,
) -> None:
    """One session has a name of its own; the other hides behind an execution that has just run."""
    card = await world.find_threat("web-7")
    await world.approve(BOB, await world.ask_isolation(card))
    await world.ended()
    assert await stands(world) is Standing.NOT_AVAILABLE
    await look(world)
    assert told(world) == []
    assert await stands(world) is Standing.PASSED

    with an_endpoint() as pages:
        await asyncio.to_thread(subscribe, world, pages)
        ec2 = await asyncio.to_thread(enter, world, "secbot-release", "helper")
        machine = [world.estate.prod.instances["web-7"]]
        await asyncio.to_thread(ec2.start_instances, InstanceIds=machine)
        hidden = await asyncio.to_thread(enter, world, "secbot-contain", "secbot-A-1")
        await asyncio.to_thread(hidden.stop_instances, InstanceIds=machine)
        await look(world)
        await world.until(lambda: len(told(world)) == 2)
        await look(world)
        await asyncio.to_thread(until, lambda: len(pages.of_type("Notification")) == 2 or None)

    thief = world.aws.calls(session="helper")[-1].source_address
    everything = "\n".join(said(each) for each in told(world))
    for part in (
        *("session helper", "sts:AssumeRole, ec2:StartInstances, 2 calls in all", defang(thief)),
        *("session secbot-A-1", "never meant to call ec2:StopInstances", "ec2:StopInstances, 1"),
    ):
        assert part in everything.replace("`", ""), everything
    assert {each["usergroup_id"] for one in told(world) for each in elements(one, "usergroup")} == {
        "S0APPROVE"
    }
    texts = sorted(each["Message"] for each in pages.of_type("Notification"))
    assert all(each.startswith("SECBOT GUARD: somebody who is not secbot") for each in texts)
    assert all(f"From {thief}" in each for each in texts)
    assert await stands(world) is Standing.FAILED
    last = await world.read(lambda unit: unit.records.latest(What.UNKNOWN_USE))
    assert last is not None
    assert len(told(world)) == 2


def subscribe(world: World, pages: Endpoint) -> None:
    """Make the topic that pages, and subscribe whoever is on call."""
    sns = world.aws.client("sns", world.estate.home, world.estate.region)
    topic = sns.create_topic(Name="on-call")["TopicArn"]
    sns.subscribe(TopicArn=topic, Protocol="http", Endpoint=pages.url)
    (asked,) = until(lambda: pages.of_type("SubscriptionConfirmation"))
    sns.confirm_subscription(TopicArn=topic, Token=asked["Token"])
