"""What is left to say of findings that were deleted at their age."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.cards import Before
from bot.domain.finding import Finding
from bot.domain.ids import Prefix, spell
from bot.domain.incident import Incident
from bot.domain.words import retention as words
from bot.ports.unit import Unit
from runbooks.kit.moments import for_people
from runbooks.kit.text import Said


def nothing_left(unit: Unit, incident: Incident) -> Said | None:
    """Say why nothing can be done to an incident whose findings were deleted, None where it has them."""
    emptied = unit.purges.emptied(incident.number)
    if emptied is None:
        return None
    at = for_people(emptied.at)
    return words.NOTHING_LEFT.fill(incident=incident.id, at=at, days=emptied.days)


def why(unit: Unit, incident: Incident) -> Said | None:
    """Say what has become of the findings of an incident that has none, None where nobody knows."""
    emptied = unit.purges.emptied(incident.number)
    if emptied is None:
        return None
    return words.WHY.fill(
        incident=incident.id,
        count=emptied.many,
        at=for_people(emptied.at),
        days=emptied.days,
    )


def before(unit: Unit, findings: Sequence[Finding]) -> tuple[Before, ...]:
    """Return as what these findings were known before their like was deleted, each once."""
    found: dict[int, Before] = {}
    for left in unit.purges.gone([each.key for each in findings]).values():
        is_named = unit.restrictions.of(left.incident) is None
        incident = spell(Prefix.INCIDENT, left.incident) if is_named else ""
        found[left.incident] = Before(incident, left.at, left.days)
    return tuple(found[number] for number in sorted(found))


def why_before(unit: Unit, findings: Sequence[Finding]) -> list[Said]:
    """Say of findings that were known before why they are an incident of their own now."""
    return [
        words.WHY_BEFORE.fill(incident=each.incident_id, at=for_people(each.at))
        for each in before(unit, findings)
        if each.incident_id
    ]
