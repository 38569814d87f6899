"""The durable inbox of verified messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.message import Depth, Kept, Message

HIGHEST = 2**63 - 1
"""No row of a table has a higher number."""


class Inbox(Protocol):
    """Messages, unique by topic and message id, until a reader has made findings of them."""

    def add(self, messages: Sequence[Message]) -> None:
        """Keep the messages; one that is there already, or twice in the list, is kept once."""
        ...

    def unread(self, limit: int, *, above: int = 0, upto: int = HIGHEST) -> tuple[Kept, ...]:
        """Return the oldest messages that nobody has read, in order of arrival.

        Only those whose numbers are above the one, and no higher than the other.
        """
        ...

    def newest(self) -> int:
        """Return the number of the message that came last, or 0 where none is kept."""
        ...

    def mark_read(self, numbers: Sequence[int]) -> None:
        """Say that these were read."""
        ...

    def mark_unreadable(self, reasons: Mapping[int, str]) -> None:
        """Say that these broke a parser, and how; they are kept and can be read again."""
        ...

    def unreadable(
        self, since: datetime, until: datetime, limit: int
    ) -> tuple[int, tuple[tuple[Kept, str], ...]]:
        """Return how many unreadable messages came in a span, and the newest with reasons."""
        ...

    def forget(self, before: datetime, limit: int) -> int:
        """Delete what came before a moment and was read, or can't be; return how many.

        Only so many of the oldest messages are looked at.
        """
        ...

    def waits_since(self) -> datetime | None:
        """Return since when the oldest message waits to be read, or None."""
        ...

    def depth(self) -> Depth:
        """Return how many wait to be read, and since when."""
        ...
