"""The receipts of audit anchors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from bot.domain.anchor import Mark, Receipt


class Anchors(Protocol):
    """Append-only: what was anchored, where, and the proof that came back."""

    def keep(self, receipt: Receipt) -> None:
        """Keep a receipt; a second one of the same mark and target changes nothing."""
        ...

    def all(self) -> Iterator[Receipt]:
        """Yield every receipt of every target, by place."""
        ...

    def of(self, target: str) -> tuple[Receipt, ...]:
        """Return the receipts of one target, by place."""
        ...

    def owed(self, target: str) -> Mark | None:
        """Return where the chain stands if that must be anchored now, or None.

        It must where this target has no receipt yet, and where an execution has ended since
        the newest one.
        """
        ...
