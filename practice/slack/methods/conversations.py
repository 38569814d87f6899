"""conversations.*: read channels, their messages and their members."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from practice.slack import words
from practice.slack.arguments import Arguments
from practice.slack.content import Json
from practice.slack.errors import Code, RefusedError
from practice.slack.messages import Message
from practice.slack.people import BOT_USER, TEAM, Channel
from practice.slack.workspace import Workspace

_MOST = 999
LEAST_PEOPLE, MOST_PEOPLE = 1, 8
_T = TypeVar("_T")


def history(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer https://docs.slack.dev/reference/methods/conversations.history: newest first."""
    channel = workspace.channel(arguments.text("channel"))
    found = [each for each in workspace.messages.in_channel(channel.id) if not each.only_for]
    wanted = [each for each in reversed(found) if _in_span(each, arguments)]
    page, more = _page(wanted, arguments, 100)
    return {"messages": _shown(workspace, page, arguments), "pin_count": 0, **more}


def replies(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer https://docs.slack.dev/reference/methods/conversations.replies: oldest first."""
    channel = workspace.channel(arguments.text("channel"))
    parent = workspace.messages.find(channel.id, arguments.text("ts"))
    if parent is None or parent.only_for:
        raise RefusedError(Code.THREAD_NOT_FOUND)
    thread_ts = parent.thread_ts or parent.ts
    head = workspace.messages.find(channel.id, thread_ts)
    below = workspace.messages.in_thread(channel.id, thread_ts)
    found = [each for each in below if not each.only_for and _in_span(each, arguments)]
    page, more = _page([*([head] if head else []), *found], arguments, 1000)
    return {"messages": _shown(workspace, page, arguments), **more}


def info(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer https://docs.slack.dev/reference/methods/conversations.info.

    A public channel may be looked up by an app that is not in it.
    """
    channel = workspace.channels.get(arguments.text("channel"))
    if channel is None or (channel.is_private and BOT_USER not in channel.members):
        raise RefusedError(Code.CHANNEL_NOT_FOUND)
    counted = arguments.flag("include_num_members")
    number = {"num_members": len(channel.members)} if counted else {}
    return {"channel": _as_json(channel) | number}


def open_(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer https://docs.slack.dev/reference/methods/conversations.open for one person or several.

    The same people have the same conversation.
    """
    people = sorted({each.strip() for each in arguments.text("users").split(",") if each.strip()})
    if len(people) < LEAST_PEOPLE:
        raise RefusedError(Code.NOT_ENOUGH_USERS)
    if len(people) > MOST_PEOPLE:
        raise RefusedError(Code.TOO_MANY_USERS)
    named = [workspace.person(each) for each in people]
    kind = "D0" if len(people) == LEAST_PEOPLE else "G0"
    channel_id = kind + "".join(each.removeprefix("U0") for each in people)
    is_open = channel_id in workspace.channels
    if not is_open:
        name = "--".join(each.name for each in named)
        everybody, topic = {*people, BOT_USER}, words.PEOPLE_TOPIC
        room = Channel(channel_id, f"mpdm-{name}-1", topic, everybody, is_private=True)
        room.is_im = len(people) == LEAST_PEOPLE
        room.is_mpim = not room.is_im
        workspace.channels[channel_id] = room
        workspace.changes.tell()
    return {"channel": {"id": channel_id}, "already_open": is_open}


def members(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer https://docs.slack.dev/reference/methods/conversations.members."""
    channel = workspace.channels.get(arguments.text("channel"))
    if channel is None:
        raise RefusedError(Code.CHANNEL_NOT_FOUND)
    page, more = _page(sorted(channel.members), arguments, 100)
    return {"members": list(page), "response_metadata": more["response_metadata"]}


def _as_json(channel: Channel) -> Json:
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": False,
        "is_im": channel.is_im,
        "is_mpim": channel.is_mpim,
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
        "is_general": False,
        "is_shared": channel.is_ext_shared,
        "is_ext_shared": channel.is_ext_shared,
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "is_member": BOT_USER in channel.members,
        "context_team_id": TEAM,
        "topic": {"value": channel.topic.en, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


def _in_span(message: Message, arguments: Arguments) -> bool:
    oldest, latest = arguments.text("oldest"), arguments.text("latest")
    if arguments.flag("inclusive") and message.ts in (oldest, latest):
        return True
    at = _seconds(message.ts)
    return (not oldest or at > _seconds(oldest)) and (not latest or at < _seconds(latest))


def _seconds(ts: str) -> tuple[int, int]:
    """Return a timestamp as whole seconds and microseconds, which a float would blur."""
    whole, _, rest = ts.partition(".")
    try:
        return int(whole), int((rest or "0").ljust(6, "0")[:6])
    except ValueError:
        raise RefusedError(Code.INVALID_ARGUMENTS) from None


def _page(found: Sequence[_T], arguments: Arguments, usual: int) -> tuple[Sequence[_T], Json]:
    start = _start(arguments.text("cursor"))
    end = start + arguments.number("limit", min(usual, _MOST), 1000)
    has_more = end < len(found)
    cursor = base64.b64encode(f"next:{end}".encode()).decode() if has_more else ""
    more = {"has_more": has_more, "response_metadata": {"next_cursor": cursor}}
    return found[start:end], more


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).removeprefix(b"next:"))
    except (binascii.Error, ValueError):
        raise RefusedError(Code.INVALID_CURSOR) from None


def _shown(workspace: Workspace, page: Sequence[Message], arguments: Arguments) -> list[Json]:
    wanted = arguments.flag("include_all_metadata")
    return [workspace.messages.as_json(each, with_metadata=wanted) for each in page]
