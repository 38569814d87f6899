"""Names that strangers gave to things, said beside the ids that AWS gave them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

MOST = 32
PLAIN = frozenset("-_.:/@ ")
ELLIPSIS = "…"


def short(name: str) -> str:
    """Return a stranger's name as a sentence of ours bears it: letters, digits and a few signs.

    A name that could hold a bracket, a comma or an arrow could pass for an id, for one more
    thing in a list, or for what a plan does.
    """
    shown = "".join(char if char.isalnum() or char in PLAIN else " " for char in name)
    words = " ".join(shown.split())
    return words if len(words) <= MOST else words[: MOST - 1].rstrip() + ELLIPSIS


def named(thing: str, name: str) -> str:
    """Return a thing by its name and its id, `web (sg-0a1)`; by its id where it has no name."""
    known = short(name)
    return f"{known} ({thing})" if known else thing


def listed(things: Iterable[str], names: Mapping[str, str] | None = None) -> str:
    """Return things on one line, each once, in their order, by name where `names` has one."""
    known = names or {}
    return ", ".join(named(each, known.get(each, "")) for each in dict.fromkeys(things)) or "none"
