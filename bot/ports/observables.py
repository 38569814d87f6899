"""Which observables the findings of which incidents name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.observable import Observable


@dataclass(frozen=True, slots=True)
class Sighting:
    """That so many findings of an incident name an observable; `at` is when the last one came."""

    incident: int
    many: int
    at: datetime


class Observables(Protocol):
    """One row for each observable of each incident; values stand as hashes only."""

    def alone(self) -> None:
        """Wait until nobody else joins findings to incidents, and hold that until commit.

        Else two processes that read at once would open two incidents for one resource.
        """
        ...

    def seen(
        self, named: Sequence[Observable], since: datetime
    ) -> Mapping[Observable, tuple[Sighting, ...]]:
        """Return where these are named, of incidents that have changed since a moment."""
        ...

    def add(self, named: Sequence[tuple[int, Observable]], at: datetime) -> None:
        """Count that a finding of an incident names an observable, once for each pair."""
        ...

    def drop(self, incident: int) -> None:
        """Forget what an incident's findings name, before it is written anew."""
        ...

    def forget(self, since: datetime, before: datetime, limit: int) -> int:
        """Forget those of so many incidents that have ended; return how many incidents.

        They have changed last between the two moments, the second of which is no part of it.
        """
        ...
