"""A conversation of named people is opened once, and what can't be brought there is kept."""

from __future__ import annotations

import pytest

from bot.ports.notifier import UnreachableError
from handlers.slack.conversations import Conversations
from practice.slack.people import BOT_USER
from tests.clocks import FrozenClock
from tests.handlers.slack.workspaces import Tally, a_web, a_workspace

FEW = ("U0ANN", "U0BOB")


async def test_it_is_opened_once_and_only_these_people_and_the_bot_are_in_it() -> None:
    tally = Tally()
    async with a_workspace(FrozenClock()) as slack, a_web(slack, tally) as web:
        conversations = Conversations(web)
        found = await conversations.of(FEW)
        assert await conversations.of(FEW) == found
        assert await Conversations(web).of(FEW) == found

        assert tally.count("conversations.open") == 2
        assert slack.workspace.channels[found].members == {*FEW, BOT_USER}


async def test_what_slack_refuses_to_open_is_tried_again_and_never_given_up() -> None:
    async with a_workspace(FrozenClock()) as slack, a_web(slack, Tally()) as web:
        conversations, scopes = Conversations(web), slack.workspace.scopes
        slack.workspace.scopes = scopes - {"mpim:write"}
        with pytest.raises(UnreachableError, match="missing_scope"):
            await conversations.of(FEW)
        with pytest.raises(UnreachableError):
            await conversations.of((*FEW, "U0NOBODY"))
        slack.workspace.scopes = scopes
        assert await conversations.of(FEW)
