"""The snoozes, and the incidents that they keep from the channel."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from bot.domain.snoozing import Ended, Scope, Snooze


class Snoozes(Protocol):
    """Rows of snoozes; ending one is a compare-and-set."""

    def begin(self, snooze: Snooze) -> int:
        """Keep a new snooze, whose number is given here, and return that.

        One of the very same that is active ends, and what it hides is hidden by this one.
        """
        ...

    def was(self, scope: Scope, account: str, key: str) -> bool:
        """Say whether the very same was ever snoozed."""
        ...

    def active(self, now: datetime) -> tuple[Snooze, ...]:
        """Return what is snoozed at a moment, oldest first, without how much it hides."""
        ...

    def listed(self, now: datetime) -> tuple[Snooze, ...]:
        """Return what is snoozed at a moment with how much each hides, the first to end first."""
        ...

    def of_incident(self, number: int, now: datetime) -> tuple[Snooze, ...]:
        """Return the active snoozes that were begun at an incident, or hide it."""
        ...

    def hide(self, counts: Mapping[tuple[int, int], int]) -> None:
        """Count what a snooze keeps from the channel, by its number and an incident's."""
        ...

    def outgrow(self, numbers: Collection[int], now: datetime) -> None:
        """Let snoozes be over at a moment, because something more severe came."""
        ...

    def over(self, now: datetime) -> tuple[tuple[Snooze, Ended], ...]:
        """Return the snoozes whose time is over and that have not ended, and why they are."""
        ...

    def end(self, number: int, how: Ended, now: datetime) -> bool:
        """End a snooze; False where it has ended already."""
        ...

    def uncovered(self, now: datetime, limit: int) -> tuple[int, ...]:
        """Return open incidents without a card that no active snooze hides any more."""
        ...
