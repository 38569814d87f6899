"""The deletion of old findings, what is left of them, and how each night's went."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.retention import Aged, Emptied, Gone, Purge, Rule


class Purges(Protocol):
    """What is deleted for good: findings with all that hangs on them, never a record."""

    def aged(self, before: datetime, after: Aged | None, limit: int) -> tuple[Aged, ...]:
        """Return findings last seen before a moment, the longest ago first, after this one."""
        ...

    def deletable(self, incidents: Collection[int], rule: Rule) -> frozenset[int]:
        """Return those of the incidents whose findings nothing needs any more.

        They are closed and unchanged for long, all of their findings are old, and nothing live
        is about them: no hold, snooze, restriction, review, telling, nor anything asked for.
        """
        ...

    def remains(self, incidents: Collection[int], rule: Rule) -> tuple[Gone, ...]:
        """Return what would be left of all findings of these incidents."""
        ...

    def delete(self, remains: Sequence[Gone]) -> None:
        """Delete all findings of the incidents of these, and keep what is left of them.

        With them goes what was answered and told upstream of them, and what they named.
        """
        ...

    def delete_quiet(self, findings: Collection[int], rule: Rule) -> int:
        """Delete old findings that never had an incident, and leave nothing; return how many."""
        ...

    def gone(self, keys: Sequence[str]) -> Mapping[str, Gone]:
        """Return what is left, the newest, of those of the keys that were deleted."""
        ...

    def emptied(self, incident: int) -> Emptied | None:
        """Return when and how the findings of an incident were deleted, None where they were not."""
        ...

    def begin(self, purge: Purge) -> Purge:
        """Begin a day's purge; one that has begun before goes on with its counts, by this rule."""
        ...

    def count(self, day: str, findings: int, incidents: int) -> None:
        """Add to what a day's purge has deleted."""
        ...

    def ignore(self, many: int) -> None:
        """Count findings that sweeps found, older than what is kept, with the last purge."""
        ...

    def end(self, day: str, at: datetime, *, is_cut: bool) -> Purge | None:
        """End a day's purge; None where it has ended before."""
        ...

    def last(self) -> Purge | None:
        """Return the newest purge."""
        ...
