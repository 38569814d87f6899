"""How often an incident that nobody takes has called somebody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.escalating import Alone, Waiting
from bot.domain.finding import Severity


class Escalations(Protocol):
    """A row for each incident that has called, until somebody takes it."""

    def due(self, before: datetime, floor: Severity, limit: int) -> tuple[Alone, ...]:
        """Return incidents that are new, with a card and nobody's, the most severe first.

        They are at least this severe, were opened, given back or have called last before this
        moment, have steps left, and nobody has begun a snooze on them that holds.
        """
        ...

    def waiting(self, number: int) -> Waiting | None:
        """Return how an incident waits for its next call, or None where it does not."""
        ...

    def step(self, alone: Alone, at: datetime) -> None:
        """Count one more call of an incident."""
        ...

    def settle(self) -> None:
        """Forget the calls of incidents that somebody has taken or ended: they begin anew."""
        ...

    def begin_anew(self, incidents: Sequence[int]) -> None:
        """Forget the calls of these: they have got worse, or are back."""
        ...
