"""Who has stepped in on call for somebody else."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.rota import Swap


class Swaps(Protocol):
    """Swaps of the rotation; none is changed once it was made."""

    def add(self, swap: Swap) -> None:
        """Keep a swap."""
        ...

    def ending_after(self, moment: datetime) -> tuple[Swap, ...]:
        """Return the swaps that end after a moment, in the order in which they were made."""
        ...
