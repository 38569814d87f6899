"""The channel: there, open, and nobody else's."""

from __future__ import annotations

from bot.deploying.doctor.contract import Result
from practice.slack.people import BOT_USER
from tests.bot.deploying.doctor.world import World


async def test_everything_that_is_wrong_with_a_channel_is_told_at_once(world: World) -> None:
    channel = world.slack.workspace.channels["C0SEC"]
    channel.is_private = False
    channel.is_archived = channel.is_ext_shared = True
    channel.members.discard(BOT_USER)

    rows = await world.of("Slack channel")

    assert [row.result for row in rows] == [Result.FAILED] * 3


async def test_a_channel_that_everybody_reads_is_warned_of(world: World) -> None:
    world.slack.workspace.channels["C0SEC"].is_private = False

    (row,) = await world.of("Slack channel")

    assert row.result is Result.WARNING
    assert "leave out names" in row.says.plain()
    assert row.mend is not None
    assert "make #security-alerts private" in row.mend.plain()


async def test_a_private_channel_that_the_bot_cant_see_is_as_good_as_none(world: World) -> None:
    channel = world.slack.workspace.channels["C0SEC"]
    channel.is_private = True
    channel.members.discard(BOT_USER)

    (row,) = await world.of("Slack channel")

    assert row.mend is not None
    assert "/invite @secbot" in row.mend.plain()


async def test_a_channel_of_a_route_is_looked_at_as_well(world: World) -> None:
    world.write_policy(routes=[{"match": {"severity": ">=HIGH"}, "channel": "C0NOWHERE"}])

    rows = await world.of("Slack channel")

    assert [(row.subject, row.result) for row in rows] == [
        ("C0SEC", Result.PASSED),
        ("C0NOWHERE", Result.FAILED),
    ]
    assert rows[1].mend is not None
    assert "`routes` of the policy file" in rows[1].mend.plain()
