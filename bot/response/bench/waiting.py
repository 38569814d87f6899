"""How long a run waits for what can't be told yet, and how often it asks meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

QUARTER = 4


@dataclass(frozen=True, slots=True)
class Patience:
    """A run that waits holds neither a thread nor a lease: it lets go, and is due again later.

    The pause is a quarter of how long it has run, within these bounds, so that what takes
    seconds is soon told and what takes hours is asked for a few times an hour. After `most` it
    ends with what it knows.
    """

    first: timedelta = timedelta(seconds=5)
    longest: timedelta = timedelta(minutes=15)
    most: timedelta = timedelta(hours=24)

    def pause(self, running: timedelta) -> timedelta | None:
        """Return how long to wait now; None where it has waited long enough."""
        if running >= self.most:
            return None
        return max(self.first, min(running / QUARTER, self.longest))
