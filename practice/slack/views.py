"""Modals, stacked for each person at most three deep, and home tabs."""

from __future__ import annotations

from dataclasses import dataclass, field

from practice.slack.clock import Serials
from practice.slack.content import Json, completed
from practice.slack.errors import Code, RefusedError
from practice.slack.people import APP, BOT_ID, TEAM
from practice.slack.values import State, initial_state

DEEPEST = 3


@dataclass(slots=True)
class View:
    """A modal or a home tab of one person; `content` is what the app gave."""

    id: str
    person: str
    content: Json
    root_id: str
    previous_id: str | None
    hash: str
    state: State = field(default_factory=dict)

    def as_json(self) -> Json:
        """Return it in Slack's shape."""
        empty = {"private_metadata": "", "callback_id": "", "external_id": ""}
        closing = {"clear_on_close": False, "notify_on_close": False, "close": None, "submit": None}
        about = {
            "id": self.id,
            "team_id": TEAM,
            "app_id": APP,
            "app_installed_team_id": TEAM,
            "bot_id": BOT_ID,
            "hash": self.hash,
            "root_view_id": self.root_id,
            "previous_view_id": self.previous_id,
            "state": {"values": self.state},
        }
        return {"title": None, **closing, **empty, **self.content, **about}


class Views:
    """The open modals and the home tabs of everybody."""

    def __init__(self, serials: Serials) -> None:
        """Begin with none open."""
        self._serials = serials
        self._stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}

    def top(self, person: str) -> View | None:
        """Return the modal that a person sees."""
        stack = self._stacks.get(person)
        return stack[-1] if stack else None

    def stack(self, person: str) -> list[View]:
        """Return a person's open modals, the undermost first."""
        return list(self._stacks.get(person, ()))

    def open(self, person: str, content: Json) -> View:
        """Open a modal in place of whatever the person has open."""
        self._check_external_id(content)
        view = self._made(person, content)
        self._stacks[person] = [view]
        return view

    def push(self, person: str, content: Json) -> View:
        """Open a modal over the open one; RefusedError over the third."""
        self._check_external_id(content)
        stack = self._stacks.setdefault(person, [])
        if len(stack) >= DEEPEST:
            raise RefusedError(Code.PUSH_LIMIT_REACHED)
        view = self._made(person, content)
        if stack:
            view.root_id, view.previous_id = stack[0].id, stack[-1].id
        stack.append(view)
        return view

    def publish(self, person: str, content: Json, expected_hash: str | None) -> View:
        """Put a home tab in the place of the one before; RefusedError for another hash."""
        before = self.homes.get(person)
        if before is None:
            self.homes[person] = self._made(person, content)
        else:
            self.change(before, content, expected_hash)
        return self.homes[person]

    def change(self, view: View, content: Json, expected_hash: str | None = None) -> None:
        """Give a view new content; RefusedError where the hash is not its own any more."""
        if expected_hash is not None and expected_hash != view.hash:
            raise RefusedError(Code.HASH_CONFLICT)
        view.content = self._completed(content)
        view.hash = self._serials.following("hash.")
        view.state = initial_state(view.content["blocks"], view.state)

    def find(self, view_id: str = "", external_id: str = "") -> View:
        """Return an open view by either id; RefusedError where there is none."""
        for view in self._all():
            own_name = view.content.get("external_id")
            if view.id == view_id or (external_id and own_name == external_id):
                return view
        raise RefusedError(Code.NOT_FOUND)

    def pop(self, view: View) -> None:
        """Close a view and whatever lies over it."""
        stack = self._stacks.get(view.person, [])
        if view in stack:
            del stack[stack.index(view) :]

    def clear(self, person: str) -> None:
        """Close everything that a person has open."""
        self._stacks.pop(person, None)

    def _all(self) -> list[View]:
        stacked = [view for stack in self._stacks.values() for view in stack]
        return [*stacked, *self.homes.values()]

    def _check_external_id(self, content: Json) -> None:
        external_id = content.get("external_id")
        if external_id and any(
            view.content.get("external_id") == external_id for view in self._all()
        ):
            raise RefusedError(Code.DUPLICATE_EXTERNAL_ID)

    def _made(self, person: str, content: Json) -> View:
        view_id = self._serials.following("V")
        kept = self._completed(content)
        hashed = self._serials.following("hash.")
        state = initial_state(kept["blocks"], {})
        return View(view_id, person, kept, view_id, None, hashed, state)

    def _completed(self, content: Json) -> Json:
        return content | {
            "blocks": completed(content["blocks"], lambda: self._serials.following("b"))
        }
