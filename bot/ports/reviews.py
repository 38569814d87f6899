"""The reviews of what ran on one person's word."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.review import Review


class Reviews(Protocol):
    """One review for each execution at most; one of a kind is open at a time."""

    def open(self, review: Review) -> bool:
        """Open a review; False where one of its kind is open still for another execution.

        One that is open for the same execution is from then on about the newer plan.
        """
        ...

    def of(self, execution: int) -> Review | None:
        """Return the review of an execution, or None where it needs none."""
        ...

    def still_open(self) -> tuple[Review, ...]:
        """Return the reviews that nobody has closed, the oldest first."""
        ...

    def close(
        self, execution: int, by: tuple[str, str], says: str, at: datetime, *, denies: bool = False
    ) -> bool:
        """Close an open review; `by` is identity and name. False where none is open.

        With `denies` it says that what was contained alone should not have been.
        """
        ...

    def unsettled(self, now: datetime) -> tuple[int, ...]:
        """Return the executions that were contained alone and whose undo nobody has seen to.

        It is due where they were denied, or where nobody has confirmed them in time.
        """
        ...

    def late(self, execution: int, at: datetime) -> bool:
        """Keep that nobody has confirmed it in time; False where that is kept, or it is closed."""
        ...

    def settle(self, execution: int, at: datetime) -> None:
        """Keep that its undo was seen to."""
        ...

    def paged(self, execution: int, count: int) -> None:
        """Keep how many of its pages were sent."""
        ...
