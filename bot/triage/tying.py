"""Says which incident a new finding joins, and by which observable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.observable import Kind, Observable
from bot.ports.observables import Sighting

WINDOW = timedelta(hours=24)
"""How long after its last change an incident takes in what shares something with it."""
ADDRESS_WINDOW = timedelta(hours=1)
"""How long after a finding named it an address ties another: addresses change hands."""
MOST_FINDINGS = 100
"""How many findings an incident takes in: more is no story that anybody reads."""
MOST_TIED: Mapping[Kind, int] = {
    Kind.SEQUENCE: 400,
    Kind.KEY: 20,
    Kind.PRINCIPAL: 20,
    Kind.RESOURCE: 50,
    Kind.ADDRESS: 5,
}
"""How many findings name an observable before it is shared by too many to tell anything."""


_ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Join:
    """Which incident a finding joins, and what both name."""

    incident: int
    by: Observable


class Seen:
    """What is known of observables: by which incidents they were named, in the store and since."""

    def __init__(self, stored: Mapping[Observable, Iterable[Sighting]]) -> None:
        """Begin with what the store tells."""
        self._by: defaultdict[Observable, dict[int, Sighting]] = defaultdict(dict)
        for observable, sightings in stored.items():
            self._by[observable] = {each.incident: each for each in sightings}

    def name(self, incident: int, named: Iterable[Observable], now: datetime) -> None:
        """Count that a finding of an incident names these."""
        for one in named:
            was = self._by[one].get(incident)
            self._by[one][incident] = Sighting(incident, (was.many if was else 0) + 1, now)

    def is_shared(self, observable: Observable) -> bool:
        """Say whether an observable is named by so many findings that it ties no more."""
        many = sum(each.many for each in self._by[observable].values())
        return many >= MOST_TIED[observable.kind]

    def join(
        self, named: Iterable[Observable], open_to: Collection[int], now: datetime
    ) -> Join | None:
        """Return what a finding joins that names these: by the strongest tie, the oldest.

        Of ties that are as strong the one is told that says most: a key before a name.

        `open_to` are the incidents that it may join.
        """
        best: tuple[int, int, int] | None = None
        found: Join | None = None
        for one in named:
            if self.is_shared(one):
                continue
            for each in self._by[one].values():
                is_late = one.kind is Kind.ADDRESS and now - each.at > ADDRESS_WINDOW
                rank = (one.kind.strength, each.incident, _ORDER[one.kind])
                if each.incident in open_to and not is_late and (best is None or rank < best):
                    best, found = rank, Join(each.incident, one)
        return found
