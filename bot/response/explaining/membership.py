"""Tells of each finding of an incident by which record it came there."""

from __future__ import annotations

from bot.domain.cards import Member
from bot.domain.ids import Prefix, spell
from bot.domain.record import LONGEST_KEY, What, Written
from bot.ports.unit import Unit

MOST_RECORDS = 1000
"""How many of an incident's newest records are looked at."""
CAME = frozenset({What.FINDING_JOINED, What.SPLIT, What.MERGED})


def members(unit: Unit, incident: int) -> tuple[Member, ...]:
    """Return an incident's findings, oldest first, each with how it came there."""
    came: dict[str, Written] = {}
    for record in unit.records.of_incident(incident, MOST_RECORDS):
        if record.what in CAME:
            came.update(dict.fromkeys(_keys(record), record))
    return tuple(
        Member(
            spell(Prefix.FINDING, each.number),
            each.finding,
            came.get(each.finding.key[:LONGEST_KEY]),
        )
        for each in unit.findings.numbered(incident)
    )


def _keys(record: Written) -> tuple[str, ...]:
    """Return the keys of the findings that came by a record."""
    keys = record.body.get("keys", [record.body.get("key")])
    return tuple(str(each) for each in keys) if isinstance(keys, list) else ()
