"""The containments that are verified again until they are let go."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.hold import Grasp, Grip, Hold
from runbooks.kit.text import Said


class Holds(Protocol):
    """One hold an execution; every change of a state is a compare-and-set."""

    def begin(self, hold: Hold, names: Collection[str]) -> bool:
        """Keep a new hold and the names of all that its change touched; False for a second one."""
        ...

    def get(self, execution: int) -> Hold | None:
        """Return the hold of an execution, or None."""
        ...

    def lock(self, execution: int) -> Hold | None:
        """Do as `get`, and let nobody else change it until this transaction ends."""
        ...

    def of_incident(self, number: int) -> tuple[Hold, ...]:
        """Return an incident's holds, ended ones too, oldest first."""
        ...

    def of_target(self, hold: Hold) -> tuple[Hold, ...]:
        """Return the other live holds of the same runbook on the same target, oldest first."""
        ...

    def names(self, execution: int) -> tuple[str, ...]:
        """Return the names of what the change touched, as CloudTrail calls them."""
        ...

    def claim(self, now: datetime, limit: int) -> tuple[Hold, ...]:
        """Return holds of one account and Region that are due, or will be soon; the longest first.

        Each is due again only after an interval that grows with the number of holds, so that a
        check that is lost with its process is made then.
        """
        ...

    def hasten(self, names: Collection[str], account: str, now: datetime) -> int:
        """Make due at once what touched any of these names in an account; return how many.

        It comes before all that has been due for less than ten minutes.
        """
        ...

    def looked(self, hold: Hold, was: Grip) -> bool:
        """Keep what a check has shown; False where the hold is in another state than it was."""
        ...

    def end(self, execution: int, state: Grip, why: Said) -> bool:
        """End a live hold with a reason; False where it had ended."""
        ...

    def ask_release(self, hold: Hold) -> bool:
        """Keep who wants to end a live hold, and since when; False where it had ended."""
        ...

    def overdue(self, now: datetime) -> tuple[Hold, ...]:
        """Return the live holds whose time is over and of which nobody was asked yet."""
        ...

    def revert_asked(self, execution: int, at: datetime) -> bool:
        """Say that somebody was asked whether to put it back; False where that was so already."""
        ...

    def grasp(self, account: str = "") -> Grasp:
        """Return how all live holds stand, or those of one account."""
        ...

    def closed(self, limit: int) -> Sequence[Hold]:
        """Return live holds whose incident is closed."""
        ...
