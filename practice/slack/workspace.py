"""The workspace: its state, and every change that Slack makes in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from practice.slack.changes import Changes
from practice.slack.clock import Now, Serials, Timestamps, utc_now
from practice.slack.content import Content, completed
from practice.slack.errors import Code, RefusedError
from practice.slack.hooks import Hooks
from practice.slack.messages import Message, Messages
from practice.slack.people import BOT_USER, Channel, Person, channels, groups, people
from practice.slack.pings import Call, Ping, calls
from practice.slack.scopes import GRANTED
from practice.slack.triggers import Triggers
from practice.slack.views import Views


@dataclass(frozen=True, slots=True)
class Asked:
    """A Web API call of the app, and Slack's answer: an error code, or an empty string."""

    method: str
    arguments: dict[str, Any]
    error: str


class Workspace:
    """Team T0RANGE. `bot_url` and `url` are the bases of the app's and of our own addresses."""

    def __init__(self, now: Now = utc_now, *, bot_url: str = "") -> None:
        """Begin with everybody in every channel and nothing said."""
        self.now = now
        self.bot_url = bot_url
        self.url = ""
        self.people = people()
        self.channels = channels()
        self.groups = groups()
        self.scopes = GRANTED
        self.messages = Messages()
        self.changes = Changes()
        self.serials = Serials()
        self.views = Views(self.serials)
        self.triggers = Triggers(now, self.serials)
        self.hooks = Hooks(now)
        self.notified: list[Ping] = []
        self.asked: list[Asked] = []
        self._timestamps = Timestamps(now)

    def person(self, user_id: str) -> Person:
        """Return somebody by id; RefusedError where there is nobody."""
        if user_id not in self.people:
            raise RefusedError(Code.USER_NOT_FOUND)
        return self.people[user_id]

    def channel(self, channel_id: str, member: str = BOT_USER) -> Channel:
        """Return a channel that somebody is in; RefusedError where he is not."""
        channel = self.channels.get(channel_id)
        if channel is None:
            raise RefusedError(Code.CHANNEL_NOT_FOUND)
        if member not in channel.members:
            raise RefusedError(Code.NOT_IN_CHANNEL)
        return channel

    def post(
        self,
        channel_id: str,
        content: Content,
        *,
        user: str = BOT_USER,
        thread_ts: str | None = None,
        only_for: str | None = None,
        is_broadcast: bool = False,
    ) -> Message:
        """Add a message to a channel or thread, for all or for one person."""
        self._complete(content)
        message = Message(
            channel_id,
            self.timestamp(),
            user,
            content,
            thread_ts=self._thread(channel_id, thread_ts),
            only_for=only_for,
            is_broadcast=is_broadcast,
        )
        self.messages.put(message)
        self._ping(message, "ephemeral" if only_for else "post")
        self.changes.tell()
        return message

    def edit(self, message: Message, content: Content) -> None:
        """Give a message new content; only one without blocks is marked as edited."""
        self._complete(content)
        message.content = content
        message.revision += 1
        message.edited_ts = None if content.blocks else self.timestamp()
        self._ping(message, "ephemeral" if message.only_for else "update")
        self.changes.tell()

    def remove(self, message: Message) -> None:
        """Take a message away."""
        self.messages.drop(message)
        self.changes.tell()

    def timestamp(self) -> str:
        """Return a timestamp that is later than every other."""
        return self._timestamps.following()

    async def until(self, holds: Callable[[], bool], seconds: float = 10) -> None:
        """Wait until something holds of the workspace; TimeoutError when it does not."""
        await self.changes.until(holds, seconds)

    def _complete(self, content: Content) -> None:
        content.blocks = completed(content.blocks, lambda: self.serials.following("b"))
        for attachment in content.attachments:
            if attachment.get("blocks"):
                attachment["blocks"] = completed(
                    attachment["blocks"], lambda: self.serials.following("b")
                )

    def _thread(self, channel_id: str, thread_ts: str | None) -> str | None:
        """Return the thread's own ts; a reply to a reply goes to the same thread."""
        parent = self.messages.find(channel_id, thread_ts) if thread_ts else None
        return parent.thread_ts or parent.ts if parent else thread_ts

    def _ping(self, message: Message, how: str) -> None:
        for call in sorted(calls(message.content), key=str):
            reached = self._reached(message, call) if how == "post" else frozenset[str]()
            self.notified.append(Ping(message.channel, message.ts, call, how, reached))

    def _reached(self, message: Message, call: Call) -> frozenset[str]:
        members = frozenset(self.channels[message.channel].members) - {message.user}
        if call.kind == "all":
            return members
        if call.kind == "group":
            group = self.groups.get(call.target)
            return members & frozenset(group.members if group else ())
        by_name = {person.name: person.id for person in self.people.values()}
        return members & {by_name.get(call.target, call.target)}
