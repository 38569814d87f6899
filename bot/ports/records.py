"""The one table of what happened: journal, audit and timeline."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from bot.domain.anchor import Mark
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


@dataclass(frozen=True, slots=True)
class Bare:
    """A change without its anchor: the record of its result, and where an anchor should stand.

    That is at a place from `begun`, its intent's, to just before `ended`, its result's.
    """

    number: int
    begun: int
    ended: int

    def is_covered(self, marks: Collection[Mark]) -> bool:
        """Say whether any of these marks is its anchor."""
        return any(self.begun <= mark.place < self.ended for mark in marks)


@dataclass(frozen=True, slots=True)
class Held:
    """What holding the chain against its anchors has shown; records are told by number.

    `wrong_at` is the first record that is not the one that was anchored, `beyond` the place of
    an anchor past the chain's end and `last` the record there. `is_foreign` says that there are
    anchors of a chain with another beginning. `earlier` counts the changes that were made
    before the first anchor, at the record `began`; `covered` is the newest record that is
    anchored, `loose` counts those behind it and `open_ends` the outcomes among them.
    """

    verified: Verified
    wrong_at: int | None
    is_foreign: bool
    beyond: int | None
    last: int
    bare: tuple[Bare, ...]
    earlier: int
    began: int
    covered: int
    loose: int
    open_ends: int

    def without(self, marks: Collection[Mark]) -> Held:
        """Return the same without the changes whose anchors are among these marks."""
        bare = tuple(each for each in self.bare if not each.is_covered(marks))
        return replace(self, bare=bare)


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

    def settled_since(self, since: datetime, limit: int) -> tuple[Written, ...]:
        """Return what somebody has settled upstream since a moment, the newest so many first."""
        ...

    def since(self, number: int, limit: int) -> tuple[Written, ...]:
        """Return the records after this number, oldest first: for export."""
        ...

    def verify(self) -> Verified:
        """Compute the whole chain anew and hold it against the head that is kept apart."""
        ...

    def hold(self, marks: Collection[Mark]) -> Held:
        """Do as `verify`, and hold the chain against these anchors besides."""
        ...

    def mark(self) -> Mark | None:
        """Return where the chain stands, or None while it is empty."""
        ...

    def lines(self) -> Iterator[Mapping[str, Any]]:
        """Yield the audit chain as JSON data, a link each, whether or not it holds."""
        ...
