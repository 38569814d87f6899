"""What is kept of canaries, place by place, and what sends them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from bot.domain.canary import Way
from bot.domain.policy import Account
from runbooks.kit.text import Said


class Canaries(Protocol):
    """The ways of findings, one for each place that a canary was ever sent from."""

    def way(self, account: str, region: str) -> Way | None:
        """Return the way from a place, or None where none was sent; nobody changes it meanwhile."""
        ...

    def all(self) -> tuple[Way, ...]:
        """Return every way, by account and Region."""
        ...

    def keep(self, way: Way) -> None:
        """Put a way in the place of what was kept of it."""
        ...

    def keep_only(self, places: Collection[tuple[str, str]]) -> None:
        """Forget the ways from other places, save those that are silent."""
        ...


class CanarySender(Protocol):
    """Puts a canary on an account's bus; blocks nothing but the one who waits for it."""

    async def send(self, account: Account, region: str, nonce: str) -> Said | None:
        """Send a canary; return why it could not be sent, or None. Bounded, and never raises."""
        ...
