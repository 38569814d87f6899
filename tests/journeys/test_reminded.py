"""Ann takes it and does nothing: she is asked alone, then nobody has it, and those on call are called."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.words import alert, oncall
from bot.domain.words import reminding as words
from practice.aws.server import SimulatedAws
from runbooks.kit.text import Text
from tests.journeys.messages import elements, has, says
from tests.journeys.policies import changed
from tests.journeys.stage import ANN, BOB
from tests.journeys.test_silence import advance
from tests.journeys.world import World, a_world

ALONE_WITH_ANN = "D0ANN"
ON_CALL = {"group": "S0APPROVE", "escalate_after": "15m"}


@pytest.fixture
async def world(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> AsyncIterator[World]:
    policy = changed(on_call=ON_CALL)
    async with a_world(aws, account_numbers, tmp_path, policy=policy) as made:
        yield made


async def test_who_took_it_and_does_nothing_is_reminded_and_then_it_calls_again(
    world: World,
) -> None:
    def alone() -> bool:
        found = world.slack.workspace.messages.everything_in(ALONE_WITH_ANN)
        return any(says(each, words.ALOUD_REMINDED) for each in found)

    def aloud(text: Text) -> bool:
        return any(says(each, text) for each in world.everything())

    card = await world.find_threat(severity=9.0)
    await world.until_says(card, oncall.ESCALATES)
    await world.type(ANN, "/sec ack I-1")
    await world.until_says(card, "Ann has it")
    await advance(world, "remind", timedelta(minutes=66))
    await world.until(alone)
    assert not aloud(words.ALOUD_REMINDED)

    await world.stop()
    await world.start()
    world.clock.advance(timedelta(hours=4, minutes=6))
    await world.until(lambda: aloud(words.ALOUD_UNACKED))
    await world.until_says(card, alert.NOBODY)
    assert not aloud(oncall.ESCALATED[1])

    world.clock.advance(timedelta(minutes=17))
    await world.until(lambda: aloud(oncall.ESCALATED[1]))
    called = [each for each in world.cards() if says(each, oncall.ESCALATED[1])]
    assert {one["usergroup_id"] for each in called for one in elements(each, "usergroup")} == {
        "S0APPROVE"
    }
    assert has(await world.type(BOB, "/sec audit I-1"), words.TOLD_UNACKED[0])
