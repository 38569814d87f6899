"""chat.*: post, edit and delete messages."""

from __future__ import annotations

import re

from practice.slack import limits
from practice.slack.arguments import Arguments
from practice.slack.content import Content, Json, kept_text
from practice.slack.errors import Code, RefusedError
from practice.slack.messages import Message
from practice.slack.people import BOT_USER, Channel
from practice.slack.workspace import Workspace

_TS = re.compile(r"\d{1,12}\.\d{6}")


def post_message(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer https://docs.slack.dev/reference/methods/chat.postMessage."""
    channel = _writable(workspace, arguments)
    message = workspace.post(
        channel.id,
        content(arguments),
        thread_ts=_thread(arguments),
        is_broadcast=arguments.flag("reply_broadcast"),
    )
    return _answered(workspace, message)


def post_ephemeral(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer https://docs.slack.dev/reference/methods/chat.postEphemeral."""
    channel = _writable(workspace, arguments)
    user = arguments.text("user")
    if user not in channel.members:
        raise RefusedError(Code.USER_NOT_IN_CHANNEL)
    message = workspace.post(
        channel.id, content(arguments), thread_ts=_thread(arguments), only_for=user
    )
    return {"message_ts": message.ts}


def update(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer https://docs.slack.dev/reference/methods/chat.update.

    Blocks stay where neither they nor a text are given; a text alone takes their place.
    Attachments and metadata stay where they are not given.
    """
    message = _own(workspace, arguments, Code.CANT_UPDATE_MESSAGE)
    before, given = message.content, dict(arguments.given)
    given.setdefault("attachments", before.attachments)
    if not arguments.text("text"):
        given = {"blocks": before.blocks, "text": before.text, **given}
    fresh = content(Arguments(given))
    limits.check_edit(fresh.text)
    if "metadata" not in given:
        fresh.metadata = before.metadata
    workspace.edit(message, fresh)
    return {**_answered(workspace, message), "text": fresh.text}


def delete(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer https://docs.slack.dev/reference/methods/chat.delete."""
    message = _own(workspace, arguments, Code.CANT_DELETE_MESSAGE)
    workspace.remove(message)
    return {"channel": message.channel, "ts": message.ts}


def content(arguments: Arguments) -> Content:
    """Return a message's content, or refuse it as Slack does."""
    blocks = arguments.structure("blocks", [], Code.INVALID_BLOCKS_FORMAT)
    attachments = arguments.structure("attachments", [], Code.INVALID_ATTACHMENTS)
    metadata = arguments.structure("metadata", None, Code.INVALID_METADATA_FORMAT)
    text = arguments.text("text")
    if not (text.strip() or blocks or attachments):
        raise RefusedError(Code.NO_TEXT)
    limits.check_blocks(blocks)
    limits.check_attachments(attachments)
    if metadata:
        limits.check_metadata(metadata)
    parses_names = arguments.flag("link_names") or arguments.text("parse") == "full"
    return Content(kept_text(text), blocks, attachments, metadata or None, parses_names)


def _writable(workspace: Workspace, arguments: Arguments) -> Channel:
    channel = workspace.channel(arguments.text("channel"))
    if channel.is_archived:
        raise RefusedError(Code.IS_ARCHIVED)
    return channel


def _thread(arguments: Arguments) -> str | None:
    thread_ts = arguments.text("thread_ts")
    if thread_ts and not _TS.fullmatch(thread_ts):
        raise RefusedError(Code.INVALID_THREAD_TS)
    return thread_ts or None


def _own(workspace: Workspace, arguments: Arguments, refusal: Code) -> Message:
    """Return a message of the app's; what only one person sees can neither be found."""
    channel = workspace.channel(arguments.text("channel"))
    message = workspace.messages.find(channel.id, arguments.text("ts"))
    if message is None or message.only_for:
        raise RefusedError(Code.MESSAGE_NOT_FOUND)
    if message.user != BOT_USER:
        raise RefusedError(refusal)
    return message


def _answered(workspace: Workspace, message: Message) -> Json:
    shown = workspace.messages.as_json(message, with_metadata=True)
    return {"channel": message.channel, "ts": message.ts, "message": shown}
