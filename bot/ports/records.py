"""The one table of what happened: journal, audit and timeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.record import Record, What, Written


@dataclass(frozen=True, slots=True)
class Verified:
    """What checking the chain has shown.

    `broken_at` is the first record whose hash, link or number is wrong; `cut_after` is the
    last record of a chain whose tail is missing; both None where all is consistent.
    """

    count: int
    head: str
    broken_at: int | None
    cut_after: int | None


class Records(Protocol):
    """Append-only: nothing here can change or take away a record."""

    def write(self, records: Sequence[Record]) -> tuple[int, ...]:
        """Append records in order, chaining those that belong to the audit trail."""
        ...

    def of_execution(self, number: int, *kinds: What) -> tuple[Written, ...]:
        """Return an execution's records, of these kinds or of all, oldest first."""
        ...

    def of_incident(self, number: int, limit: int) -> tuple[Written, ...]:
        """Return an incident's newest records, and its executions', oldest first."""
        ...

    def of_actor(self, identity: str, limit: int) -> tuple[Written, ...]:
        """Return what one person did, oldest first, the newest so many."""
        ...

    def latest(self, what: What) -> Written | None:
        """Return the newest record of a kind, or None where there is none."""
        ...

    def since(self, number: int, limit: int) -> tuple[Written, ...]:
        """Return the records after this number, oldest first: for export."""
        ...

    def verify(self) -> Verified:
        """Compute the whole chain anew and hold it against the head that is kept apart."""
        ...
