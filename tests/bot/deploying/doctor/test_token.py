"""The bot token: Slack takes it, and it is of a workspace of ours."""

from __future__ import annotations

from bot.deploying.doctor.contract import Result
from practice.slack.failures import Failure
from tests.bot.deploying.doctor.world import World


async def test_a_token_that_slack_takes_is_told_with_its_workspace(world: World) -> None:
    (row,) = await world.of("Slack token")

    assert row.says.plain() == "Slack knows it: secbot in Practice (T0RANGE)."


async def test_where_slack_itself_is_down_nothing_is_said_of_the_token(world: World) -> None:
    failure = Failure("auth.test", "refused", times=9, code="fatal_error")
    world.slack.failures.add(failure)

    (row,) = await world.of("Slack token")

    assert row.result is Result.NOT_AVAILABLE
    assert row.says.plain() == "Could not look: auth.test got fatal_error."
