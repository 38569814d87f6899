"""Slack's pace for questions about groups is kept, and whoever tries on gets an answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.domain.people import Person
from handlers.slack.directory import SlackDirectory
from practice.slack.people import ANN, TEAM
from practice.slack.rates import Rates
from practice.slack.server import SlackRange
from tests.clocks import FrozenClock
from tests.handlers.slack.workspaces import Tally, a_web, a_workspace

A_MINUTE = 21
"""More questions about groups than Slack answers at once."""
SECONDS = 10.0
"""Longer than any answer takes on a busy machine."""


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
def tally() -> Tally:
    return Tally()


async def _ann(directory: SlackDirectory, *groups: str) -> Person:
    return await directory.person(ANN.id, TEAM, groups)


async def test_where_slack_wants_a_wait_an_answer_of_a_moment_ago_stands_in_and_no_other(
    clock: FrozenClock, tally: Tally
) -> None:
    async with a_breathless_directory(clock, tally) as (slack, directory):
        members = slack.workspace.groups["S0APPROVE"].members
        members.append(ANN.id)
        await directory.members("S0APPROVE")
        await _use_up(directory, "S0NOBODY")
        members.remove(ANN.id)

        assert (await _ann(directory, "S0APPROVE")).groups == frozenset({"S0APPROVE"})
        assert (await _ann(directory, "S0APPROVE", "S0RESPOND")).groups is None
        clock.advance(timedelta(seconds=11))
        await _use_up(directory, "S0NOBODY")
        assert (await _ann(directory, "S0APPROVE")).groups is None


async def test_while_slack_wants_a_wait_it_is_not_asked(clock: FrozenClock, tally: Tally) -> None:
    async with a_breathless_directory(clock, tally) as (_, directory):
        await _use_up(directory, "S0NOBODY")
        asked = tally.count("usergroups.users.list")
        assert (await _ann(directory, "S0APPROVE")).groups is None
        assert tally.count("usergroups.users.list") == asked


async def test_whoever_tries_on_while_slack_is_out_of_breath_has_all_answers_in_the_end(
    clock: FrozenClock, tally: Tally
) -> None:
    """Slack gives one answer every three seconds once its pace is used up."""
    async with a_breathless_directory(clock, tally) as (_, directory):
        await _use_up(directory, "S0NOBODY")
        told = []
        for _ in range(5):
            clock.advance(timedelta(seconds=2))
            told.append((await _ann(directory, "S0APPROVE", "S0RESPOND")).groups)
        assert frozenset({"S0RESPOND"}) in told


@asynccontextmanager
async def a_breathless_directory(
    clock: FrozenClock, tally: Tally
) -> AsyncIterator[tuple[SlackRange, SlackDirectory]]:
    """Yield a workspace that keeps Slack's pace, and a directory by the same clock."""

    def seconds() -> float:
        return clock.now().timestamp()

    async with a_workspace(clock, Rates()) as slack, a_web(slack, tally) as web:
        yield slack, SlackDirectory(web, seconds=SECONDS, now=seconds)


async def _use_up(directory: SlackDirectory, group: str) -> None:
    """Ask until Slack wants a wait."""
    for _ in range(A_MINUTE):
        await directory.members(group)
