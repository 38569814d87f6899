"""A snooze: what it hides, from whom nothing is hidden, how long it lasts, and when it takes two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.finding import Finding, Severity
from bot.domain.hold import read_span
from bot.domain.words import silencing as words
from runbooks.kit.text import Said, Text

LONGEST = timedelta(days=7)


class Scope(StrEnum):
    """What is snoozed: one finding, all about one resource, or all of one type in an account."""

    FINDING = "finding"
    RESOURCE = "resource"
    TYPE = "type"


class Ended(StrEnum):
    """How a snooze has ended."""

    OVER = "over"
    WORSE = "worse"
    WOKEN = "woken"
    RENEWED = "renewed"


WHAT: dict[Scope, Text] = {
    Scope.FINDING: words.SNOOZED_FINDING,
    Scope.RESOURCE: words.SNOOZED_RESOURCE,
    Scope.TYPE: words.SNOOZED_TYPE,
}


@dataclass(frozen=True, slots=True)
class Snooze:
    """Findings of one kind in one account, hidden until a moment, up to a severity.

    `key` is a finding's key, a resource's id, or a type. `verified` says whether it hides what
    AWS's own products say, or what others do. `agreed_name` is empty where one alone was enough.
    `hidden` counts findings and repeats that it has kept from the channel.
    """

    number: int
    incident: int
    scope: Scope
    account: str
    key: str
    verified: bool
    severity: Severity
    since: datetime
    until: datetime
    by: str
    by_name: str
    agreed_name: str
    why: str
    hidden: int = 0

    def covers(self, finding: Finding) -> bool:
        """Say whether a finding is of the kind that is snoozed, however severe it is."""
        if finding.account != self.account or finding.producer.verified is not self.verified:
            return False
        return self.key == key_of(finding, self.scope)

    def hides(self, finding: Finding) -> bool:
        """Say whether a finding is kept from the channel: never one that is more severe."""
        return self.covers(finding) and finding.severity.rank <= self.severity.rank

    @property
    def what(self) -> Said:
        """Return what is snoozed, for people."""
        return WHAT[self.scope].fill(key=self.key[:LONGEST_KEY], account=self.account)


LONGEST_KEY = 200


def key_of(finding: Finding, scope: Scope) -> str:
    """Return what a finding has in common with those of its scope; empty where it has nothing."""
    if scope is Scope.FINDING:
        return finding.key
    if scope is Scope.TYPE:
        return finding.type
    return finding.resources[0].id if finding.resources else ""


def hiding(snoozes: Iterable[Snooze], finding: Finding) -> Snooze | None:
    """Return the first snooze that hides a finding, or None."""
    return next((each for each in snoozes if each.hides(finding)), None)


def outgrown(snoozes: Iterable[Snooze], finding: Finding) -> tuple[int, ...]:
    """Return the numbers of the snoozes that a finding ends by being more severe."""
    found = (each for each in snoozes if each.covers(finding) and not each.hides(finding))
    return tuple(each.number for each in found)


def takes_two(scope: Scope, severity: Severity, *, is_renewal: bool) -> bool:
    """Say whether a snooze takes another person's agreement."""
    return is_renewal or scope is not Scope.FINDING or severity.rank >= Severity.HIGH.rank


def read_length(typed: str) -> timedelta | None:
    """Return how long `90m`, `4h` or `2d` is; None for what is none, under 5 minutes or over a week."""
    span = read_span(typed)
    return span if span is not None and span <= LONGEST else None
