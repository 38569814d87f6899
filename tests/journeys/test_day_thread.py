"""A route in `mode: thread`: one message a day, a line for each group, and a card for who asks."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.domain.storm import DAY_SHOWN_EVERY
from bot.domain.words import storm as words
from practice.aws.server import SimulatedAws
from practice.spoken import controls
from tests.journeys.findings import on_instance
from tests.journeys.policies import changed
from tests.journeys.stage import ANN
from tests.journeys.world import World, a_world

MANY = 6
ROUTES = [{"match": {"type": "Recon:*", "severity": ">=LOW <HIGH"}, "mode": "thread"}]


@pytest.fixture
async def world(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> AsyncIterator[World]:
    async with a_world(aws, account_numbers, tmp_path, policy=changed(routes=ROUTES)) as made:
        yield made


async def scan(world: World, at: int) -> None:
    """Let GuardDuty find that somebody looks around, at an instance of its own."""
    type_ = f"Recon:EC2/Quiet.{at % 2}"
    found = on_instance(f"i-{at:017x}") | {"type": type_, "severity": 2.0}
    await world.find_quietly(found)


async def test_a_quiet_route_is_one_message_whose_incidents_can_be_opened_and_taken(
    world: World,
) -> None:
    for at in range(MANY):
        await scan(world, at)
    await world.until(lambda: len(world.cards()) == 1)
    (day,) = world.cards()
    world.clock.advance(DAY_SHOWN_EVERY)
    await world.until_says(day.ts, f"{MANY} findings came by routes", "2 groups")
    for type_ in ("Recon:EC2/Quiet.0", "Recon:EC2/Quiet.1"):
        await world.reply_that_says(day.ts, type_)

    loud = await world.find_threat()
    await world.until_says(loud, "I-7")
    assert len(world.cards()) == 2
    action = next(each for each in controls(world.message(day.ts)) if "incident.open" in each)
    await world.slack.acting.click(ANN, day.ts, action)
    await world.told(ANN, words.OPENED)
    await world.until(lambda: len(world.cards()) == 3)
    await world.type(ANN, "/sec ack I-3")
    await world.until(lambda: len(world.cards()) == 4)
    assert "6 by" in await world.type(ANN, "/sec status")
