"""What secbot's own things are called, and the tags that say what it has done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

BOT = "secbot"
"""What the bot's own identity is called (docs/deploying.md); its stacks' names begin so too."""
OURS = "secbot-"

PREFIX = "secbot:"
ISOLATED = f"{PREFIX}isolated"
QUARANTINED = f"{PREFIX}quarantine"
MARKS = (ISOLATED, QUARANTINED)
"""The only tags of this prefix that steps set; the others are for people to set."""


def is_ours(name: str) -> bool:
    """Say whether a name is that of secbot's own identity, or of a role, user or session of its."""
    return name == BOT or name.startswith(OURS)


def texts(value: Any) -> Iterator[str]:
    """Yield every text in a call's parameters, names of fields too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield str(name)
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
