"""What stops secbot itself: pure rules, each of which says its refusal in a sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import Prefix, spell
from bot.domain.words import braking as words
from runbooks.kit.moments import for_people
from runbooks.kit.text import Said, Text

EVERYWHERE = "*"
"""All accounts, where one is named."""

WINDOW = timedelta(hours=1)
"""What the ceiling counts over, and within which changes that failed add up."""

LONGEST_LIFT = timedelta(hours=1)
HELD_OFF_FOR = timedelta(hours=24)
"""How long nothing applies by itself again what somebody has undone."""

MOST_FAILED = 3
LOOKED_AT = 5
"""Three of the last five changes that failed pull the brake."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place under the ceiling: a target, and the execution that changes it.

    `at` is when it began; until `is_begun`, when it was approved.
    """

    account: str
    target: str
    execution: int
    at: datetime
    is_begun: bool


@dataclass(frozen=True, slots=True)
class Lease:
    """A resource of an account, by its ARN, and the execution that works on it alone."""

    account: str
    resource: str
    execution: int


@dataclass(frozen=True, slots=True)
class Lift:
    """The ceiling lifted in `account`, a number or `*`, from `since` until `until`.

    `asked_at` is when somebody asked for it last, None once `name` has agreed; a lift that holds
    already goes on while another one is asked for.
    """

    account: str
    asked_by: str
    asked_name: str
    asked_at: datetime | None
    length: timedelta
    reason: str
    name: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def holds(self, account: str, now: datetime) -> bool:
        """Say whether it frees an account now; a clock that went back frees nothing."""
        if self.since is None or self.until is None:
            return False
        return self.account in {EVERYWHERE, account} and self.since <= now < self.until


@dataclass(frozen=True, slots=True)
class Ended:
    """A change that has ended: in which accounts, when, and whether it failed by our fault or AWS's."""

    execution: int
    accounts: tuple[str, ...]
    at: datetime
    has_failed: bool


@dataclass(frozen=True, slots=True)
class Undone:
    """What somebody has put back, and why; `execution` is the undo's number."""

    runbook: str
    name: str | Text
    at: datetime
    execution: int
    reason: str | Text

    @property
    def until(self) -> datetime:
        """Return until when nothing applies it again by itself."""
        return self.at + HELD_OFF_FOR


def ceiling(
    wanted: Place,
    taken: Iterable[Place],
    lifts: Iterable[Lift],
    most: int,
    names: Mapping[str, str],
) -> Said | None:
    """Return why one target more can't be changed now, or None; `wanted.at` is now.

    A target that has a place already takes no second one. A place at a moment still to come
    counts too: the clock has gone back.
    """
    now, account = wanted.at, wanted.account
    if any(lift.holds(account, now) for lift in lifts):
        return None
    places = _newest(each for each in taken if not each.is_begun or each.at > now - WINDOW)
    if (account, wanted.target) in places:
        return None
    here = [at for (number, _), at in places.items() if number == account]
    if len(here) >= most:
        name = names.get(account, account)
        return words.CEILING.fill(account=name, number=account, **_told(here, most))
    if len(places) >= most:
        return words.CEILING_ALL.fill(**_told(places.values(), most))
    return None


def _newest(places: Iterable[Place]) -> dict[tuple[str, str], datetime]:
    """Return when each target was last changed, by account and target."""
    newest: dict[tuple[str, str], datetime] = {}
    for place in places:
        key = (place.account, place.target)
        newest[key] = max(place.at, newest.get(key, place.at))
    return newest


def _told(moments: Collection[datetime], most: int) -> dict[str, object]:
    """Return the ceiling's figures: the next is free once so few are within the hour again."""
    in_order = sorted(moments)
    free = in_order[len(in_order) - most] + WINDOW
    since = for_people(in_order[0])
    return {"count": len(in_order), "since": since, "most": most, "free": for_people(free)}


def too_wide(targets: Collection[str], most: int) -> Said | None:
    """Return that a plan has more targets than one may have, or None."""
    count = len(set(targets))
    return words.TOO_WIDE.fill(count=count, most=most) if count > most else None


def tripped(ended: Sequence[Ended], account: str) -> tuple[Ended, ...]:
    """Return the changes that failed where they are enough to pull the brake, or none.

    `ended` are those of an hour, in any order; `account` is a number or `*`. Over all accounts
    it takes failures in two of them: one account that fails is stopped alone.
    """
    here = [each for each in ended if account == EVERYWHERE or account in each.accounts]
    last = sorted(here, key=lambda each: (each.at, each.execution))[-LOOKED_AT:]
    failed = tuple(each for each in last if each.has_failed)
    if len(failed) < MOST_FAILED:
        return ()
    where = {each.accounts for each in failed}
    return () if account == EVERYWHERE and len(where) == 1 else failed


def why_stopped(failed: Sequence[Ended]) -> Said:
    """Return why secbot has pulled a brake itself."""
    named = ", ".join(spell(Prefix.EXECUTION, each.execution) for each in failed)
    return words.BREAKER.fill(count=len(failed), of=LOOKED_AT, executions=named)


def held_off(undone: Undone | None, now: datetime) -> Said | None:
    """Return why nothing applies a runbook to a target again by itself, or None."""
    if undone is None or now >= undone.until:
        return None
    return words.HELD_OFF.fill(
        runbook=undone.runbook, until=for_people(undone.until), **_who(undone)
    )


def told_undone(undone: Undone | None, now: datetime) -> Said | None:
    """Return what a person who asks for it again is told on the plan, or None."""
    if undone is None or now >= undone.until:
        return None
    return words.UNDONE.fill(**_who(undone))


def _who(undone: Undone) -> dict[str, object]:
    execution = spell(Prefix.EXECUTION, undone.execution)
    at = for_people(undone.at)
    return {"name": undone.name, "at": at, "execution": execution, "reason": undone.reason}
