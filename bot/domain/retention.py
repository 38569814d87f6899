"""When old findings are deleted, what is left of one, and how the night's purge went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from bot.domain.finding import Finding

LEAST = timedelta(days=90)
"""GuardDuty and Security Hub keep a finding for 90 days after it was last updated, so till then
either may tell of it again, and sweeps may find it. Noise is counted over 30 days, and what joins
an incident over one.
https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings.html
https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings.html
"""
SETTLED_FOR = timedelta(days=31)
"""How long an incident has been closed and unchanged: noise counts what came of 30 days."""
HOUR = 3
"""The hour after which a day's purge begins."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How long findings are kept, and up to when they must have been seen to go at this moment."""

    kept: timedelta
    now: datetime

    @property
    def before(self) -> datetime:
        """Return the moment before which a finding was last seen that is deleted."""
        return self.now - self.kept

    @property
    def settled_before(self) -> datetime:
        """Return the moment before which its incident has last changed."""
        return self.now - SETTLED_FOR

    @property
    def days(self) -> int:
        """Return how long findings are kept, in whole days."""
        return self.kept.days


@dataclass(frozen=True, slots=True)
class Aged:
    """A finding that nobody has seen for long: by its number, with its incident, if it has one."""

    number: int
    incident: int | None
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Gone:
    """What is left of a finding that was deleted: enough to know it again, and nothing of it.

    `number` is the finding's, `key_hash` stands for its key, `at` is when it was deleted, `days`
    how long findings were kept then. `updated_at` and `revision` are those of its last revision.
    """

    number: int
    key_hash: bytes
    incident: int
    at: datetime
    days: int
    updated_at: datetime | None
    revision: bytes

    def knew(self, finding: Finding) -> bool:
        """Say whether a finding tells nothing that was not known before it was deleted.

        What is older counts only where somebody in Security Hub has asked for attention by it.
        """
        if revision_of(finding) == self.revision:
            return True
        is_late = self.updated_at and finding.updated_at and finding.updated_at < self.updated_at
        return bool(is_late) and not finding.asked_by


@dataclass(frozen=True, slots=True)
class Emptied:
    """An incident whose findings were deleted: how many, when, and how long they were kept."""

    many: int
    at: datetime
    days: int


@dataclass(frozen=True, slots=True)
class Purge:
    """How a night's deletion of old findings went, kept with every step of it.

    `day` is `YYYY-MM-DD`. Deleted was what was last seen before `before`: so many `findings`, of
    so many `incidents` and without any. `ended_at` is None while it goes on, or where it was
    killed; `is_cut` says that there was more than a night's time for. `ignored` are the findings
    that sweeps found upstream meanwhile, older than what is kept.
    """

    day: str
    days: int
    before: datetime
    begun_at: datetime
    findings: int = 0
    incidents: int = 0
    ignored: int = 0
    ended_at: datetime | None = None
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """What the daily check tells of retention: the rule, and the last purge, if there was any."""

    days: int
    last: Purge | None


def revision_of(finding: Finding) -> bytes:
    """Return what stands for a revision, which is as long as a stranger made it."""
    return sha256(finding.revision.encode("utf-8", "surrogatepass")).digest()


def night_of(now: datetime, timezone: str) -> date:
    """Return the day whose purge is due at a moment: a day begins at 03:00 for it."""
    return (now.astimezone(ZoneInfo(timezone)) - timedelta(hours=HOUR)).date()


def is_due(last: Purge | None, now: datetime, timezone: str) -> bool:
    """Say whether the day's purge is still to be made, or to be brought to its end."""
    if last is None or last.ended_at is None:
        return True
    return last.day < night_of(now, timezone).isoformat()


def is_stale(finding: Finding, rule: Rule) -> bool:
    """Say whether a finding that nothing is known of is older than what is kept.

    What gives no time that can be read is never taken for old.
    """
    at = finding.updated_at or finding.created_at
    return at is not None and at < rule.before


def known_again(gone: Mapping[str, Gone], finding: Finding) -> bool:
    """Say whether a finding was deleted, and tells nothing since."""
    left = gone.get(finding.key)
    return left is not None and left.knew(finding)
