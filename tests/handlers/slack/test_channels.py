"""Nothing is posted where other companies read."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.readers import Readers
from bot.ports.notifier import UnreachableError
from handlers.slack.channels import KNOWN_FOR, UNKNOWN_FOR, Channels
from handlers.slack.web_client import SlackWeb
from practice.slack.failures import Failure, Kind
from practice.slack.server import SlackRange
from tests.clocks import FrozenClock
from tests.handlers.slack.workspaces import Tally, a_web, a_workspace

CHANNEL = "C0SEC"


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
def tally() -> Tally:
    return Tally()


@pytest.fixture
async def slack(clock: FrozenClock) -> AsyncIterator[SlackRange]:
    async with a_workspace(clock) as made:
        yield made


@pytest.fixture
async def web(slack: SlackRange, tally: Tally) -> AsyncIterator[SlackWeb]:
    async with a_web(slack, tally) as made:
        yield made


async def test_a_shared_channel_is_refused_and_what_waits_is_kept(
    slack: SlackRange, web: SlackWeb, clock: FrozenClock
) -> None:
    slack.workspace.channels[CHANNEL].is_ext_shared = True

    with pytest.raises(UnreachableError, match="shared with another company"):
        await Channels(web, clock).refuse_shared(CHANNEL)


async def test_an_own_channel_is_asked_about_once_in_ten_minutes(
    slack: SlackRange, web: SlackWeb, clock: FrozenClock, tally: Tally
) -> None:
    channels = Channels(web, clock)
    for _ in range(3):
        await channels.refuse_shared(CHANNEL)
    assert tally.count("conversations.info") == 1

    slack.workspace.channels[CHANNEL].is_ext_shared = True
    clock.advance(timedelta(minutes=10))
    with pytest.raises(UnreachableError):
        await channels.refuse_shared(CHANNEL)


async def test_a_channel_of_which_slack_does_not_tell_is_used_and_complained_of(
    slack: SlackRange, web: SlackWeb, clock: FrozenClock, caplog: pytest.LogCaptureFixture
) -> None:
    slack.failures.add(Failure("conversations.info", "refused", code="missing_scope"))
    with caplog.at_level(logging.ERROR):
        await Channels(web, clock).refuse_shared(CHANNEL)

    assert "nobody knows whether C0SEC is shared" in caplog.text


async def test_who_reads_a_channel_is_told_and_asked_again_soon_where_slack_was_silent(
    slack: SlackRange, web: SlackWeb, clock: FrozenClock
) -> None:
    channels, channel = Channels(web, clock), slack.workspace.channels[CHANNEL]
    slack.failures.add(Failure("conversations.info", "refused", code="missing_scope"))
    assert (await channels.told(CHANNEL)).readers is Readers.UNKNOWN

    for is_private, waited in ((True, UNKNOWN_FOR), (False, KNOWN_FOR)):
        channel.is_private = is_private
        clock.advance(waited)
        told = await channels.told(CHANNEL)
        assert told.readers is (Readers.FEW if is_private else Readers.ALL)


@pytest.mark.parametrize("kind", ["broken", "cut_before"])
async def test_what_slack_did_not_tell_while_it_was_away_is_asked_as_soon_as_it_is_back(
    slack: SlackRange, web: SlackWeb, clock: FrozenClock, tally: Tally, kind: Kind
) -> None:
    slack.workspace.channels[CHANNEL].is_private = True
    channels = Channels(web, clock)
    slack.failures.add(Failure("conversations.info", kind, times=9))
    assert (await channels.told(CHANNEL)).readers is Readers.UNKNOWN
    assert (await channels.told(CHANNEL)).readers is Readers.UNKNOWN
    assert tally.count("conversations.info") == 1

    slack.failures.clear()
    channels.answered()

    assert (await channels.told(CHANNEL)).readers is Readers.FEW
    channels.answered()
    await channels.told(CHANNEL)
    assert tally.count("conversations.info") == 2


@pytest.mark.parametrize("code", ["missing_scope", "channel_not_found"])
async def test_what_slack_refuses_to_tell_is_not_asked_after_each_message(
    slack: SlackRange, web: SlackWeb, clock: FrozenClock, tally: Tally, code: str
) -> None:
    channels = Channels(web, clock)
    slack.failures.add(Failure("conversations.info", "refused", code=code))
    await channels.told(CHANNEL)

    channels.answered()

    assert (await channels.told(CHANNEL)).readers is Readers.UNKNOWN
    assert tally.count("conversations.info") == 1
