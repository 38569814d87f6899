from __future__ import annotations

import asyncio

import pytest

from practice.slack.content import Content
from practice.slack.errors import RefusedError
from practice.slack.workspace import Workspace
from tests.practice.slack.tiny_bot import section


def test_a_post_calls_the_members_it_names_and_an_edit_or_an_ephemeral_calls_nobody() -> None:
    workspace = Workspace()
    message = workspace.post("C0SEC", Content("<@U0ANN> <!subteam^S0APPROVE> <!here>"))
    workspace.edit(message, Content("<@U0BOB>"))
    workspace.post("C0SEC", Content("<@U0RYO>"), only_for="U0ANN")

    reached = [(ping.how, ping.call.kind, ping.reached) for ping in workspace.notified]

    everybody = frozenset({"U0ANN", "U0BOB", "U0RYO", "U0EVE"})
    assert reached == [
        ("post", "all", everybody),
        ("post", "group", frozenset({"U0BOB", "U0RYO"})),
        ("post", "user", frozenset({"U0ANN"})),
        ("update", "user", frozenset()),
        ("ephemeral", "user", frozenset()),
    ]


def test_names_reach_people_only_where_they_are_parsed() -> None:
    workspace = Workspace()
    workspace.post("C0SEC", Content("@ann"))
    assert workspace.notified == []

    workspace.post("C0SEC", Content("@ann @nobody <!subteam^S0GONE>", parses_names=True))

    assert {ping.call.target: ping.reached for ping in workspace.notified} == {
        "ann": {"U0ANN"},
        "nobody": set(),
        "S0GONE": set(),
    }


def test_only_an_edit_without_blocks_is_marked_as_one() -> None:
    workspace = Workspace()
    message = workspace.post("C0SEC", Content("a"))
    marks = []

    for content in (Content("b", [section("b")]), Content("c")):
        workspace.edit(message, content)
        marks.append("edited" in workspace.messages.as_json(message))

    assert marks == [False, True]
    assert message.revision == 2


def test_a_reply_to_a_reply_stands_in_the_same_thread() -> None:
    workspace = Workspace()
    parent = workspace.post("C0SEC", Content("p"))
    reply = workspace.post("C0SEC", Content("r"), thread_ts=parent.ts)

    assert workspace.post("C0SEC", Content("s"), thread_ts=reply.ts).thread_ts == parent.ts


def test_channels_are_for_their_members() -> None:
    workspace = Workspace()
    workspace.channels["C0NOISE"].members.discard("U0EVE")

    assert workspace.channel("C0SEC").name == "security-alerts"
    with pytest.raises(RefusedError, match="not_in_channel"):
        workspace.channel("C0NOISE", "U0EVE")
    with pytest.raises(RefusedError, match="channel_not_found"):
        workspace.channel("C0GONE")
    with pytest.raises(RefusedError, match="user_not_found"):
        workspace.person("U0GONE")


async def test_one_can_wait_for_what_is_to_come() -> None:
    workspace = Workspace()
    waiting = asyncio.create_task(
        workspace.until(lambda: bool(workspace.messages.in_channel("C0SEC")))
    )
    await asyncio.sleep(0)

    message = workspace.post("C0SEC", Content("a"))

    await waiting
    workspace.remove(message)
    assert workspace.messages.in_channel("C0SEC") == []


def test_blocks_of_attachments_get_their_ids_too() -> None:
    workspace = Workspace()

    message = workspace.post("C0SEC", Content("", attachments=[{"blocks": [section("a")]}]))

    assert message.content.attachments[0]["blocks"][0]["block_id"]
