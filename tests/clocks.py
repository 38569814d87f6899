"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

MORNING = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class FrozenClock:
    """Fulfils the clock port with the moment that it was given."""

    def __init__(self, at: datetime = MORNING) -> None:
        """Stand still at this aware moment."""
        self.at = at

    def now(self) -> datetime:
        """Return the moment that it stands at."""
        return self.at

    def advance(self, by: timedelta) -> datetime:
        """Move forward and return the new moment."""
        self.at += by
        return self.at

    def set(self, at: datetime) -> None:
        """Stand still at another aware moment."""
        self.at = at
