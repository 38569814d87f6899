"""A place that has fallen silent has a card, once, which closes by itself when it speaks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.canary import Way
from bot.domain.incident import Status
from bot.domain.run import RunState, Work
from bot.domain.words import canary as words
from bot.intake.canaries import EVERY_WAY
from bot.ports.bell import Ring
from practice.aws.estate import TOPIC, Estate
from practice.aws.server import SimulatedAws
from practice.slack.messages import Message
from tests.journeys.messages import said
from tests.journeys.policies import policy, written
from tests.journeys.waiting import eventually
from tests.journeys.world import World, a_world

RULE = "secbot-canary"


def with_canaries(built: Estate) -> str:
    """Return the usual policy, with one Region to watch and canaries from it."""
    made: dict[str, Any] = policy(built)
    made["accounts"]["defaults"]["watch_regions"] = [built.region]
    del made["accounts"][built.staging.account]
    return written(made | {"canary": {"every": "6h"}})


@pytest.fixture
async def world(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> AsyncIterator[World]:
    async with a_world(aws, account_numbers, tmp_path, policy=with_canaries) as made:
        await asyncio.to_thread(lead, made)
        yield made


def lead(world: World) -> None:
    """Have the prod account's canaries led to the topic, as its own stack does."""
    built = world.estate
    events = world.aws.client("events", built.prod.account, built.region)
    pattern = {"source": ["secbot.canary"], "detail-type": ["secbot canary"]}
    events.put_rule(Name=RULE, EventPattern=json.dumps(pattern))
    assert built.topic_arn.endswith(TOPIC)
    events.put_targets(Rule=RULE, Targets=[{"Id": "t", "Arn": built.topic_arn}])


def turn(world: World, call: str) -> None:
    """Disable the rule, or enable it again."""
    built = world.estate
    events = world.aws.client("events", built.prod.account, built.region)
    getattr(events, call)(Name=RULE)


async def fly(world: World) -> None:
    """Let canaries be sent, and wait until they are."""
    assert world.running is not None
    number = await world.store.write(lambda unit: unit.runs.start(Work.CANARY, EVERY_WAY))
    world.running.bot.bell.ring(Ring.RUNS)

    async def ask() -> bool:
        return await world.read(lambda unit: unit.runs.status(number)) is RunState.DONE

    await eventually(ask)


async def way(world: World) -> Way:
    (found,) = await world.read(lambda unit: unit.canaries.all())
    return found


async def ticked(world: World) -> None:
    """Wait until the schedule has begun: what it sees for the first time counts as done."""

    async def ask() -> bool:
        return await world.read(lambda unit: unit.slots.last("canary")) is not None

    await eventually(ask)


async def heard(world: World) -> None:
    """Wait until no canary is missed."""

    async def ask() -> bool:
        return (await way(world)).missed == 0

    await eventually(ask)


def silent(world: World) -> list[Message]:
    return [each for each in world.cards() if "silent for" in said(each)]


async def test_silence_has_one_card_that_closes_when_a_canary_comes_and_a_forged_one_is_shown(
    world: World,
) -> None:
    await ticked(world)
    await fly(world)
    await heard(world)
    await asyncio.to_thread(turn, world, "disable_rule")
    await fly(world)
    await fly(world)
    world.clock.advance(timedelta(minutes=16))
    await world.until(lambda: len(silent(world)) == 1)
    card = silent(world)[0].ts

    await asyncio.to_thread(turn, world, "enable_rule")
    await asyncio.to_thread(forge, world)
    await world.until(lambda: any(words.FORGED.en[:40] in said(one) for one in world.cards()))
    assert (await way(world)).missed >= 2
    await fly(world)
    await heard(world)
    world.clock.advance(timedelta(minutes=1))
    await world.until_says(card, Status.CLOSED)
    assert len(silent(world)) == 1


def forge(world: World) -> None:
    """Send a canary that bears a made-up nonce, as whoever may put events could."""
    built = world.estate
    events = world.aws.client("events", built.prod.account, built.region)
    detail = json.dumps({"nonce": "0" * 32})
    entry = {"Source": "secbot.canary", "DetailType": "secbot canary", "Detail": detail}
    events.put_events(Entries=[entry])
