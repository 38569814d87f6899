"""Slack is asked once who the bot is, and every way of not answering has a name."""

from __future__ import annotations

import asyncio

import pytest

from bot.deploying.doctor.slack import Slack, SlackFault
from practice.slack.failures import Failure
from tests.bot.deploying.doctor.world import TOKEN, World


async def test_who_one_is_is_asked_once_whoever_wants_to_know(world: World) -> None:
    slack = Slack(TOKEN, world.slack.api_url)

    first = await asyncio.to_thread(slack.who)
    second = await asyncio.to_thread(slack.who)

    assert first is second
    assert [each.method for each in world.slack.workspace.asked] == ["auth.test"]
    assert "chat:write" in first.headers["x-oauth-scopes"]


async def test_a_refusal_is_remembered_and_tells_the_time_too(world: World) -> None:
    slack = Slack("xoxb-wrong", world.slack.api_url)

    for _ in range(2):
        with pytest.raises(SlackFault, match=r"auth\.test: invalid_auth"):
            await asyncio.to_thread(slack.who)

    assert slack.date.endswith("GMT")


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (Failure("auth.test", "broken"), ""),
        (Failure("auth.test", "cut_before"), "RemoteDisconnected"),
        (Failure("auth.test", "limited"), "ratelimited"),
    ],
)
async def test_an_answer_that_is_none_is_a_fault_with_its_name(
    world: World, failure: Failure, code: str
) -> None:
    world.slack.failures.add(failure)

    with pytest.raises(SlackFault) as fault:
        await asyncio.to_thread(Slack(TOKEN, world.slack.api_url).who)

    assert fault.value.method == "auth.test"
    assert code in fault.value.code


async def test_where_nobody_listens_the_fault_says_so() -> None:
    with pytest.raises(SlackFault, match="URLError"):
        await asyncio.to_thread(Slack(TOKEN, "http://127.0.0.1:9/api/").who)
