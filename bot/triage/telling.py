"""The records of findings that join incidents, and of what is new by them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.finding import Finding
from bot.domain.ids import Prefix, spell
from bot.domain.incident import Incident
from bot.domain.material import News
from bot.domain.observable import Observable
from bot.domain.record import LONGEST_KEY, Record, What
from bot.domain.retention import Gone
from bot.ports.unit import Unit

LONGEST_TYPE = 200
LONGEST_VALUE = 200


def joined(number: int, by: Observable, finding: Finding, now: datetime) -> Record:
    """Return the record of a finding that joins an incident by what both name."""
    body = {
        "kind": by.kind.value,
        "value": by.value[:LONGEST_VALUE],
        "key": finding.key[:LONGEST_KEY],
        "type": finding.type[:LONGEST_TYPE],
        "severity": finding.severity.value,
    }
    return Record(What.FINDING_JOINED, now, incident=number, body=body)


def returned(unit: Unit, number: int, finding: Finding, left: Gone, now: datetime) -> Record:
    """Return the record of a finding that was deleted before, and comes up again in an incident.

    A restricted incident is not named in the record of another.
    """
    body = {"key": finding.key[:LONGEST_KEY], "day": left.at.date().isoformat(), "days": left.days}
    if unit.restrictions.of(left.incident) is None:
        body["earlier"] = spell(Prefix.INCIDENT, left.incident)
    return Record(What.FINDING_RETURNED, now, incident=number, body=body)


def material(
    incident: Incident, finding: Finding, news: News, who: Sequence[str], now: datetime
) -> Record:
    """Return the record of what is new of an incident; `who` is called, and had it until now."""
    body = {
        "news": dict(news),
        "who": list(who),
        "incident": incident.id,
        "type": finding.type[:LONGEST_TYPE],
    }
    return Record(What.MATERIAL, now, incident=incident.number, body=body)
