"""What is kept of looking for lost findings: how far each place is swept, and what was healed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.sweeping import Healed, Reached, Swept


class Sweeps(Protocol):
    """Marks by detector, account and Region; counts by day; when each detector last reached us."""

    def beat(self, at: datetime) -> datetime | None:
        """Keep that the schedule is alive, and return when it was before; None the first time."""
        ...

    def keep(self, swept: Swept) -> None:
        """Put how far a beat is swept in the place of what was kept of it."""
        ...

    def keep_only(self, account: str, regions: Collection[str]) -> None:
        """Forget what is kept of an account's other Regions: nobody asks there any more."""
        ...

    def all(self) -> tuple[Swept, ...]:
        """Return how far every beat is swept, the one that was longest ago first."""
        ...

    def heal(self, healed: Healed) -> None:
        """Add to the count of a day and place."""
        ...

    def healed(self, day: str) -> tuple[Healed, ...]:
        """Return the counts of this day and later ones."""
        ...

    def forget_day(self, before: str) -> str | None:
        """Delete the counts of the oldest day before this one, and return it; None without any."""
        ...

    def reached(self, detectors: Sequence[Reached]) -> None:
        """Keep that these detectors have reached us; exact to a minute."""
        ...

    def last_reached(self) -> tuple[Reached, ...]:
        """Return when each detector that ever did last reached us, by name."""
        ...
