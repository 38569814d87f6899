"""The workspace refuses what the app's scopes do not cover, as Slack does."""

from __future__ import annotations

import pytest
from slack_sdk.errors import SlackApiError

from tests.practice.slack.tiny_bot import a_range, client


@pytest.mark.parametrize(
    ("scope", "method", "arguments"),
    [
        ("chat:write", "chat.postMessage", {"channel": "C0SEC", "text": "hello"}),
        ("users:read", "users.info", {"user": "U0ANN"}),
        ("usergroups:read", "usergroups.users.list", {"usergroup": "S0APPROVE"}),
        ("groups:read", "conversations.info", {"channel": "C0SEC"}),
        ("groups:history", "conversations.history", {"channel": "C0SEC"}),
        ("im:write", "conversations.open", {"users": "U0ANN"}),
        ("mpim:write", "conversations.open", {"users": "U0ANN,U0BOB"}),
    ],
)
async def test_a_method_is_refused_without_its_scope(
    scope: str, method: str, arguments: dict[str, str]
) -> None:
    async with a_range() as slack:
        await client(slack).api_call(method, params=arguments)
        slack.workspace.scopes -= {scope}

        with pytest.raises(SlackApiError, match="missing_scope"):
            await client(slack).api_call(method, params=arguments)


async def test_a_public_channel_needs_the_scope_for_channels() -> None:
    async with a_range() as slack:
        slack.workspace.channels["C0SEC"].is_private = False
        slack.workspace.scopes -= {"channels:read"}

        with pytest.raises(SlackApiError, match="missing_scope"):
            await client(slack).conversations_info(channel="C0SEC")


async def test_an_address_is_not_told_without_its_scope() -> None:
    async with a_range() as slack:
        with_it = await client(slack).users_info(user="U0ANN")
        slack.workspace.scopes -= {"users:read.email"}
        without = await client(slack).users_info(user="U0ANN")

    assert with_it["user"]["profile"]["email"] == "ann@example.com"
    assert "email" not in without["user"]["profile"]


async def test_who_one_is_needs_no_scope_and_each_answer_tells_them_all() -> None:
    async with a_range() as slack:
        slack.workspace.scopes = frozenset({"commands"})

        answer = await client(slack).auth_test()

    assert answer.headers["X-OAuth-Scopes"] == "commands"
