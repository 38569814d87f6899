"""The storms of the channels, and what was gathered in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.finding import Severity
from bot.domain.storm import CLAIMED, Extent, Group, Kind, Storm, Weather
from bot.domain.storm_calling import Untaken


class Storms(Protocol):
    """One row a channel and kind, by which two processes exclude each other; the rest is behind it."""

    def weather(self, channel: str, kind: Kind) -> Weather:
        """Return how a channel stands, and keep it from all others until the commit."""
        ...

    def keep(self, weather: Weather) -> None:
        """Write down how a channel stands."""
        ...

    def seen(self, types: Sequence[str]) -> Mapping[str, int]:
        """Return how many incidents of each type were ever opened; none is left out."""
        ...

    def count(self, types: Mapping[str, int]) -> None:
        """Add to how many incidents of each type were opened."""
        ...

    def begin(self, storm: Storm) -> int:
        """Keep a new storm and return its number."""
        ...

    def get(self, number: int) -> Storm | None:
        """Return a storm, or None."""
        ...

    def on(self, kind: Kind | None = None) -> tuple[int, ...]:
        """Return the storms that are not over, of one kind or of all."""
        ...

    def change(self, storm: Storm) -> None:
        """Write down how a storm stands."""
        ...

    def gather(self, storm: Storm, groups: Sequence[Group], resources: Sequence[str]) -> Storm:
        """Add an incident for each group; return the storm with the lines that it has by now.

        That it has them is not written down yet.
        """
        ...

    def gathered(self, numbers: Sequence[int]) -> frozenset[int]:
        """Return those of the incidents that came in a storm and have no card of their own."""
        ...

    def waiting(
        self,
        number: int,
        floor: Severity,
        since: datetime | None,
        limit: int,
        least: int = -CLAIMED,
    ) -> tuple[int, ...]:
        """Return the incidents of a storm that have no card, by weight, the rarest type first.

        Only those of at least this severity and weight, opened since, that nobody has and nobody
        has ended.
        """
        ...

    def left_alone(self, before: datetime) -> tuple[Storm, ...]:
        """Return the storms that have waited since then, or longer, to call whoever is on call."""
        ...

    def untaken(self, number: int) -> Untaken:
        """Return how much that is HIGH or above in a storm has neither a card nor an owner."""
        ...

    def lines(self, number: int, first: int, last: int) -> tuple[Group, ...]:
        """Return the groups of these places, in order."""
        ...

    def extent(self, number: int, top: int) -> Extent:
        """Return what a storm is about, with so many of the weightiest groups."""
        ...
