"""When detectors are asked for what no message brought, from where on, and how that stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.domain.finding import Finding, Late
from bot.domain.policy import Account, Policy
from bot.domain.posture import Checked, Standing
from bot.domain.proving import OWN
from bot.domain.words import sweeping as words
from bot.domain.words.alert import SERVICES
from runbooks.kit.moments import for_people
from runbooks.kit.text import Said
from runbooks.kit.values import Special

EVERY_MINUTES = 15
DOWN_AFTER = timedelta(minutes=2)
"""After so long without a beat, what was lost meanwhile is looked for at once."""
FIRST_BACK = timedelta(hours=24)
"""How far back the very first sweep of a place looks."""
OVERLAP = timedelta(hours=1)
"""How far before its mark a sweep begins: `UpdatedAt` is the product's, and comes in later."""
GRACE = timedelta(minutes=5)
"""How long the message of a finding may take: till then, nothing is lost."""
OLD_AFTER = timedelta(minutes=3 * EVERY_MINUTES)

SWEPT, HEALED = "swept", "healed"


class Detector(StrEnum):
    """A service that can be asked again for what it has found, by the name of its findings."""

    GUARDDUTY = "guardduty"
    SECURITY_HUB = "securityhub"


@dataclass(frozen=True, slots=True)
class Beat:
    """Where a sweep asks: a detector, in the account that answers and a Region."""

    detector: Detector
    account: str
    region: str


@dataclass(frozen=True, slots=True)
class Swept:
    """How far a beat is swept.

    `until` is the mark: what was updated before is known. `is_cut` says that there was more than
    is read at a time. `at` is the last attempt, `done_at` the last that was answered, `why` what
    went wrong since.
    """

    beat: Beat
    at: datetime
    until: datetime | None = None
    done_at: datetime | None = None
    is_cut: bool = False
    why: Said | None = None


@dataclass(frozen=True, slots=True)
class Haul:
    """What a detector answers: findings as its API writes them, and up to which moment.

    `until` is None where it has answered all that it had.
    """

    bodies: tuple[Mapping[str, Any], ...] = ()
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Healed:
    """How many findings of a place no message had brought, on a day (`YYYY-MM-DD` in UTC)."""

    day: str
    account: str
    region: str
    many: int


@dataclass(frozen=True, slots=True)
class Reached:
    """When a detector's own finding last came by message, and whether it was a sample."""

    detector: str
    at: datetime
    sample: bool = False


def is_due(slot: datetime, before: datetime | None) -> bool:
    """Say whether to sweep in this minute; `before` is the beat of the schedule before it, if any."""
    if before is None or slot - before > DOWN_AFTER:
        return True
    return slot.minute % EVERY_MINUTES == 0


def asked(policy: Policy) -> tuple[Account, ...]:
    """Return the accounts that are asked: the administrator for all its members, else each."""
    admin = policy.accounts.get(policy.special.get(Special.SECURITY_ADMIN, ""))
    return (admin,) if admin is not None else tuple(policy.accounts.values())


def since(swept: Swept | None, now: datetime) -> datetime:
    """Return from where on a beat is asked: where it was cut, it goes on without an overlap."""
    if swept is None or swept.until is None:
        return now - FIRST_BACK
    return swept.until if swept.is_cut else swept.until - OVERLAP


def swept(before: Swept | None, beat: Beat, haul: Haul | Said, now: datetime) -> Swept:
    """Return how far a beat is swept after an answer, or the reason why there is none."""
    mark = before.until if before else None
    if isinstance(haul, Said):
        return Swept(beat, now, mark, before.done_at if before else None, why=haul)
    if haul.until is not None:
        return Swept(beat, now, haul.until, now, is_cut=True)
    return Swept(beat, now, max(mark, now - GRACE) if mark else now - GRACE, now)


def lost(finding: Finding, now: datetime, *, is_known: bool) -> Late | None:
    """Return how late a finding is, or None where its message may still be on its way.

    What is updated again and again counts by its beginning, where nothing of it is known.
    """
    moments = (finding.updated_at, None if is_known else finding.created_at)
    ages = [now - at for at in moments if at is not None]
    if not ages or max(ages) < GRACE:
        return None
    newest = finding.updated_at or finding.created_at or now
    return Late(now, max(0, round((now - newest).total_seconds())))


def reached(findings: Iterable[Finding], at: datetime) -> tuple[Reached, ...]:
    """Return the detectors that findings prove to reach us: AWS's own, and not by looking."""
    found: dict[str, Reached] = {}
    for one in findings:
        if one.producer.verified and one.late is None and one.producer.service != OWN:
            service = one.producer.service
            is_sample = one.sample and (service not in found or found[service].sample)
            found[service] = Reached(service, at, is_sample)
    return tuple(found[service] for service in sorted(found))


def checked(
    accounts: Sequence[Account], readings: Sequence[Swept], now: datetime
) -> tuple[Checked, ...]:
    """Return, for each place that is asked, whether nothing can have been lost there."""
    found: list[Checked] = []
    for account in accounts:
        own = [one for one in readings if one.beat.account == account.number]
        if not own:
            found.append(_unknown(account.number, "", words.NEVER_SWEPT.fill(), now))
        for region in sorted({one.beat.region for one in own}):
            beats = [one for one in own if one.beat.region == region]
            found.append(max((_stands(one, now) for one in beats), key=_badness))
    return tuple(found)


def healed(counts: Sequence[Healed], accounts: Iterable[str], now: datetime) -> tuple[Checked, ...]:
    """Return the places whose findings came by looking alone; nothing where there are none."""
    totals: dict[tuple[str, str], int] = {}
    for one in counts:
        totals[one.account, one.region] = totals.get((one.account, one.region), 0) + one.many
    shown = set(accounts)
    return tuple(
        Checked(HEALED, account, region, Standing.WARNING, words.HEALED_SINCE.fill(count=many), now)
        for (account, region), many in sorted(totals.items())
        if not shown or account in shown
    )


def _badness(check: Checked) -> int:
    return (Standing.PASSED, Standing.WARNING, Standing.NOT_AVAILABLE).index(check.standing)


def _stands(one: Swept, now: datetime) -> Checked:
    account, region = one.beat.account, one.beat.region
    name, at = SERVICES[one.beat.detector], for_people(one.done_at) if one.done_at else ""
    if one.why is not None:
        said = words.FAILS if at else words.FAILS_EVER
        told = said.fill(detector=name, why=one.why, **({"at": at} if at else {}))
        return _unknown(account, region, told, now)
    if now - one.at > OLD_AFTER:
        return _unknown(account, region, words.SWEPT_LONG_AGO.fill(at=at), now)
    if one.is_cut and one.until is not None:
        behind = words.BEHIND.fill(detector=name, at=for_people(one.until))
        return Checked(SWEPT, account, region, Standing.WARNING, behind, now)
    return Checked(SWEPT, account, region, Standing.PASSED, words.SWEPT_AT.fill(at=at), now)


def _unknown(account: str, region: str, says: Said, now: datetime) -> Checked:
    return Checked(SWEPT, account, region, Standing.NOT_AVAILABLE, says, now)
