"""What becomes of changes that CloudTrail tells of, in the transaction in which they were read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.change import Change
from bot.ports.unit import Unit


class LookNow(Protocol):
    """Has what was contained looked at again where somebody else has changed what it touched."""

    def __call__(self, unit: Unit, changes: Sequence[Change], now: datetime) -> int:
        """Return how many containments are looked at now."""
        ...
