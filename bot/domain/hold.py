"""A hold: a containment that is verified again until its incident is closed, and what that shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ids import Prefix, spell
from bot.domain.people import WISH_GOOD_FOR
from bot.domain.words import holding as words
from runbooks.kit.text import Said
from runbooks.kit.values import Claim, Proof

USUAL = timedelta(minutes=10)
APART = timedelta(seconds=7.2)
"""Between two checks of any holds, on average: 500 an hour, so that many holds wait longer."""
BLIND_AFTER = timedelta(minutes=30)
"""A containment that was not seen to hold for so long calls somebody, though nothing has slipped."""
GOLDEN = 0.618034
"""Consecutive numbers times this, without their whole part, lie spread out between 0 and 1."""
LEAST_SPAN, MOST_SPAN = timedelta(minutes=5), timedelta(days=30)
LONGEST_SPAN = 20
UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
SPAN = re.compile(r"([0-9]{1,5})([mhd])", re.ASCII | re.IGNORECASE)


class Grip(StrEnum):
    """How a containment stands; the last two are ends.

    UNKNOWN could not be checked, and so is never told as held. RELEASED was let go by two people,
    OVER has ended with its undo, with its incident, or with a newer run of the same.
    """

    HELD = "held"
    SLIPPED = "slipped"
    UNKNOWN = "unknown"
    RELEASED = "released"
    OVER = "over"

    @property
    def is_live(self) -> bool:
        """Say whether it is still checked."""
        return self in LIVE


LIVE = (Grip.HELD, Grip.SLIPPED, Grip.UNKNOWN)


class Mark(StrEnum):
    """What is expected of a claim: FIRM has passed, WEAK never has, LOST had to and fails."""

    FIRM = "firm"
    WEAK = "weak"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Hold:
    """One execution's containment as it stands.

    `since` is from when no check has seen it slip, `held_at` when it was last seen to hold,
    `checked_at` when AWS last answered, None where it never has. `slip` is the record that tells
    of the last slip, `is_traced` says that it is known who it was. `slipped_at` is None again once
    it holds again. `revert_at` is when somebody is to be asked whether to put it back. `asked_by`
    has asked to end it.
    """

    execution: int
    incident: int | None
    account: str
    region: str
    runbook: str
    target: str
    state: Grip
    since: datetime
    next_check_at: datetime
    held_at: datetime | None = None
    checked_at: datetime | None = None
    why: Said | None = None
    marks: Mapping[str, Mark] = field(default_factory=dict)
    slipped_at: datetime | None = None
    slip: int | None = None
    is_traced: bool = False
    revert_at: datetime | None = None
    revert_asked_at: datetime | None = None
    asked_by: str = ""
    asked_by_slack: str = ""
    asked_by_name: str = ""
    asked_at: datetime | None = None

    @property
    def id(self) -> str:
        """Return the id of its execution."""
        return spell(Prefix.EXECUTION, self.execution)

    def blind_since(self, now: datetime) -> datetime | None:
        """Return since when it is not known to hold, where that is too long; else None.

        What AWS answers, and has never proved, is told as contained in part.
        """
        since = self.held_at or (None if self.checked_at else self.since)
        is_long = since is not None and now - since >= BLIND_AFTER
        return since if self.state is Grip.UNKNOWN and is_long else None

    def is_wanted_over(self, now: datetime) -> bool:
        """Say whether somebody's wish to end it still stands."""
        return self.asked_at is not None and now - self.asked_at < WISH_GOOD_FOR


@dataclass(frozen=True, slots=True)
class Grasp:
    """How many holds there are, and when the one that was checked longest ago was.

    `oldest` is None where none is kept, or where one was never checked.
    """

    held: int = 0
    slipped: int = 0
    unknown: int = 0
    oldest: datetime | None = None

    @property
    def count(self) -> int:
        """Return how many there are."""
        return self.held + self.slipped + self.unknown


@dataclass(frozen=True, slots=True)
class Seen:
    """What one check has shown: the state, the marks from now on, and what is new.

    `lost` are the claims that have slipped just now; `why` says why it is not known.
    """

    state: Grip
    marks: Mapping[str, Mark]
    lost: tuple[Claim, ...] = ()
    why: Said | None = None


def begun(claims: Iterable[Claim]) -> dict[str, Mark]:
    """Return what is expected from now on of the claims as a run has read them back."""
    return {claim.key: Mark.FIRM if claim.proof is Proof.PASSED else Mark.WEAK for claim in claims}


def judge(marks: Mapping[str, Mark], claims: Sequence[Claim], why: Said | None) -> Seen:
    """Return what the claims of one check show.

    A claim that passed before and fails now has slipped, and so has a new one that fails. What
    never passed can't slip, and what only time tells is left out until it is told. A containment
    that has slipped holds again once everything that was expected of it passes.
    """
    if not claims:
        return Seen(Grip.SLIPPED if _has_lost(marks) else Grip.UNKNOWN, marks, (), why)
    if not marks:
        first = begun(claims)
        return Seen(_first_state(first), first, (), None if _is_firm(first) else _unproved(claims))
    after = {**marks, **{claim.key: _marked(marks.get(claim.key), claim) for claim in claims}}
    doubt = _doubt(marks, claims)
    if _has_lost(after):
        lost = [one for one in claims if after[one.key] is Mark.LOST is not marks.get(one.key)]
        return Seen(Grip.SLIPPED, after, tuple(lost), doubt)
    if doubt or not _is_firm(after):
        return Seen(Grip.UNKNOWN, after, (), doubt or _unproved(claims))
    return Seen(Grip.HELD, after)


def interval(count: int) -> timedelta:
    """Return how long to wait between two checks of each of so many holds."""
    return max(USUAL, count * APART)


def first_check(number: int, now: datetime, every: timedelta = USUAL) -> datetime:
    """Return when an execution's hold is first checked: what began at once is spread out."""
    return now + every * (0.5 + (number * GOLDEN) % 1 / 2)


def read_span(typed: str) -> timedelta | None:
    """Return how long `90m`, `4h` or `2d` is; None for what is none, or too short or too long."""
    found = SPAN.fullmatch(typed)
    if found is None:
        return None
    span = int(found[1]) * UNITS[found[2].casefold()]
    return span if LEAST_SPAN <= span <= MOST_SPAN else None


def name_of(arn: str) -> str:
    """Return what CloudTrail calls a resource: the last part of its ARN.

    An account's own ARN stands for the account's number; what is no ARN is a name already.
    """
    tail = arn.rpartition(":")[2].rpartition("/")[2]
    return arn.split(":")[4] if tail == "root" and arn.count(":") == 5 else tail  # noqa: PLR2004 - the colons of an ARN


def _marked(mark: Mark | None, claim: Claim) -> Mark:
    """Return what is expected of a claim from now on, after it was read."""
    if claim.proof is Proof.PASSED:
        return Mark.FIRM
    if claim.proof is Proof.FAILED and mark is not Mark.WEAK:
        return Mark.LOST
    return mark or Mark.WEAK


def _has_lost(marks: Mapping[str, Mark]) -> bool:
    return Mark.LOST in marks.values()


def _is_firm(marks: Mapping[str, Mark]) -> bool:
    return Mark.FIRM in marks.values()


def _first_state(marks: Mapping[str, Mark]) -> Grip:
    return Grip.HELD if _is_firm(marks) else Grip.UNKNOWN


def _unproved(claims: Sequence[Claim]) -> Said:
    return words.NOT_PROVED.fill(says=claims[0].says)


def _doubt(marks: Mapping[str, Mark], claims: Sequence[Claim]) -> Said | None:
    """Return why what was expected can't be told: a claim without answer, or without a reading."""
    known = {claim.key: claim for claim in claims}
    for key, mark in marks.items():
        claim = known.get(key)
        if mark is Mark.WEAK or (claim and claim.is_pending):
            continue
        if claim is None:
            return words.NOT_READ.fill(claim=key)
        if claim.proof is Proof.INCONCLUSIVE:
            return _unproved((claim,))
    return None
