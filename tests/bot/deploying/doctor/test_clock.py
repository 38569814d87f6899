"""The clock, against the Date of Slack's and AWS's answers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.deploying.doctor.contract import Result
from tests.bot.deploying.doctor.world import World
from tests.journeys.clocks import MovableClock


@pytest.mark.parametrize("minutes", [-3, 3])
async def test_a_clock_that_is_off_is_off_both(world: World, minutes: int) -> None:
    world.clock = MovableClock()
    world.clock.advance(timedelta(minutes=minutes))

    rows = await world.of("clock")

    assert [(row.subject, row.result) for row in rows] == [
        ("Slack", Result.FAILED),
        ("AWS", Result.FAILED),
    ]


async def test_who_refuses_tells_the_time_all_the_same(world: World) -> None:
    world.environ["AWS_ACCESS_KEY_ID"] = "AKIAUNKNOWNUNKNOWN00"
    world.environ["SLACK_BOT_TOKEN"] = "xoxb-wrong-token"

    rows = await world.of("clock")

    assert [row.result for row in rows] == [Result.PASSED, Result.PASSED]


async def test_a_time_that_nobody_told_is_not_a_right_one(world: World) -> None:
    world.environ["SLACK_API_URL"] = "http://127.0.0.1:9/api/"
    world.environ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:9"

    rows = await world.of("clock")

    assert [row.result for row in rows] == [Result.NOT_AVAILABLE, Result.NOT_AVAILABLE]
