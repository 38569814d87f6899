"""How many findings the routes of the policy file kept from having a card, by day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.domain.routes import Aside


class Asides(Protocol):
    """Counts that only grow; days are `YYYY-MM-DD` in UTC."""

    def count(self, asides: Sequence[Aside]) -> None:
        """Add to the counts of each day, route, channel, mode and severity."""
        ...

    def since(self, day: str) -> tuple[Aside, ...]:
        """Return the counts of this day and later ones, by day and route, the worst first."""
        ...
