"""What proves that the quiet is no dead pipeline: pure checks of what the database knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.finding import Finding
from bot.domain.hold import Grasp, interval
from bot.domain.message import Depth
from bot.domain.policy import Account
from bot.domain.posture import Checked, Standing
from bot.domain.routes import Route
from bot.domain.run import Work
from bot.domain.words import holding
from bot.domain.words import proving as words
from bot.domain.words import routes as route_words
from runbooks.kit.moments import for_people
from runbooks.kit.text import Said, listing

OLD_AFTER = timedelta(hours=2)
"""AWS is looked at twice an hour; what is older than this tells nothing of now."""
SILENT_AFTER = timedelta(days=7)
OLDEST_IN_INBOX = timedelta(seconds=30)
OLDEST_IN_OUTBOX = timedelta(minutes=2)

OWN = "secbot"
"""The service whose findings are our own: they take no way."""
LAST_FINDING = "last_finding"
LOOKED = "looked_at"
INBOX = "inbox"
OUTBOX = "outbox"
HOLDS = "holds"
ROUTES = "routes"
READABLE = "readable_messages"
WORKS = "work_done"
LOGS = "logs"

ACCOUNT = re.compile(r"[0-9]{12}", re.ASCII)
REGION = re.compile(r"[a-z]{2}(-[a-z]{2,12}){1,3}-[0-9]", re.ASCII)

Place = tuple[str, str]
"""An account's number and a Region."""


def places(findings: Iterable[Finding]) -> frozenset[Place]:
    """Return the places that findings prove the way from.

    Only what AWS's own services report counts: whatever may import a finding can name any
    account; nor does what was found by looking, since no message of it has come. The names are held to AWS's shape, since they become keys of an index.
    """
    return frozenset(
        (finding.account, finding.region)
        for finding in findings
        if finding.producer.verified
        and finding.late is None
        and finding.producer.service != OWN
        and ACCOUNT.fullmatch(finding.account)
        and REGION.fullmatch(finding.region)
    )


def looked(
    accounts: Sequence[Account], kept: Sequence[Checked], now: datetime
) -> tuple[Checked, ...]:
    """Return what AWS said of these accounts, as far as it still holds.

    What passed long ago is not known any more; what failed stays failed until it is seen to
    be well. An account or a Region of the policy file that was never looked at is told.
    """
    if not accounts:
        says = words.NO_ACCOUNTS.fill()
        return (Checked(LOOKED, "", "", Standing.NOT_AVAILABLE, says, now),)
    found: list[Checked] = []
    for account in accounts:
        own = [check for check in kept if check.account == account.number]
        found += [_aged(check, now) for check in own] or [_never(account.number, "", now)]
        left_out = set(account.watch_regions) - {check.region for check in own} if own else ()
        found += [_never(account.number, region, now) for region in sorted(left_out)]
    return tuple(found)


def last_findings(
    accounts: Sequence[Account],
    kept: Sequence[Checked],
    seen: Mapping[Place, datetime],
    now: datetime,
) -> tuple[Checked, ...]:
    """Return, for each watched Region of each account, whether its last finding is recent.

    Where all enabled Regions are watched, they are those that were looked at or heard of.
    """
    return tuple(
        check
        for account in accounts
        for check in _of_account(account, regions_of(account, kept, seen), seen, now)
    )


def strangers(
    accounts: Iterable[str], seen: Mapping[Place, datetime], now: datetime
) -> tuple[Checked, ...]:
    """Return the accounts that findings come from and that the policy file does not have."""
    unknown = sorted({account for account, _ in seen} - set(accounts))
    says = words.STRANGE_ACCOUNT.fill()
    return tuple(Checked(LOOKED, account, "", Standing.WARNING, says, now) for account in unknown)


def pipe(name: str, depth: Depth, most: timedelta, now: datetime) -> Checked:
    """Return whether what waits in the inbox or in the outbox is young."""
    if depth.oldest is None:
        return Checked(name, "", "", Standing.PASSED, words.EMPTY.fill(), now)
    age = now - depth.oldest
    if age > most:
        says = words.STUCK.fill(count=depth.count, at=for_people(depth.oldest))
        return Checked(name, "", "", Standing.FAILED, says, now)
    seconds = max(0, round(age.total_seconds()))
    says = words.YOUNG.fill(count=depth.count, seconds=seconds)
    return Checked(name, "", "", Standing.PASSED, says, now)


def held(holds: Grasp, now: datetime) -> tuple[Checked, ...]:
    """Return whether all that was contained holds; nothing where nothing is held.

    What was not checked for three intervals is not known to hold.
    """
    if not holds.count:
        return ()
    is_old = holds.oldest is None or now - holds.oldest > 3 * interval(holds.count)
    standing, says = Standing.PASSED, holding.STATUS_WELL.fill(count=holds.count)
    if holds.slipped:
        standing, says = Standing.FAILED, holding.STATUS_SLIPPED.fill(count=holds.slipped)
    elif holds.unknown:
        standing = Standing.NOT_AVAILABLE
        says = holding.STATUS_UNKNOWN.fill(count=holds.unknown)
    elif is_old:
        at = for_people(holds.oldest) if holds.oldest else "?"
        standing, says = Standing.NOT_AVAILABLE, holding.STATUS_OLD.fill(at=at)
    return (Checked(HOLDS, "", "", standing, says, now),)


def routed(routes: Sequence[Route], now: datetime) -> tuple[Checked, ...]:
    """Return whether no route keeps what is HIGH from having a card; nothing without routes."""
    if not routes:
        return ()
    quiet = [route for route in routes if route.hides_high]
    if not quiet:
        return (Checked(ROUTES, "", "", Standing.PASSED, None, now),)
    return tuple(
        Checked(ROUTES, "", "", Standing.WARNING, route_words.HIDES_HIGH.fill(route=each.told), now)
        for each in quiet
    )


def readable(unreadable: int, now: datetime) -> Checked:
    """Return whether every message of the last day could be read: one may be a finding."""
    if not unreadable:
        return Checked(READABLE, "", "", Standing.PASSED, None, now)
    says = words.UNREADABLE.fill(count=unreadable)
    return Checked(READABLE, "", "", Standing.WARNING, says, now)


def worked(dead: Mapping[Work, int], now: datetime) -> Checked:
    """Return whether all work of the last day was done: what gave up left something unsaid."""
    if not dead:
        return Checked(WORKS, "", "", Standing.PASSED, None, now)
    told = (words.GAVE_UP[work].fill(count=count) for work, count in sorted(dead.items()))
    says = words.GIVEN_UP.fill(what=listing(told))
    return Checked(WORKS, "", "", Standing.WARNING, says, now)


def missing(name: str, says: Said, now: datetime) -> Checked:
    """Return a check that could not be made."""
    return Checked(name, "", "", Standing.NOT_AVAILABLE, says, now)


def _aged(check: Checked, now: datetime) -> Checked:
    if now - check.at <= OLD_AFTER or check.standing is Standing.FAILED:
        return check
    says = words.OLD.fill(at=for_people(check.at), standing=check.standing)
    return replace(check, standing=Standing.NOT_AVAILABLE, says=says)


def _never(account: str, region: str, now: datetime) -> Checked:
    says = words.NEVER_LOOKED.fill()
    return Checked(LOOKED, account, region, Standing.NOT_AVAILABLE, says, now)


def regions_of(
    account: Account, kept: Sequence[Checked], seen: Mapping[Place, datetime]
) -> tuple[str, ...]:
    """Return the Regions that are watched, as far as they are known from looks and findings."""
    if account.watch_regions:
        return account.watch_regions
    own = {check.region for check in kept if check.account == account.number and check.region}
    heard = {region for number, region in seen if number == account.number}
    return tuple(sorted({*own, *heard, *account.act_regions}))


def _of_account(
    account: Account,
    regions: Sequence[str],
    seen: Mapping[Place, datetime],
    now: datetime,
) -> Iterator[Checked]:
    number = account.number
    if not regions:
        says = words.NO_REGIONS.fill()
        yield Checked(LAST_FINDING, number, "", Standing.NOT_AVAILABLE, says, now)
    for region in regions:
        standing, says = _last(seen.get((number, region)), now)
        yield Checked(LAST_FINDING, number, region, standing, says, now)


def _last(at: datetime | None, now: datetime) -> tuple[Standing, Said]:
    if at is None:
        return Standing.WARNING, words.NEVER_SEEN.fill()
    if now - at > SILENT_AFTER:
        silence = words.SILENT.fill(count=(now - at).days, at=for_people(at))
        return Standing.WARNING, silence
    return Standing.PASSED, words.SEEN_AT.fill(at=for_people(at))
