"""A storm that nobody sees to calls who is on call, in its thread, after it is over too."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.storm import AFTERWARDS, QUIET
from bot.domain.words import oncall
from bot.domain.words import storm as words
from practice.aws.server import SimulatedAws
from tests.journeys.messages import elements, said
from tests.journeys.policies import changed
from tests.journeys.test_storm import EARLY, blow, storms
from tests.journeys.world import World, a_world

LEFT = 3
ON_CALL = {"group": "S0APPROVE", "escalate_after": "15m"}


@pytest.fixture
async def world(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> AsyncIterator[World]:
    policy = changed(on_call=ON_CALL)
    async with a_world(aws, account_numbers, tmp_path, policy=policy) as made:
        yield made


async def test_what_a_storm_leaves_untaken_calls_in_its_thread(world: World) -> None:
    await blow(world, EARLY, 5.0, "Recon")
    await world.until(lambda: len(world.cards()) == EARLY)
    await blow(world, AFTERWARDS + LEFT, 8.0, "Trojan")
    await world.until(lambda: len(storms(world)) == 1)
    (card,) = storms(world)
    await world.until_says(card.ts, f"{AFTERWARDS + LEFT} findings")
    world.clock.advance(QUIET)
    await world.until_says(card.ts, words.OVER)
    world.clock.advance(timedelta(minutes=16))
    call = await world.reply_that_says(card.ts, oncall.STORM_ESCALATED[1])
    assert f"{LEFT} incidents" in said(call)
    assert {each["usergroup_id"] for each in elements(call, "usergroup")} == {"S0APPROVE"}
