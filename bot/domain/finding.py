"""A finding: what Security Hub or GuardDuty reported, normalised."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Severity(StrEnum):
    """ASFF `SeverityLabel`, lowest first."""

    INFORMATIONAL = "INFORMATIONAL"
    LOW = "LOW"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"
    CRITICAL = "CRITICAL"

    @property
    def rank(self) -> int:
        """Return 0 for INFORMATIONAL up to 4 for CRITICAL."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Workflow(StrEnum):
    """ASFF `WorkflowStatus`."""

    NEW = "NEW"
    NOTIFIED = "NOTIFIED"
    RESOLVED = "RESOLVED"
    SUPPRESSED = "SUPPRESSED"


@dataclass(frozen=True, slots=True)
class Producer:
    """Who says so: the service that the envelope came from, and the product within it.

    `product` is an ASFF ProductArn, or empty for a service that reports for itself.
    `verified` says that the product is one of AWS's own, which nobody else can import as.
    """

    service: str
    product: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Resource:
    """One thing that a finding is about; `type` is ASFF's name for it, `id` an ARN or a name."""

    type: str
    id: str
    region: str = ""
    name: str = ""
    tags: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Late:
    """A finding that no message brought: when looking for it has, and how late that was."""

    at: datetime
    seconds: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding at one revision.

    `key` is `service:partition:account:region:native id`, the same for every way in that the
    same finding takes. Times are aware UTC or None where the source gave none that can be read.
    `score` is the source's own number, None where it has none. `remote` holds addresses and
    domains of the other side, as sent. `principals` are the names that it gives to whoever acted:
    users, and the names of role sessions. `confirmed_at` is when it was read again at its source.
    `process` is the path or name of what ran, `threats` the names of malware. `asked_by` is the
    custom action by which somebody in Security Hub's console sent it on, `asked_at` when.
    `late` is set where it was looked for, since no message had brought it.
    `signals` are the ids of the findings that an attack sequence is made of. `arrived_at` is when
    the message was received that brought it, None where none has.
    """

    key: str
    native_id: str
    producer: Producer
    partition: str
    account: str
    region: str
    type: str
    title: str
    description: str
    severity: Severity
    score: float | None
    created_at: datetime | None
    updated_at: datetime | None
    first_seen: datetime | None
    last_seen: datetime | None
    count: int
    resources: tuple[Resource, ...]
    remote: tuple[str, ...] = ()
    principals: tuple[str, ...] = ()
    sample: bool = False
    archived: bool = False
    workflow: Workflow = Workflow.NEW
    compliance: str = ""
    note_at: str = ""
    confirmed_at: datetime | None = field(default=None)
    process: str = ""
    threats: tuple[str, ...] = ()
    asked_by: str = ""
    asked_at: datetime | None = None
    late: Late | None = None
    signals: tuple[str, ...] = ()
    arrived_at: datetime | None = None

    @property
    def claim(self) -> tuple[object, ...]:
        """Return what its source is asked to bear out: where the claim is another, ask again.

        Whom it names is part of it, since they may not decide on it.
        """
        named = tuple((resource.type, resource.id) for resource in self.resources)
        people = frozenset(self.principals)
        return (self.type, self.account, self.region, self.producer, named, people)

    @property
    def revision(self) -> str:
        """Return what changes when the finding does; equal revisions are one and the same."""
        updated = self.updated_at.isoformat() if self.updated_at else ""
        parts = (updated, self.count, self.archived, self.workflow, self.severity)
        asked = (self.asked_by, self.asked_at) if self.asked_by else ()
        return "|".join(str(part) for part in (*parts, self.compliance, self.note_at, *asked))


@dataclass(frozen=True, slots=True)
class Notice:
    """A message that is no finding: an announcement, foreign data, text, or broken JSON."""

    title: str
    text: str
    reason: str
    source: str = ""
    account: str = ""
    region: str = ""
