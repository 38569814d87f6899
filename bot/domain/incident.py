"""An incident: findings handled together, and what people have made of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.finding import Finding, Severity
from bot.domain.ids import Prefix, spell


class Status(StrEnum):
    """OCSF `incident_finding` status."""

    NEW = "New"
    IN_PROGRESS = "In Progress"
    ON_HOLD = "On Hold"
    RESOLVED = "Resolved"
    CLOSED = "Closed"


ENDED = frozenset({Status.RESOLVED, Status.CLOSED})


class Verdict(StrEnum):
    """OCSF `verdict_id`, the ones that people give here."""

    UNKNOWN = "Unknown"
    FALSE_POSITIVE = "False Positive"
    TRUE_POSITIVE = "True Positive"
    BENIGN = "Benign"
    TEST = "Test"


class Contained(StrEnum):
    """What the last execution on an incident has proved, for the card's state line."""

    NO = "no"
    WAITING = "waiting"
    RUNNING = "running"
    YES = "yes"
    PARTLY = "partly"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident as it stands; `revision` grows with every change that its card shows.

    `alone_since` is when it was nobody's again, None where it was never anybody's or
    ended.
    """

    number: int
    status: Status
    verdict: Verdict
    severity: Severity
    title: str
    account: str
    region: str
    owner: str
    owner_name: str
    opened_at: datetime
    updated_at: datetime
    revision: int
    channel: str
    contained: Contained = Contained.NO
    has_card: bool = True
    alone_since: datetime | None = None

    @property
    def id(self) -> str:
        """Return the id that people read aloud."""
        return spell(Prefix.INCIDENT, self.number)

    @property
    def is_open(self) -> bool:
        """Say whether somebody has it still to end."""
        return self.status is not Status.CLOSED


@dataclass(frozen=True, slots=True)
class Case:
    """An incident with the findings that it holds, newest last."""

    incident: Incident
    findings: tuple[Finding, ...]

    @property
    def lead(self) -> Finding:
        """Return the finding that the card speaks of: the most severe, then the oldest.

        It is what runbooks are offered for and aimed at, so another as severe must not move it.
        """
        return max(self.findings, key=lambda finding: finding.severity.rank)
