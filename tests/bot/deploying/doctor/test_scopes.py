"""Scopes: those that are missing are faults, those that are spare are told."""

from __future__ import annotations

from bot.deploying.doctor.contract import Result
from tests.bot.deploying.doctor.world import World


async def test_each_missing_scope_is_a_row_of_its_own_with_its_reason(world: World) -> None:
    world.slack.workspace.scopes -= {"chat:write", "users:read"}

    rows = await world.of("Slack scopes")

    assert [(row.result, row.subject) for row in rows] == [
        (Result.FAILED, "chat:write"),
        (Result.FAILED, "users:read"),
    ]
    assert "posts the cards" in rows[0].says.plain()


async def test_a_private_channel_needs_its_own(world: World) -> None:
    world.slack.workspace.scopes -= {"groups:history"}

    (row,) = await world.of("Slack scopes")

    assert (row.result, row.subject) == (Result.FAILED, "groups:history")


async def test_a_public_channel_does_not(world: World) -> None:
    world.slack.workspace.channels["C0SEC"].is_private = False
    world.slack.workspace.scopes -= {"groups:history", "groups:read"}

    (row,) = await world.of("Slack scopes")

    assert row.result is Result.PASSED


async def test_what_is_granted_and_never_used_is_told_and_no_fault(world: World) -> None:
    world.slack.workspace.scopes |= {"files:read"}

    passed, spare = await world.of("Slack scopes")

    assert (passed.result, spare.result) == (Result.PASSED, Result.WARNING)
    assert spare.mend is not None
    assert "remove the bot scope files:read" in spare.mend.plain()
