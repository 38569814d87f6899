"""The range's Slack over HTTP, by a clock that a test moves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from handlers.slack.web_client import SlackWeb, open_web
from practice.slack.messages import Message
from practice.slack.rates import Rates
from practice.slack.server import SlackRange
from tests.clocks import FrozenClock

TOKEN = "xoxb-of-the-tests"
UNHURRIED = 60.0
PATIENCE_SECONDS = 30.0
"""Longer than any answer of the range takes, however busy the machine is."""
"""Seconds: a busy machine is no reason for Slack to give up on a click that a test is about."""


@asynccontextmanager
async def a_workspace(clock: FrozenClock, rates: Rates | None = None) -> AsyncIterator[SlackRange]:
    """Yield a workspace that listens on a free port of loopback."""
    slack = SlackRange(
        "", "no secret", TOKEN, rates=rates, now=clock.now, patience_seconds=UNHURRIED
    )
    await slack.start()
    try:
        yield slack
    finally:
        await slack.stop()


class Tally:
    """Keeps the method and the result of every call."""

    def __init__(self) -> None:
        """Begin with none."""
        self.seen: list[tuple[str, str]] = []

    def __call__(self, method: str, result: str) -> None:
        """Count a call."""
        self.seen.append((method, result))

    def count(self, method: str, *results: str) -> int:
        """Return how often a method was called, with any of these results if any are named."""
        return sum(
            each == method and (not results or result in results) for each, result in self.seen
        )


@asynccontextmanager
async def a_web(
    slack: SlackRange, tally: Tally, *, seconds: float = PATIENCE_SECONDS
) -> AsyncIterator[SlackWeb]:
    """Yield the bot's way into the workspace, more patient than any load, unless told otherwise."""
    async with open_web(TOKEN, slack.api_url, tally, seconds=seconds) as web:
        yield web


def standing(slack: SlackRange, channel: str) -> list[Message]:
    """Return what stands in a channel, threads included, oldest first."""
    return slack.workspace.messages.everything_in(channel)
