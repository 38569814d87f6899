"""Which of two incidents is merged into which, when that takes two, and what can't be moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.finding import Finding, Severity
from bot.domain.incident import Case, Incident
from bot.domain.matter import Refused
from bot.domain.policy import Policy
from bot.domain.silencing import Act, after
from bot.domain.words import regrouping as words

MOST_MERGED = 100
"""How many findings an incident has at most after a merge."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two incidents that are to be one: with its findings, and what hangs on it.

    `has_executions` says that anything was ever asked for on it, `is_contained` that something
    was contained or is held, `is_snoozed` that a snooze was begun at it or hides it, and
    `is_restricted` that it is for named people.
    """

    incident: Incident
    findings: tuple[Finding, ...]
    has_executions: bool = False
    is_contained: bool = False
    is_snoozed: bool = False
    is_restricted: bool = False

    @property
    def is_sample(self) -> bool:
        """Say whether any of its findings is a sample."""
        return any(finding.sample for finding in self.findings)

    def is_claim(self, policy: Policy) -> bool:
        """Say whether any of its findings is only claimed."""
        return not all(policy.trusts(finding.producer) for finding in self.findings)


def order(one: Side, other: Side) -> tuple[Side, Side] | Refused:
    """Return which of two incidents goes, and which one takes its findings; or why neither can.

    The younger goes into the older. But an incident on which something was asked for stays, with
    its executions, plans and holds: so a merge moves findings and nothing else.
    """
    if one.has_executions and other.has_executions:
        ids = sorted((one.incident, other.incident), key=lambda each: each.number)
        return Refused(words.BOTH_HAVE_EXECUTIONS.fill(one=ids[0].id, other=ids[1].id))
    gone, into = sorted((one, other), key=lambda each: each.incident.number, reverse=True)
    return (into, gone) if gone.has_executions else (gone, into)


def may_merge(gone: Side, into: Side, policy: Policy) -> Refused | None:
    """Return why two incidents can't be one, or None.

    Neither may be over, or hidden by a snooze, whose silence the other's findings would take
    over; nor may a merge cross a border that no finding crosses by itself.
    """
    if gone.incident.number == into.incident.number:
        return Refused(words.SAME.fill(incident=gone.incident.id))
    return _stays_alone(gone) or _stays_alone(into) or _borders(gone, into, policy)


def _stays_alone(side: Side) -> Refused | None:
    status = after(side.incident, Act.MERGE)
    if isinstance(status, Refused):
        return status
    if side.is_snoozed or not side.incident.has_card:
        return Refused(words.SNOOZED.fill(incident=side.incident.id))
    if side.is_restricted:
        return Refused(words.RESTRICTED.fill(incident=side.incident.id))
    return None


def _borders(gone: Side, into: Side, policy: Policy) -> Refused | None:
    if gone.incident.account != into.incident.account:
        return Refused(words.TWO_ACCOUNTS.fill())
    if gone.is_sample != into.is_sample:
        return Refused(words.SAMPLE.fill())
    if gone.is_claim(policy) != into.is_claim(policy):
        return Refused(words.CLAIM.fill())
    if len(gone.findings) + len(into.findings) > MOST_MERGED:
        return Refused(words.TOO_MANY.fill(most=MOST_MERGED))
    return None


def takes_two(gone: Side, into: Side) -> bool:
    """Say whether a merge takes another person's agreement: where it may hide something.

    What is HIGH or above loses its card; and what goes into an incident that was contained looks
    contained as well.
    """
    return gone.incident.severity.rank >= Severity.HIGH.rank or into.is_contained


def may_split(
    incident: Incident, held: Sequence[Finding], leaving: Sequence[Finding], *, has_executions: bool
) -> Refused | None:
    """Return why findings can't leave an incident, or None.

    One must stay; and where something was asked for, the one stays that it was asked about.
    """
    status = after(incident, Act.SPLIT)
    if isinstance(status, Refused):
        return status
    if not incident.has_card:
        return Refused(words.SNOOZED.fill(incident=incident.id))
    if not leaving or len(leaving) >= len(held):
        return Refused(words.ONE_STAYS.fill(incident=incident.id))
    lead = Case(incident, tuple(held)).lead
    if has_executions and lead in leaving:
        return Refused(words.LEAD_STAYS.fill(incident=incident.id))
    return None
