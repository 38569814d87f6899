"""An incident that is for named people alone, and the one rule of who may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.finding import Severity
from bot.domain.incident import Incident
from bot.domain.people import Person

LEAST_NAMED = 2
MOST_NAMED = 8
"""Slack opens one conversation for 2 to 8 people beside the app.

https://docs.slack.dev/reference/methods/conversations.open
"""
PEOPLE = "people:"
"""What a destination begins with that is no channel but a conversation of these people."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom a restricted incident is for."""

    slack_id: str
    identity: str
    name: str


@dataclass(frozen=True, slots=True)
class Restriction:
    """For whom an incident is, since when, and who said so and why.

    `channel` is where its card stood before, and where a stub of it stands now.
    """

    incident: int
    named: tuple[Named, ...]
    channel: str
    by: str
    by_name: str
    at: datetime
    reason: str

    @property
    def place(self) -> str:
        """Return the destination that only the named read."""
        return place_of(tuple(each.slack_id for each in self.named))

    @property
    def ids(self) -> frozenset[str]:
        """Return the Slack ids of the named."""
        return frozenset(each.slack_id for each in self.named)


@dataclass(frozen=True, slots=True)
class Withheld:
    """All that everybody may know of a restricted incident.

    `waits_since` is since when a message has not been brought to the named, None where none waits.
    """

    id: str
    severity: Severity
    account: str
    opened_at: datetime
    by_name: str
    has_owner: bool
    waits_since: datetime | None = None


def may_see(person: Person, restriction: Restriction | None) -> bool:
    """Say whether a person may see an incident, and so do anything about it.

    Every door asks this, and `decide` asks it of every vote. No role opens a restricted incident,
    an admin's neither.
    """
    if restriction is None:
        return True
    return any(
        person.slack_id == each.slack_id or person.identity == each.identity
        for each in restriction.named
    )


def withheld(
    incidents: Iterable[Incident],
    restrictions: Mapping[int, Restriction],
    waits_since: Callable[[str], datetime | None],
    account: str = "",
) -> tuple[Withheld, ...]:
    """Return what everybody may know of each restricted incident that is open, worst first.

    `waits_since` tells it of a destination; `account` is whose, empty for all.
    """
    found = [
        Withheld(
            id=incident.id,
            severity=incident.severity,
            account=incident.account,
            opened_at=incident.opened_at,
            by_name=restrictions[incident.number].by_name,
            has_owner=bool(incident.owner),
            waits_since=waits_since(restrictions[incident.number].place),
        )
        for incident in incidents
        if incident.number in restrictions and incident.is_open
        if account in ("", incident.account)
    ]
    return tuple(sorted(found, key=lambda one: (-one.severity.rank, one.opened_at)))


def place_of(slack_ids: tuple[str, ...]) -> str:
    """Return the destination that is a conversation of these people, in whatever order."""
    return PEOPLE + ",".join(sorted(slack_ids))


def people_of(destination: str) -> tuple[str, ...]:
    """Return whose conversation a destination is; empty for a channel."""
    if not destination.startswith(PEOPLE):
        return ()
    return tuple(destination.removeprefix(PEOPLE).split(","))
