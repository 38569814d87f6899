"""What one person sees of the workspace, as JSON for the page."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from handlers.pages.blocks import Blocks
from practice.slack.content import Json
from practice.slack.messages import Message
from practice.slack.people import BOT_USER, Channel, Person
from practice.slack.views import View
from practice.slack.workspace import Workspace

HOME = "home"


class Show:
    """The page of one person, in his time zone."""

    def __init__(self, workspace: Workspace, person: Person, zone: str) -> None:
        """Keep who looks; an unknown zone is UTC."""
        self._workspace = workspace
        self._person = person
        self._zone = _zone(zone)
        self._blocks = Blocks(
            people={each.id: each.real_name for each in workspace.people.values()},
            groups={each.id: each.handle for each in workspace.groups.values()},
            channels={each.id: each.name for each in workspace.channels.values()},
            now=workspace.now(),
            zone=self._zone,
        )

    def page(self, place: str, thread_ts: str) -> Json:
        """Return everything that changes: a channel or the home tab, a thread, the modal."""
        modal = self._workspace.views.top(self._person.id)
        return {
            "channels": [self._channel(each) for each in self._seen_channels()],
            "messages": self._messages(place),
            "thread": self._thread(place, thread_ts),
            "home": self._home() if place == HOME else None,
            "modal": self._view(modal, self._blocks.modal(modal.as_json())) if modal else None,
        }

    def _seen_channels(self) -> list[Channel]:
        channels = self._workspace.channels.values()
        return [each for each in channels if self._person.id in each.members]

    def _channel(self, channel: Channel) -> Json:
        seen = self._visible(self._workspace.messages.everything_in(channel.id))
        others = [each.ts for each in seen if each.user != self._person.id]
        return {
            "id": channel.id,
            "name": channel.name,
            "topic": channel.topic.en,
            "latest": others[-1] if others else "",
        }

    def _messages(self, place: str) -> list[Json]:
        if place not in {each.id for each in self._seen_channels()}:
            return []
        return [
            self._row(each) for each in self._visible(self._workspace.messages.in_channel(place))
        ]

    def _thread(self, place: str, thread_ts: str) -> Json | None:
        parent = self._workspace.messages.find(place, thread_ts)
        if parent is None or not self._visible([parent]):
            return None
        below = self._visible(self._workspace.messages.in_thread(place, thread_ts))
        return {"ts": thread_ts, "messages": [self._row(each) for each in (parent, *below)]}

    def _visible(self, messages: list[Message]) -> list[Message]:
        mine = {each.id for each in self._seen_channels()}
        return [each for each in messages if each.channel in mine and each.seen_by(self._person.id)]

    def _row(self, message: Message) -> Json:
        author = self._workspace.people[message.user]
        at = datetime.fromtimestamp(float(message.ts), UTC).astimezone(self._zone)
        shown = self._workspace.messages.as_json(message)
        return {
            "ts": message.ts,
            "author": author.real_name,
            "initials": "".join(word[0] for word in author.real_name.split()).upper(),
            "person": author.id,
            "is_app": author.id == BOT_USER,
            "time": at.strftime("%H:%M"),
            "at": at.isoformat(timespec="seconds"),
            "day": at.strftime("%A, %d %B").replace(" 0", " "),
            "html": self._blocks.message(shown, f"m{message.ts}"),
            "only_you": message.only_for is not None,
            "edited": message.edited_ts is not None,
            "replies": shown.get("reply_count", 0),
        }

    def _home(self) -> Json | None:
        home = self._workspace.views.homes.get(self._person.id)
        if home is None:
            return None
        return self._view(home, self._blocks.blocks(home.content["blocks"], home.id))

    def _view(self, view: View, shown: str) -> Json:
        key = hashlib.sha256(shown.encode()).hexdigest()
        return {"id": view.id, "key": f"{view.hash} {key}", "html": shown}


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name) if name else UTC
    except (KeyError, ValueError, OSError):
        return UTC
