"""The ceiling lifted for a while, by two."""

from __future__ import annotations

from typing import Protocol

from bot.domain.braking import Lift


class Lifts(Protocol):
    """One lift for each account, and one for all of them."""

    def all(self) -> tuple[Lift, ...]:
        """Return every lift, over or not, by account."""
        ...

    def of(self, account: str) -> Lift | None:
        """Return the lift of an account or of `*`, over or not, held until commit."""
        ...

    def keep(self, lift: Lift) -> None:
        """Keep a lift in the place of its account's last one."""
        ...
