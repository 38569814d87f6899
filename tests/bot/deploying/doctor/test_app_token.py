"""The app token, where one is set."""

from __future__ import annotations

from bot.deploying.doctor.contract import Result
from practice.slack.failures import Failure
from tests.bot.deploying.doctor.world import World


async def test_without_an_app_token_nothing_is_said_of_it(world: World) -> None:
    assert await world.of("Slack app token") == []


async def test_another_kind_of_token_is_a_fault_of_the_settings_and_slack_is_not_asked(
    world: World,
) -> None:
    world.environ["SLACK_APP_TOKEN"] = "xoxb-of-a-bot"

    assert await world.of("Slack app token") == []
    rows = await world.of("settings")
    assert any("SLACK_APP_TOKEN is a bot token" in row.says.plain() for row in rows)
    assert "apps.connections.open" not in [each.method for each in world.slack.workspace.asked]


async def test_a_token_that_opens_a_socket_is_fine(world: World) -> None:
    world.environ["SLACK_APP_TOKEN"] = "xapp-1-of-ours"
    world.slack.use_sockets("xapp-1-of-ours")

    (row,) = await world.of("Slack app token")

    assert row.result is Result.PASSED


async def test_a_token_that_opens_no_socket_is_a_fault(world: World) -> None:
    world.environ["SLACK_APP_TOKEN"] = "xapp-1-unknown"
    failure = Failure("apps.connections.open", "refused", code="invalid_auth")
    world.slack.failures.add(failure)

    (row,) = await world.of("Slack app token")

    assert row.result is Result.FAILED
    assert row.mend is not None
    assert "connections:write" in row.mend.plain()
