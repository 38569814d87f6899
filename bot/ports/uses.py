"""What is kept of the uses of secbot's roles: how far CloudTrail is read, and what was told."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.guarding import Reading


class Uses(Protocol):
    """The last look at each account's roles, and the uses that nobody knew of."""

    def keep(self, account: str, readings: Sequence[Reading]) -> None:
        """Put the readings of a look in the place of those of the account's last one."""
        ...

    def readings(self) -> tuple[Reading, ...]:
        """Return the readings of every account's last look."""
        ...

    def told(self, event_ids: Collection[str]) -> frozenset[str]:
        """Return which of these events were told already."""
        ...

    def tell(
        self, event_ids: Collection[str], account: str, record: int, at: datetime, *, pages: bool
    ) -> None:
        """Keep that these events were told, by this record, and whether a page is owed."""
        ...

    def told_at(self) -> Mapping[str, datetime]:
        """Return when a use that nobody knew of was last told, by account."""
        ...

    def unpaged(self) -> tuple[int, ...]:
        """Return the records that a page is owed for, oldest first."""
        ...

    def paged(self, record: int) -> None:
        """Keep that a record's page was taken."""
        ...
