"""Whoever is called in a channel reads it, or doctor says who does not."""

from __future__ import annotations

from typing import Any

from bot.deploying.doctor import called
from bot.deploying.doctor.called import Calling, callings
from bot.deploying.doctor.contract import Result
from practice.slack.failures import Failure
from tests.bot.deploying.doctor.world import World, a_ground

TITLE = "who is called"
ROTATION = {
    "rotation": {
        "members": ["U0ANN", "U0BOB"],
        "starts": "2026-11-23",
        "every": "7d",
        "handover_at": "10:00",
        "timezone": "Asia/Tokyo",
    }
}


def write(world: World, **changed: Any) -> None:
    """Write the policy file with a rotation; YAML has dates, which JSON has not."""
    world.write_policy(on_call=ROTATION, **changed)
    path = world.folder / "policy.yaml"
    path.write_text(path.read_text("utf-8").replace('"2026-11-23"', "2026-11-23"), "utf-8")


def route(**more: Any) -> dict[str, Any]:
    return {"match": {"severity": ">=HIGH"}, **more}


async def test_where_nobody_is_called_by_name_nothing_is_asked(world: World) -> None:
    (row,) = await world.of(TITLE)

    assert (row.result, row.subject) == (Result.PASSED, "")


async def test_where_all_who_are_called_are_in_the_channel_all_is_well(world: World) -> None:
    write(world, routes=[route(mention="S0APPROVE")])

    (row,) = await world.of(TITLE)

    assert row.result is Result.PASSED
    assert row.says.plain() == "All 3 who are called there are in #security-alerts."


async def test_who_is_on_call_and_not_in_a_public_channel_is_named_in_a_warning(
    world: World,
) -> None:
    write(world)
    channel = world.slack.workspace.channels["C0SEC"]
    channel.is_private = False
    channel.members.discard("U0BOB")

    (row,) = await world.of(TITLE)

    assert (row.result, row.subject) == (Result.WARNING, "C0SEC")
    assert row.says.plain().startswith("Bob (U0BOB): called in #security-alerts by on_call, ")
    assert row.mend is not None
    assert "/invite in #security-alerts" in row.mend.plain()


async def test_who_can_not_read_a_private_channel_is_a_fault(world: World) -> None:
    world.write_policy(routes=[route(mention="S0APPROVE")])
    channel = world.slack.workspace.channels["C0SEC"]
    channel.members -= {"U0BOB", "U0RYO"}

    (row,) = await world.of(TITLE)

    assert row.result is Result.FAILED
    told = row.says.plain()
    assert "Bob (U0BOB), " in told
    assert "by route 1, and not in it: it is private" in told


async def test_a_channel_whose_members_slack_does_not_tell_is_not_taken_for_fine(
    world: World,
) -> None:
    write(world)
    failure = Failure("conversations.members", "refused", code="fetch_members_failed")
    world.slack.failures.add(failure)

    (row,) = await world.of(TITLE)

    assert (row.result, row.subject) == (Result.NOT_AVAILABLE, "C0SEC")
    assert "fetch_members_failed" in row.says.plain()


async def test_a_group_that_slack_does_not_know_hides_nobody_else(world: World) -> None:
    world.write_policy(
        routes=[route(mention="S0NOWHERE"), {"match": {"severity": "LOW"}, "mention": "U0BOB"}]
    )
    channel = world.slack.workspace.channels["C0SEC"]
    channel.is_private = False
    channel.members.discard("U0BOB")

    unread, outside = await world.of(TITLE)

    assert (unread.result, unread.subject) == (Result.NOT_AVAILABLE, "S0NOWHERE")
    assert (outside.result, outside.says.plain()[:13]) == (Result.WARNING, "Bob (U0BOB): ")


async def test_a_name_that_slack_does_not_tell_is_an_id_and_all_pages_are_read(
    world: World,
) -> None:
    write(world)
    members = world.slack.workspace.channels["C0SEC"].members
    members |= {f"U0AAA{number}" for number in range(int(called.AT_ONCE) + 1)}
    members -= {"U0ANN"}
    world.slack.failures.add(Failure("users.info", "refused", code="user_not_found"))

    (row,) = await world.of(TITLE)

    assert row.says.plain().startswith("U0ANN: called in ")


async def test_the_rotation_is_called_wherever_cards_are_and_a_mention_in_its_own_channel(
    world: World,
) -> None:
    write(
        world,
        routes=[
            route(channel="C0PAY", mention="U0RYO"),
            {"match": {"severity": "LOW"}, "channel": "C0LOW", "mode": "digest"},
        ],
    )
    policy = a_ground(world).policy
    assert policy is not None

    assert callings(policy, "C0SEC") == (
        Calling("C0SEC", "on_call", ("U0ANN", "U0BOB")),
        Calling("C0PAY", "on_call", ("U0ANN", "U0BOB")),
        Calling("C0PAY", "route 1", ("U0RYO",)),
    )
