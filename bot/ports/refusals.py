"""How many clicks of a person were refused within an hour."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Refusals(Protocol):
    """One count for each person and hour."""

    def count(self, pseudonym: str, since: datetime) -> int:
        """Count one more click of the hour that began then, and return how many there are."""
        ...

    def close(self, before: datetime) -> tuple[tuple[str, datetime, int], ...]:
        """Forget the hours that began before a moment, and return them.

        Each with the identity, its beginning and its count; nothing of who was erased.
        """
        ...
