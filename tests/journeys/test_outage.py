"""Slack is down for minutes, with a restart in between: nothing is lost, and somebody is paged."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from practice.aws.estate import Estate
from practice.aws.server import SimulatedAws
from practice.slack.failures import Failure
from tests.journeys.findings import public_bucket
from tests.journeys.messages import said
from tests.journeys.policies import changed
from tests.journeys.test_failing_slack import nonces, nothing_is_on_its_way
from tests.journeys.waiting import eventually
from tests.journeys.world import World, a_world
from tests.practice.aws.endpoint import Endpoint, an_endpoint

COUNT = 18
APART = timedelta(seconds=30)
"""Fewer than make a storm, so that each has a card of its own."""
STEP = timedelta(seconds=5)
SEVERITIES = (5.0, 8.0, 9.0)
TOOK_NOTHING = "Slack took nothing"
BACK = "secbot: Slack takes messages again"


def topic_of(built: Estate) -> str:
    return f"arn:aws:sns:{built.region}:{built.home}:outage-pages"


def paged(built: Estate) -> str:
    return changed(on_call={"page": {"sns": topic_of(built)}})(built)


@pytest.fixture
async def world(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> AsyncIterator[World]:
    """Yield a world whose bot pages by a topic."""
    async with a_world(aws, account_numbers, tmp_path, policy=paged) as made:
        yield made


@pytest.fixture
def beyond(world: World) -> Iterator[Endpoint]:
    """Yield who is subscribed to the pages."""
    sns: Any = world.aws.client("sns", world.estate.home, world.estate.region)
    topic = sns.create_topic(Name="outage-pages")["TopicArn"]
    with an_endpoint() as endpoint:
        sns.subscribe(TopicArn=topic, Protocol="http", Endpoint=endpoint.url)
        yield endpoint


def pages(endpoint: Endpoint) -> list[str]:
    return [str(each["Message"]) for each in endpoint.of_type("Notification")]


async def find(world: World, number: int) -> str:
    """Let a bucket be found open; the severities go round."""
    name = f"open-{number:02d}"
    finding = public_bucket(name) | {"severity": SEVERITIES[number % len(SEVERITIES)]}
    await world.find_quietly(finding)

    async def is_filed() -> bool:
        counts = await world.store.read(lambda unit: unit.incidents.count_open())
        return sum(counts.values()) == number + 1

    await eventually(is_filed)
    await nothing_is_on_its_way(world)
    world.clock.advance(APART)
    return name


async def goes_by(world: World, holds: Callable[[], bool]) -> None:
    """Let time go by until something holds, in steps that outlast no lease."""

    async def ask() -> bool:
        world.clock.advance(STEP)
        await asyncio.sleep(0.1)
        return holds()

    await eventually(ask)


async def test_slack_down_for_minutes_loses_nothing_tells_once_and_pages_meanwhile(
    world: World, beyond: Endpoint
) -> None:
    await confirm(world, beyond)
    world.slack.failures.add(Failure("*", "broken", times=20))
    world.slack.failures.add(Failure("*", "cut_before", times=100_000))
    names = [await find(world, 0)]
    await eventually(lambda: world.store.read(lambda unit: unit.outages.live()))
    names += [await find(world, number) for number in range(1, COUNT // 2)]
    await world.restart()
    names += [await find(world, number) for number in range(COUNT // 2, COUNT)]

    await goes_by(world, lambda: bool(pages(beyond)))
    assert world.cards() == []

    world.slack.failures.clear()
    await goes_by(world, lambda: all(name in world.transcript() for name in names))
    told = [said(card) for card in world.cards()]
    assert TOOK_NOTHING in told[0]
    since_it_failed = COUNT - 1
    assert f"{since_it_failed} findings came and {since_it_failed} incidents" in told[0]
    assert [name for name in names if sum(name in each for each in told) != 1] == []
    assert sum(TOOK_NOTHING in each for each in told) == 1
    assert len(nonces(world)) == len(set(nonces(world)))
    await goes_by(world, lambda: pages(beyond)[-1].startswith(BACK))
    assert pages(beyond)[0].startswith("secbot: Slack takes nothing since")
    assert sum(each.startswith(BACK) for each in pages(beyond)) == 1


async def confirm(world: World, endpoint: Endpoint) -> None:
    """Confirm the subscription to the pages."""

    async def is_asked() -> bool:
        return bool(endpoint.of_type("SubscriptionConfirmation"))

    await eventually(is_asked)
    token = endpoint.of_type("SubscriptionConfirmation")[0]["Token"]
    sns: Any = world.aws.client("sns", world.estate.home, world.estate.region)
    await asyncio.to_thread(sns.confirm_subscription, TopicArn=topic_of(world.estate), Token=token)
