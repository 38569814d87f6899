"""Canaries prove the way of findings from a place: what was sent, what came, when it is silent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.finding import Finding, Producer, Resource, Severity
from bot.domain.policy import Account, Policy
from bot.domain.posture import Checked, Standing
from bot.domain.proving import OWN, Place
from bot.domain.words import canary as words
from runbooks.kit.moments import for_people
from runbooks.kit.text import Said

SOURCE, DETAIL_TYPE = "secbot.canary", "secbot canary"
"""EventBridge takes no `aws.` source of anybody but AWS, and no other names the account."""
GRACE = timedelta(minutes=15)
"""How long a canary may take until it counts as missed."""
LIVES = timedelta(hours=1)
"""How long a nonce is worth anything: what comes later was held back."""
MISSED = 2
"""So many in a row are silence: one alone may be lost."""
LEAST, MOST = timedelta(minutes=30), timedelta(days=1)

CHECK = "canary"
TYPE = "Silence:Pipe/NoCanary"
OFF_KEYS = ("guardduty", "security_hub")
"""The checks that say whether a detector is on."""


@dataclass(frozen=True, slots=True)
class Canary:
    """One that came: where EventBridge says that it was sent, and what it bears."""

    account: str
    region: str
    nonce: str


@dataclass(frozen=True, slots=True)
class Way:
    """The way of findings from a place.

    `nonce` is that of the canary that was sent last, `before` of the one before it. `missed` are
    those that were sent since one came, `since` when the first of them was. `incident` is that of
    its silence, 0 where it is not silent. `why` is why none could be sent at the last try, `at`.
    """

    account: str
    region: str
    at: datetime
    nonce: str = ""
    before: str = ""
    missed: int = 0
    since: datetime | None = None
    heard_at: datetime | None = None
    incident: int = 0
    why: Said | None = None


def sent(way: Way, nonce: str, now: datetime) -> Way:
    """Return the way with one more canary on it."""
    return replace(
        way,
        at=now,
        nonce=nonce,
        before=way.nonce,
        missed=way.missed + 1,
        since=way.since or now,
        why=None,
    )


def unsent(way: Way, why: Said) -> Way:
    """Return the way where the canary that was to be sent could not be: it was not missed."""
    missed = max(0, way.missed - 1)
    return replace(way, nonce="", missed=missed, since=way.since if missed else None, why=why)


def answered(way: Way, nonce: str, now: datetime) -> Way | None:
    """Return the way once a canary has come, or None for one that was never sent.

    One that is late, or comes twice, is ours and proves nothing.
    """
    if not nonce or nonce not in (way.nonce, way.before):
        return None
    if nonce == way.before or now - way.at > LIVES:
        return way
    return replace(way, missed=0, since=None, heard_at=now)


def is_silent(way: Way, heard: datetime | None, every: timedelta, now: datetime) -> bool:
    """Say whether nothing comes from there any more; `heard` is when a finding last came by message.

    A way on which no canary ever came is not known to have been open: that stands in the check.
    """
    if way.missed < MISSED or way.heard_at is None or now - way.at < GRACE:
        return False
    return not speaks(way, heard, every, now)


def speaks(way: Way, heard: datetime | None, every: timedelta, now: datetime) -> bool:
    """Say whether something came from there as lately as canaries prove."""
    return way.missed == 0 or (heard is not None and now - heard < MISSED * every)


def is_due(at: datetime | None, every: timedelta, now: datetime) -> bool:
    """Say whether canaries are to be sent, the last of which were tried at this moment."""
    return at is None or now - at >= every


def places(
    accounts: Iterable[Account], kept: Sequence[Checked], regions: Mapping[str, Sequence[str]]
) -> tuple[Place, ...]:
    """Return from where canaries are sent: not where every detector was seen to be off."""
    failed = {
        (check.account, check.region, check.check)
        for check in kept
        if check.standing is Standing.FAILED
    }
    return tuple(
        (account.number, region)
        for account in accounts
        for region in regions[account.number]
        if not all((account.number, region, key) in failed for key in OFF_KEYS)
    )


def checked(policy: Policy, account: str, ways: Sequence[Way], now: datetime) -> Iterable[Checked]:
    """Yield how the ways from the accounts stand, or from one; nothing where canaries are off."""
    if policy.canary is None:
        return
    for number in policy.accounts:
        own = [way for way in ways if way.account == number]
        if account in ("", number):
            yield from (_checked(way, now) for way in own)
            if not own:
                says = words.NEVER_SENT.fill()
                yield Checked(CHECK, number, "", Standing.NOT_AVAILABLE, says, now)


def silence(way: Way, name: str, heard: datetime | None, now: datetime) -> Finding:
    """Return the finding that a place is silent; each silence is one of its own."""
    since = way.since or now
    began = max((at for at in (heard, way.heard_at) if at is not None), default=since)
    place = f"{name} {way.region}"
    arn = f"arn:aws:events:{way.region}:{way.account}:event-bus/default"
    key = f"{OWN}:aws:{way.account}:{way.region}:silence/{since:%Y%m%dT%H%M%S}"
    return Finding(
        key=key,
        native_id=key,
        producer=Producer(OWN, "", verified=True),
        partition="aws",
        account=way.account,
        region=way.region,
        type=TYPE,
        title=words.TITLE.fill(place=place, hours=_hours(now - began)).plain(),
        description=words.DESCRIPTION.fill(at=f"{since:%Y-%m-%d %H:%M}").plain(),
        severity=Severity.HIGH,
        score=None,
        created_at=since,
        updated_at=since,
        first_seen=since,
        last_seen=now,
        count=way.missed,
        confirmed_at=now,
        resources=(Resource("AwsEventsEventbus", arn, way.region, "default"),),
    )


def _checked(way: Way, now: datetime) -> Checked:
    standing, says = Standing.PASSED, words.FLIES.fill(at=for_people(way.at))
    if way.why is not None:
        standing = Standing.NOT_AVAILABLE
        says = words.NOT_SENT.fill(at=for_people(way.at), why=way.why)
    elif way.incident and way.since is not None:
        hours, at = _hours(now - way.since), for_people(way.since)
        standing, says = Standing.FAILED, words.SILENT.fill(hours=hours, at=at)
    elif way.since is not None and now - way.since >= GRACE:
        standing, says = Standing.WARNING, words.MISSED.fill(at=for_people(way.since))
    elif way.heard_at is not None:
        says = words.HEARD.fill(at=for_people(way.heard_at))
    else:
        standing = Standing.NOT_AVAILABLE
    return Checked(CHECK, way.account, way.region, standing, says, now)


def _hours(span: timedelta) -> int:
    return int(span.total_seconds() // 3600)
