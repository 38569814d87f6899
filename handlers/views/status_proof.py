"""Whether the quiet can be trusted: every fault with its reason, and each place in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain import outage, paging, proving
from bot.domain.posture import Checked, Standing
from bot.domain.status import WORST_FIRST, Picture, StatusCard, judge, tallied
from bot.domain.words import restricting
from bot.domain.words import status as words
from handlers.views.marks import Field, Line, When, Words, line
from handlers.views.parts import Lines
from handlers.views.rows import row, rows
from handlers.views.status_verdict import tally

LONGEST = 120
"""UTF-16 units of a title, a name or a reason: a list is read by its rows."""

NAMED = frozenset({paging.SNS, paging.WEBHOOK, proving.LOGS})


@dataclass(frozen=True, slots=True)
class Room:
    """How many rows of each list are shown before the rest is counted, and names in a row."""

    things: int = 5
    faults: int = 10
    places: int = 15
    names: int = 8


@dataclass(slots=True)
class Fault:
    """One reason why something has not passed, and the checks and Regions that it holds for."""

    check: Checked
    checks: dict[str, None] = field(default_factory=dict)
    regions: dict[str, None] = field(default_factory=dict)


def proof(card: StatusCard, room: Room) -> tuple[Lines, ...]:
    """Return the proof of the quiet, or what is missing of it."""
    picture = card.picture
    told = tally(judge(picture).tally)
    head: Line = line(words.PROOF_HEAD_NEVER, tally=told)
    if picture.looked_at is not None:
        head = line(words.PROOF_HEAD, tally=told, when=When(picture.looked_at, "ago"))
    anew = (words.REFRESHING,) if card.is_refreshing else ()
    return (
        Lines((head, *anew, *_pipes(picture), *_named(picture)), is_needed=True),
        Lines(_faults(picture, room)),
        Lines(_places(picture, room.places)),
    )


def short(words_of_strangers: str) -> Line:
    """Return a stranger's words, cut where they are long; that they are withheld is ours to say."""
    if words_of_strangers == restricting.WITHHELD.en:
        return Line(restricting.WITHHELD)
    return Line(words.STRANGER, {"words": words_of_strangers}, longest=LONGEST)


def account_name(picture: Picture, account: str) -> str:
    """Return the account's name in the policy file, or its number where it has none."""
    return picture.names.get(account) or account


def _pipes(picture: Picture) -> tuple[Words, ...]:
    """Return how long what waits has waited: well or not, it is told."""
    says = {check.check: check.says for check in picture.proof if not check.account}
    inbox, outbox, slack = (
        says.get(name) for name in (proving.INBOX, proving.OUTBOX, outage.SLACK)
    )
    if not (inbox and outbox and slack):
        return ()
    return (line(words.PIPES, inbox=inbox, outbox=outbox, slack=slack),)


def _named(picture: Picture) -> tuple[Words, ...]:
    """Return what the policy file names, where it stands well: where pages go, and the logs."""
    return tuple(
        line(words.NAMED, check=_check_name(picture, check.check), says=check.says)
        for check in picture.proof
        if check.check in NAMED and check.standing is Standing.PASSED and check.says
    )


def _faults(picture: Picture, room: Room) -> tuple[Words, ...]:
    """Return what has not passed, the worst first, alike ones in one row."""
    faults = [
        fault
        for standing in WORST_FIRST
        if standing is not Standing.PASSED
        for fault in _grouped(picture.proof, standing)
    ]
    told = tuple(_fault(picture, fault, room.names) for fault in faults[: room.faults])
    rest = len(faults) - room.faults
    return (*told, Line(words.FAULTS_MORE, {"count": rest}, is_cut=True)) if rest > 0 else told


def _grouped(checks: Sequence[Checked], standing: Standing) -> list[Fault]:
    """Return the faults of an account by their reasons: a closed door is one, not one a check."""
    found: dict[tuple[str, str], Fault] = {}
    for check in checks:
        if check.standing is not standing:
            continue
        fault = found.setdefault(
            (check.account, check.says.plain() if check.says else ""), Fault(check)
        )
        fault.checks[check.check] = None
        fault.regions |= {check.region: None} if check.region else {}
    return list(found.values())


def _fault(picture: Picture, fault: Fault, most: int) -> Line:
    check = fault.check
    names = [_check_name(picture, name) for name in fault.checks]
    fields: dict[str, Field] = {
        "sign": words.SIGNS[check.standing],
        "standing": check.standing,
        "check": row(names, most, is_content=False),
        "says": check.says or "",
    }
    if not check.account:
        return line(words.FAULT_HERE, **fields)
    place: Field = account_name(picture, check.account)
    if fault.regions:
        regions = row(list(fault.regions), most, is_content=False)
        place = line(words.PLACE, account=place, regions=regions)
    return line(words.FAULT, **fields, place=place)


def _places(picture: Picture, most: int) -> tuple[Words, ...]:
    """Return a row for each account, or for each place of the account that is shown alone."""
    if picture.account:
        keys = dict.fromkeys(check.region for check in picture.proof if check.account)
        told = [_region(picture, key) for key in sorted(keys)]
    else:
        keys = dict.fromkeys(check.account for check in picture.proof if check.account)
        told = [_account(picture, key) for key in keys]
    return rows(words.PLACES_HEAD, told, most, words.MORE)


def _account(picture: Picture, account: str) -> Line:
    checks = tuple(check for check in picture.proof if check.account == account)
    heard = [(at, region) for (number, region), at in picture.heard.items() if number == account]
    seen: Line = line(words.SEEN_NEVER)
    if heard:
        at, region = max(heard)
        seen = line(words.SEEN, when=When(at, "ago"), region=region)
    place = account_name(picture, account)
    return line(
        words.WHERE,
        place=place,
        tally=tally(tallied(check.standing for check in checks)),
        seen=seen,
    )


def _region(picture: Picture, region: str) -> Line:
    """Return a row of one account's Region; the empty one is the account as a whole."""
    checks = tuple(check for check in picture.proof if check.account and check.region == region)
    told = tally(tallied(check.standing for check in checks))
    if not region:
        return line(words.WHERE_ONLY, place=words.WHOLE, tally=told)
    at = picture.heard.get((picture.account, region))
    seen = line(words.SEEN_HERE, when=When(at, "ago")) if at else line(words.SEEN_NEVER)
    return line(words.WHERE, place=region, tally=told, seen=seen)


def _check_name(picture: Picture, name: str) -> Field:
    """Return what people call a check; one that is not known any more goes by its key."""
    return picture.titles.get(name) or name
