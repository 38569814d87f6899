"""A material change: what makes an incident another than the one that somebody has taken."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from bot.domain.finding import Finding, Severity
from bot.domain.observable import GUARDDUTY

MOST_NAMED = 5
LONGEST_NAME = 100


class Trait(StrEnum):
    """What may be new of an incident."""

    SEVERITY = "severity"
    TACTIC = "tactic"
    RESOURCE = "resource"
    PRINCIPAL = "principal"


News = dict[str, list[str]]
"""What is new, by trait: JSON data for a record."""


def tactic_of(finding: Finding) -> str:
    """Return the purpose of the threat, with which GuardDuty's types begin; empty for others.

    https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-format.html
    """
    is_guardduty = finding.key.startswith(GUARDDUTY)
    return finding.type.partition(":")[0] if is_guardduty and ":" in finding.type else ""


def news(before: Iterable[Finding], severity: Severity, after: Finding) -> News:
    """Return what `after` brings that no finding before it has, and a severity above this one."""
    known = tuple(before)
    found: News = {}
    if after.severity.rank > severity.rank:
        found[Trait.SEVERITY] = [after.severity.value]
    for trait in (Trait.TACTIC, Trait.RESOURCE, Trait.PRINCIPAL):
        old = {value for finding in known for value in _values(finding, trait)}
        new = [value for value in dict.fromkeys(_values(after, trait)) if value not in old]
        if new:
            found[trait] = [value[:LONGEST_NAME] for value in new[:MOST_NAMED]]
    return found


def _values(finding: Finding, trait: Trait) -> tuple[str, ...]:
    match trait:
        case Trait.TACTIC:
            return tuple(filter(None, (tactic_of(finding),)))
        case Trait.RESOURCE:
            return tuple(resource.type for resource in finding.resources)
        case _:
            return finding.principals
