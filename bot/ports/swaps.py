"""Who has stepped in on call for somebody else."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.rota import AskedSwap, Swap


class Swaps(Protocol):
    """Swaps of the rotation; none is changed once it was made."""

    def add(self, swap: Swap) -> None:
        """Keep a swap."""
        ...

    def ending_after(self, moment: datetime) -> tuple[Swap, ...]:
        """Return the swaps that end after a moment, in the order in which they were made."""
        ...

    def ask(self, wish: AskedSwap) -> None:
        """Keep that somebody is to be on call, in the place of an older wish for them."""
        ...

    def asked(self, who: str) -> AskedSwap | None:
        """Return the wish that somebody (a Slack id) be on call, or None."""
        ...

    def drop(self, who: str) -> None:
        """Forget the wish for somebody: it was agreed to."""
        ...
