"""How loud each type of finding is, what came of its cards, and what might be kept from the channel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from statistics import median

from bot.domain.finding import Severity
from bot.domain.incident import ENDED, Contained, Status, Verdict
from bot.domain.snoozing import Scope, Snooze

WEEK = timedelta(days=7)
MONTH = timedelta(days=30)
TOP = 10
MOST = 20_000
"""Incidents of a month that are looked at for the whole; of more, the newest."""
A_PAGE = 250
"""So many are read in one go, so that whoever asks holds up nobody else."""
MOST_OF_ONE = 5_000
"""The same for one account, where somebody waits for an answer to a click."""
LEAST_FALSE = 5
"""False positives of a kind, with nothing else among them, that make it worth a proposal."""
_HELD = frozenset({Contained.YES, Contained.PARTLY, Contained.UNDONE})


class Fate(Enum):
    """What came of an incident: a false positive, a real one, ended without a word, or nothing yet."""

    FALSE = "false"
    REAL = "real"
    ENDED = "ended"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Noted:
    """One incident as noise weighs it: the finding that opened it, and what came of it.

    `key`, `type` and `resource` are that finding's, `verified` whether AWS's own product says so.
    `taken_at` is when somebody first had it, `route` the part of the policy file that sent it.
    """

    incident: int
    account: str
    type: str
    resource: str
    key: str
    verified: bool
    severity: Severity
    opened_at: datetime
    fate: Fate
    has_card: bool = True
    route: str = ""
    taken_at: datetime | None = None

    def of(self, scope: Scope) -> str:
        """Return what it has in common with others of this scope; empty where it has nothing."""
        return {Scope.FINDING: self.key, Scope.TYPE: self.type, Scope.RESOURCE: self.resource}[
            scope
        ]


@dataclass(frozen=True, slots=True)
class Noisy:
    """The cards of one type on one route in a week; `waited` is the median until one was taken."""

    route: str
    type: str
    cards: int
    taken: int
    false: int
    waited: timedelta | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What would have been hidden, how much of that was false, real, and is still open."""

    hidden: int
    false: int
    real: int
    open: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """What might be snoozed in an account; `incident` is an open one to say so of, 0 for none."""

    scope: Scope
    account: str
    key: str
    preview: Preview
    incident: int


@dataclass(frozen=True, slots=True)
class Noise:
    """The cards of a week: how many, the noisiest types, and what might be hidden of a month.

    `is_cut` holds where there were more incidents than were looked at.
    """

    cards: int
    noisy: tuple[Noisy, ...]
    proposals: tuple[Proposal, ...]
    is_cut: bool = False


def fate(verdict: Verdict, contained: Contained, status: Status) -> Fate:
    """Return what came of an incident; what was contained was real, unless people said otherwise."""
    if verdict is Verdict.FALSE_POSITIVE:
        return Fate.FALSE
    if verdict is Verdict.TRUE_POSITIVE or contained in _HELD:
        return Fate.REAL
    return Fate.ENDED if status in ENDED else Fate.OPEN


def noisiest(noted: Iterable[Noted], since: datetime) -> tuple[Noisy, ...]:
    """Return each type on each route that had a card since a moment, the loudest first."""
    kinds: defaultdict[tuple[str, str], list[Noted]] = defaultdict(list)
    for each in noted:
        if each.has_card and each.opened_at >= since:
            kinds[each.route, each.type].append(each)
    found = [_noisy(route, of, cards) for (route, of), cards in kinds.items()]
    return tuple(sorted(found, key=lambda each: (-each.cards, each.type, each.route)))


def preview(noted: Iterable[Noted], snooze: Snooze) -> Preview:
    """Return what a snooze would have hidden, had it held all the time."""
    return _preview(
        [
            each
            for each in noted
            if each.has_card
            and each.severity.rank <= snooze.severity.rank
            and (each.account, each.verified) == (snooze.account, snooze.verified)
            and each.of(snooze.scope) == snooze.key
        ]
    )


def proposals(noted: Sequence[Noted]) -> tuple[Proposal, ...]:
    """Return what had nothing but false positives, many of them: a type, else all of a resource.

    Nothing is proposed of which one was CRITICAL, real, or ended without a word: whoever ends
    one so has not said that it was nothing.
    """
    types = _groups(noted, Scope.TYPE)
    covered = {each.incident for group in types.values() for each in group}
    resources = {
        place: group
        for place, group in _groups(noted, Scope.RESOURCE).items()
        if any(each.incident not in covered for each in group)
    }
    found = [
        Proposal(scope, account, key, _preview(group), _open(group))
        for scope, groups in ((Scope.TYPE, types), (Scope.RESOURCE, resources))
        for (account, key, _), group in groups.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.preview.hidden, each.key, each.account)))


def _groups(noted: Iterable[Noted], scope: Scope) -> dict[tuple[str, str, bool], list[Noted]]:
    """Return the groups that one snooze of this scope would hide, as far as it might be proposed."""
    groups: defaultdict[tuple[str, str, bool], list[Noted]] = defaultdict(list)
    for each in noted:
        if each.has_card and each.of(scope):
            groups[each.account, each.of(scope), each.verified].append(each)
    return {place: group for place, group in groups.items() if _is_noise(group)}


def _is_noise(group: Sequence[Noted]) -> bool:
    fates = [each.fate for each in group]
    is_harmless = not {Fate.REAL, Fate.ENDED} & set(fates)
    is_critical = any(each.severity is Severity.CRITICAL for each in group)
    return is_harmless and not is_critical and fates.count(Fate.FALSE) >= LEAST_FALSE


def _preview(group: Sequence[Noted]) -> Preview:
    fates = [each.fate for each in group]
    return Preview(
        len(group), fates.count(Fate.FALSE), fates.count(Fate.REAL), fates.count(Fate.OPEN)
    )


def _open(group: Iterable[Noted]) -> int:
    return max((each.incident for each in group if each.fate is Fate.OPEN), default=0)


def _noisy(route: str, of: str, cards: Sequence[Noted]) -> Noisy:
    waits = [
        (each.taken_at - each.opened_at).total_seconds()
        for each in cards
        if each.taken_at is not None
    ]
    return Noisy(
        route,
        of,
        len(cards),
        len(waits),
        sum(each.fate is Fate.FALSE for each in cards),
        timedelta(seconds=median(waits)) if waits else None,
    )
