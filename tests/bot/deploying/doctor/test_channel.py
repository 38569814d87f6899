"""The channel: there, open, and nobody else's."""

from __future__ import annotations

from bot.deploying.doctor.contract import Result
from practice.slack.people import BOT_USER
from tests.bot.deploying.doctor.world import World


async def test_everything_that_is_wrong_with_a_channel_is_told_at_once(world: World) -> None:
    channel = world.slack.workspace.channels["C0SEC"]
    channel.is_archived = channel.is_ext_shared = True
    channel.members.discard(BOT_USER)

    rows = await world.of("Slack channel")

    assert [row.result for row in rows] == [Result.FAILED] * 3


async def test_a_private_channel_that_the_bot_cant_see_is_as_good_as_none(world: World) -> None:
    channel = world.slack.workspace.channels["C0SEC"]
    channel.is_private = True
    channel.members.discard(BOT_USER)

    (row,) = await world.of("Slack channel")

    assert row.mend is not None
    assert "/invite @secbot" in row.mend.plain()
