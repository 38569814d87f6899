"""The messages of the workspace: channels, threads, edits, and what only one person sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from practice.slack.content import Content, Json
from practice.slack.people import APP, BOT_ID, BOT_USER, TEAM


@dataclass(slots=True)
class Message:
    """A message; `only_for` names the one person who sees it where it is ephemeral."""

    channel: str
    ts: str
    user: str
    content: Content
    thread_ts: str | None = None
    only_for: str | None = None
    edited_ts: str | None = None
    revision: int = 0
    is_broadcast: bool = False

    @property
    def is_reply(self) -> bool:
        """Tell whether it stands in a thread under another message."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    def seen_by(self, person_id: str) -> bool:
        """Tell whether a person of its channel sees it."""
        return self.only_for in (None, person_id)


class Messages:
    """All messages that stand, in the order of their timestamps."""

    def __init__(self) -> None:
        """Begin with none."""
        self._all: dict[str, Message] = {}

    def put(self, message: Message) -> None:
        """Add a message."""
        self._all[message.ts] = message

    def drop(self, message: Message) -> None:
        """Take a message away."""
        self._all.pop(message.ts, None)

    def find(self, channel: str, ts: str) -> Message | None:
        """Return the message with this ts in this channel."""
        message = self._all.get(ts)
        return message if message is not None and message.channel == channel else None

    def anywhere(self, ts: str) -> Message | None:
        """Return the message with this ts, whatever its channel."""
        return self._all.get(ts)

    def everything_in(self, channel: str) -> list[Message]:
        """Return all that stands in a channel, threads and ephemerals too, oldest first."""
        return [message for message in self._all.values() if message.channel == channel]

    def in_channel(self, channel: str) -> list[Message]:
        """Return what stands in a channel outside threads, oldest first, ephemerals too."""
        everything = self.everything_in(channel)
        return [each for each in everything if not each.is_reply or each.is_broadcast]

    def in_thread(self, channel: str, ts: str) -> list[Message]:
        """Return what stands under a message, oldest first, without the message itself."""
        everything = self.everything_in(channel)
        return [each for each in everything if each.is_reply and each.thread_ts == ts]

    def only_for(self, person_id: str, after: str) -> list[Message]:
        """Return what only one person sees and came after a timestamp, oldest first."""
        return [
            message
            for message in self._all.values()
            if message.only_for == person_id and message.ts > after
        ]

    def as_json(self, message: Message, *, with_metadata: bool = False) -> Json:
        """Return a message in Slack's shape."""
        body: Json = {"type": "message", "user": message.user, "ts": message.ts, "team": TEAM}
        if message.user == BOT_USER:
            body |= {"bot_id": BOT_ID, "app_id": APP, "bot_profile": _bot_profile()}
        content = message.content
        body["text"] = content.text
        if content.blocks:
            body["blocks"] = content.blocks
        if content.attachments:
            body["attachments"] = content.attachments
        if message.edited_ts:
            body["edited"] = {"user": message.user, "ts": message.edited_ts}
        if with_metadata and content.metadata is not None:
            body["metadata"] = content.metadata
        return body | self._threading(message)

    def _threading(self, message: Message) -> Json:
        if message.is_reply:
            parent = self._all.get(message.thread_ts or "")
            asker = {"parent_user_id": parent.user} if parent else {}
            return {"thread_ts": message.thread_ts, **asker}
        replies = [
            reply for reply in self.in_thread(message.channel, message.ts) if not reply.only_for
        ]
        if not replies:
            return {}
        writers = list(dict.fromkeys(reply.user for reply in replies))
        return {
            "thread_ts": message.ts,
            "reply_count": len(replies),
            "reply_users": writers,
            "reply_users_count": len(writers),
            "latest_reply": replies[-1].ts,
            "is_locked": False,
            "subscribed": False,
        }


def _bot_profile() -> dict[str, Any]:
    profile = {"id": BOT_ID, "app_id": APP, "user_id": BOT_USER, "name": "secbot"}
    return {**profile, "team_id": TEAM, "deleted": False}
