"""The reviews that a broken glass opens."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.review import Review


class Reviews(Protocol):
    """One review for each execution at most; one open review at a time."""

    def open(self, review: Review) -> bool:
        """Open a review; False where that of another execution is open still.

        One that is open for the same execution is from then on about the newer plan.
        """
        ...

    def of(self, execution: int) -> Review | None:
        """Return the review of an execution, or None where it needs none."""
        ...

    def still_open(self) -> tuple[Review, ...]:
        """Return the reviews that nobody has closed, the oldest first."""
        ...

    def close(self, execution: int, by: tuple[str, str], says: str, at: datetime) -> bool:
        """Close an open review; `by` is identity and name. False where none is open."""
        ...
