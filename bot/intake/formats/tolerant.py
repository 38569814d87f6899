"""Reads JSON objects whose spelling and types vary: nothing here raises."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from unicodedata import category

from bot.intake.formats.moments import read_moment

LONGEST_TEXT = 10_000
LONGEST_LINE = 1_000
MOST_CHILDREN = 500
MOST_TAGS = 100
HIGHEST_COUNT = 2**31 - 1
UNSEEN = frozenset({"Cc", "Cf", "Cs"})
"""Unicode's categories of control, format (bidi, zero-width) and half characters."""


class Tolerant:
    """A JSON object read by name, whatever the case of its names.

    EventBridge sends camelCase, the APIs answer in PascalCase, and neither is the other with
    its first letter changed (`sourceIPs`, `SourceIps`). What is not an object reads as empty.
    """

    __slots__ = ("_children", "_fields", "_folded")

    def __init__(self, value: object) -> None:
        """Read this value."""
        self._fields: Mapping[str, Any] = value if isinstance(value, dict) else {}
        self._folded: dict[str, Any] | None = None
        self._children: dict[str, Tolerant] = {}

    def __bool__(self) -> bool:
        return bool(self._fields)

    def get(self, name: str) -> Any:
        """Return the value as it is, or None."""
        found = self._fields.get(name)
        if found is not None or not self._fields:
            return found
        if self._folded is None:
            self._folded = {key.casefold(): value for key, value in self._fields.items()}
        return self._folded.get(name.casefold())

    def names(self) -> tuple[str, ...]:
        """Return the names as they were sent."""
        return tuple(self._fields)

    def text(self, *names: str) -> str:
        """Return the first of these that holds text or a number, or an empty string."""
        for name in names if self._fields else ():
            found = _as_text(self.get(name))
            if found:
                return found
        return ""

    def line(self, *names: str) -> str:
        """Return the same on one line, at most 1,000 characters, with nothing unseen in it.

        For titles and names, which strangers choose; never for an id, which has to stay as it is.
        """
        return one_line(self.text(*names))

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the texts of a list, or the one text that stands in its place."""
        value = self.get(name)
        items = value if isinstance(value, list) else [value]
        return tuple(text for text in map(_as_text, items[:MOST_CHILDREN]) if text)

    def number(self, name: str) -> float | None:
        """Return a finite number, also one that was sent as text, or None."""
        value = self.get(name)
        if isinstance(value, bool) or not isinstance(value, (int, float, str)):
            return None
        try:
            number = float(value)
        except (ValueError, OverflowError):
            return None
        return number if math.isfinite(number) else None

    def count(self, name: str) -> int:
        """Return how often something was seen: a whole number, 1 where none was sent."""
        return int(min(max(self.number(name) or 1, 1), HIGHEST_COUNT))

    def truth(self, name: str) -> bool | None:
        """Return a truth value, also one that was sent as text, or None."""
        value = self.get(name)
        if isinstance(value, bool):
            return value
        words = {"true": True, "false": False}
        return words.get(value.casefold()) if isinstance(value, str) else None

    def moment(self, *names: str) -> datetime | None:
        """Return the first of these that can be read as a moment, in UTC, or None."""
        for name in names:
            found = read_moment(self.get(name))
            if found:
                return found
        return None

    def child(self, *names: str) -> Tolerant:
        """Return the object at a path of names; an empty one where there is none."""
        here = self
        for name in names:
            here = here._child(name)
        return here

    def _child(self, name: str) -> Tolerant:
        """Return the object of a name, the same each time: what it has folded is kept."""
        if not self._fields:
            return self
        found = self._children.get(name)
        if found is None:
            found = self._children[name] = Tolerant(self.get(name))
        return found

    def children(self, name: str) -> tuple[Tolerant, ...]:
        """Return the objects of a list, or the one object that stands in its place."""
        if not self._fields:
            return ()
        value = self.get(name)
        items = value if isinstance(value, list) else [value]
        return tuple(Tolerant(item) for item in items[:MOST_CHILDREN] if isinstance(item, dict))

    def tags(self, name: str = "tags") -> tuple[tuple[str, str], ...]:
        """Return tags, sent as a list of key and value or as an object, in order of their keys."""
        value = self.get(name)
        if isinstance(value, dict):
            pairs = [(str(key), _as_text(item)) for key, item in value.items()]
        else:
            pairs = [(tag.text("key", "name"), tag.text("value")) for tag in self.children(name)]
        return tuple(sorted(pairs)[:MOST_TAGS])


def one_line(text: str) -> str:
    """Return text without control, bidi and zero-width characters, at most 1,000 of the rest.

    The end of a line becomes a space.
    """
    if text.isprintable():
        return text[:LONGEST_LINE]
    seen = (" " if char.isspace() else char for char in text)
    shown = (char for char in seen if category(char) not in UNSEEN)
    return "".join(shown).strip()[:LONGEST_LINE]


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value[:LONGEST_TEXT]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return ""
