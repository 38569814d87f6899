"""A clock that runs as the real one does, and can be put forward."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class MovableClock:
    """Fulfils the clock port: the present moment and whatever it was put forward by."""

    def __init__(self) -> None:
        """Begin with the present moment."""
        self.ahead = timedelta()

    def now(self) -> datetime:
        """Return the moment."""
        return datetime.now(UTC) + self.ahead

    def advance(self, by: timedelta) -> None:
        """Put it forward."""
        self.ahead += by
