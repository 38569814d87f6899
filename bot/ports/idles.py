"""Whoever has an incident, and when they have done something about it last."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.reminding import Idle


class Idles(Protocol):
    """Read from the record: a reminder is one, and so is whatever somebody does."""

    def since(self, before: datetime, limit: int, after: Idle | None = None) -> tuple[Idle, ...]:
        """Return open incidents on which their owners have done nothing since, the worst first.

        Of the same severity the oldest comes first; only what comes after `after`, where given.

        To be looked at or refused is not to do something. What somebody has snoozed is left out
        as long as that holds.
        """
        ...
