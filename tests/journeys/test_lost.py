"""SNS is down while GuardDuty finds something: the bot looks for itself, and nothing is doubled."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.posture import Checked, Standing
from bot.domain.run import RunState, Work
from bot.domain.sweeping import HEALED, SWEPT
from bot.domain.words import sweeping as words
from bot.intake.sweeping import EVERY_PLACE
from bot.ports.bell import Ring
from practice.aws.estate import Estate
from practice.aws.server import SimulatedAws
from tests.journeys.findings import miner
from tests.journeys.messages import says
from tests.journeys.policies import policy, written
from tests.journeys.waiting import eventually
from tests.journeys.world import World, a_world

LATE = timedelta(minutes=41)


def watched(built: Estate) -> str:
    """Return the usual policy, with one Region to watch."""
    made: dict[str, Any] = policy(built)
    made["accounts"]["defaults"]["watch_regions"] = [built.region]
    return written(made)


@pytest.fixture
async def world(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> AsyncIterator[World]:
    async with a_world(aws, account_numbers, tmp_path, policy=watched) as made:
        yield made


async def sweep(world: World) -> None:
    """Let the bot look for what was lost, and wait until it has."""
    assert world.running is not None
    number = await world.store.write(lambda unit: unit.runs.start(Work.SWEEP, EVERY_PLACE))
    world.running.bot.bell.ring(Ring.RUNS)

    async def ask() -> bool:
        return await world.read(lambda unit: unit.runs.status(number)) is RunState.DONE

    await eventually(ask)


async def checks(world: World) -> dict[str, Checked]:
    """Return how the sweeps of the prod account stand in the daily check."""
    assert world.running is not None
    picture = await world.running.bot.desks.status.picture(world.estate.prod.account)
    return {each.check: each for each in picture.proof if each.check in (SWEPT, HEALED)}


def cut(world: World) -> None:
    """Let the topic deliver to nobody."""
    sns = world.aws.client("sns", world.estate.home, world.estate.region)
    listed = sns.list_subscriptions_by_topic(TopicArn=world.estate.topic_arn)
    for one in listed["Subscriptions"]:
        sns.unsubscribe(SubscriptionArn=one["SubscriptionArn"])


async def test_what_sns_has_lost_is_found_by_looking_and_is_not_doubled_when_it_comes_after_all(
    world: World,
) -> None:
    assert (await checks(world))[SWEPT].standing is Standing.NOT_AVAILABLE
    await world.find_threat("web-7")
    await asyncio.to_thread(cut, world)
    at = datetime.now(UTC).isoformat()
    machines = [name for name in world.estate.prod.instances if name != "web-7"][:2]
    lost = [miner(world.estate, one, createdAt=at, updatedAt=at) for one in machines]
    for each in lost:
        await world.find_quietly(each)
    world.clock.advance(LATE)
    await sweep(world)
    await world.until(lambda: sum(says(each, words.LATE) for each in world.cards()) == 2)

    assert len(world.cards()) == 3
    found = await checks(world)
    assert found[SWEPT].standing is Standing.PASSED
    assert found[HEALED].says == words.HEALED_SINCE.fill(count=2)
    await world.subscribe()
    before = await world.read(lambda unit: unit.coverage.last_heard())
    for each in lost:
        await world.find_quietly(each)

    async def heard() -> bool:
        return await world.read(lambda unit: unit.coverage.last_heard()) != before

    await eventually(heard)
    await sweep(world)
    assert len(world.cards()) == 3
    assert (await checks(world))[HEALED].says == words.HEALED_SINCE.fill(count=2)
