"""Finds the place of each finding that has no incident yet: one that it joins, or its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import Prefix, spell
from bot.domain.incident import ENDED, Contained, Incident
from bot.domain.observable import Observable
from bot.domain.restriction import Restriction, people_of
from bot.ports.observables import Sighting
from bot.ports.unit import Unit
from bot.triage.tying import MOST_FINDINGS, WINDOW, Join, Seen

UNDER_WAY = frozenset({Contained.WAITING, Contained.RUNNING, Contained.YES, Contained.PARTLY})
"""What has a plan, or was contained, takes nothing in: its card would seem to say it of all."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is that findings may join: what is named where, and how those stand.

    `sizes` are how many findings each incident has. `channels` are where each may be seen by
    whoever reads the channel that a finding's route names. `snoozed` are those that a snooze was
    begun at.
    """

    seen: Mapping[Observable, tuple[Sighting, ...]]
    incidents: Mapping[int, Incident]
    sizes: Mapping[int, int]
    channels: Mapping[int, str]
    snoozed: Collection[int] = frozenset()


def standing(
    unit: Unit, named: Iterable[Observable], snoozed: Collection[int], now: datetime
) -> Standing:
    """Read what findings that name these may join, and keep it from changing until commit."""
    seen = unit.observables.seen(list(dict.fromkeys(named)), now - WINDOW)
    numbers = sorted({each.incident for sightings in seen.values() for each in sightings})
    incidents = unit.incidents.held(numbers) if numbers else {}
    sizes = unit.findings.sizes(numbers) if numbers else {}
    some = any(people_of(each.channel) for each in incidents.values())
    restrictions = unit.restrictions.all() if some else {}
    channels = {number: _channel(each, restrictions) for number, each in incidents.items()}
    return Standing(seen, incidents, sizes, channels, snoozed)


def _channel(incident: Incident, restrictions: Mapping[int, Restriction]) -> str:
    restriction = restrictions.get(incident.number)
    return restriction.channel if restriction else incident.channel


class Placing:
    """Places one finding after the other; each is seen by those that come after it.

    An incident that is opened meanwhile has a number below zero, until it has its own.
    """

    def __init__(self, standing_: Standing, now: datetime) -> None:
        """Begin with what there is."""
        self._now = now
        self._seen = Seen(standing_.seen)
        self._sizes = dict(standing_.sizes)
        self._opened = 0
        self._open: defaultdict[str, set[int]] = defaultdict(set)
        for number, incident in standing_.incidents.items():
            if takes_in(incident, standing_.snoozed) and self._sizes.get(number, 0) < MOST_FINDINGS:
                self._open[standing_.channels[number]].add(number)
        self._over = frozenset(
            number
            for number, incident in standing_.incidents.items()
            if is_told_of(incident) and not takes_in(incident, standing_.snoozed)
        )

    def join(self, named: tuple[Observable, ...], channel: str) -> Join | None:
        """Return what a finding joins whose card would go to this channel, or None."""
        return self._seen.join(named, self._open[channel], self._now)

    def earlier(self, named: tuple[Observable, ...]) -> str:
        """Return the id of an incident that is over, or contained, and named the same."""
        found = self._seen.join(named, self._over, self._now)
        return spell(Prefix.INCIDENT, found.incident) if found else ""

    def open(self, named: tuple[Observable, ...], channel: str, *, is_hidden: bool) -> int:
        """Return the number, below zero, of an incident that a finding opens."""
        self._opened += 1
        number = -self._opened
        if not is_hidden:
            self._open[channel].add(number)
        self.enter(number, named, channel)
        return number

    def enter(self, number: int, named: tuple[Observable, ...], channel: str) -> None:
        """Count that a finding has come to an incident."""
        self._seen.name(number, named, self._now)
        self._sizes[number] = self._sizes.get(number, 0) + 1
        if self._sizes[number] >= MOST_FINDINGS:
            self._open[channel].discard(number)

    def fresh(self, named: tuple[Observable, ...]) -> tuple[Observable, ...]:
        """Return those that are worth keeping: what ties no more is not written down again."""
        return tuple(one for one in named if not self._seen.is_shared(one))


def takes_in(incident: Incident, snoozed: Collection[int]) -> bool:
    """Say whether a finding may join an incident: never one where nobody would see it."""
    is_open = incident.status not in ENDED and incident.has_card
    return is_open and incident.contained not in UNDER_WAY and incident.number not in snoozed


def is_told_of(incident: Incident) -> bool:
    """Say whether another incident's card may name this one: never a restricted one."""
    is_over = incident.status in ENDED or incident.contained in UNDER_WAY
    return is_over and not people_of(incident.channel) and incident.merged_into is None
