"""The daily check as one value, and its verdict: may the quiet be trusted?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from bot.domain.execution import Outcome
from bot.domain.fatigue import NO_FATIGUE, Fatigue
from bot.domain.finding import Severity
from bot.domain.hold import Grasp
from bot.domain.incident import Incident
from bot.domain.posture import Checked, Standing
from bot.domain.proving import Place
from bot.domain.restriction import Withheld
from bot.domain.retention import Kept
from bot.domain.review import Review
from bot.domain.routes import Aside
from bot.domain.snoozing import Snooze
from bot.domain.sweeping import Reached
from bot.domain.syncing import Settled, Telling
from runbooks.kit.text import Said, Text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unknown:
    """A part of the sheet that could not be read, and why: it hides no other part."""

    says: Said


@dataclass(frozen=True, slots=True)
class Waiting:
    """A plan that waits: `has` of `needs` approvals are there. `id` is such as `A-19X.2`."""

    id: str
    runbook: str
    target: str
    account: str
    asked_by: str
    has: int
    needs: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Undoable:
    """An execution that can be put back; `id` is such as `A-19X`."""

    id: str
    runbook: str
    target: str
    account: str
    outcome: Outcome | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Brake:
    """A pulled brake; an empty `account` means everywhere."""

    account: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Lifted:
    """The hourly ceiling lifted until a moment, as `by_name` agreed; empty `account`: everywhere."""

    account: str
    by_name: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Cleared:
    """An incident that was closed as a false positive, by `name`, and why.

    `asked_by` is who had asked for it, empty where one alone was enough.
    """

    incident: Incident
    name: str
    asked_by: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Day:
    """What has happened since a moment a day ago; incidents by severity, runs by outcome."""

    since: datetime
    opened: Mapping[Severity, int]
    ended: Mapping[Outcome, int]
    unreadable: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole sheet at one moment, of all accounts or of the one in `account`.

    `names` are those of accounts by number, `titles` those of checks by key. `unowned` are the
    open incidents that nobody has, worst first, and `more_unowned` how many there are beyond those.
    `looked_at` is when AWS was last looked at, None
    where it never was, `heard` when a finding last came from where. `proof` is every check of the
    quiet: what AWS says, whether those last findings are recent, and what waits in inbox and
    outbox. `reviews` are the open ones, `fatigue` how people approved within a week,
    `holds` how what was contained holds. `snoozes` are those that hold, the first to end first, and
    `cleared` what was closed as a false positive within a day. `asides` are the counts of
    what routes have kept from having a card since yesterday, of all accounts together.
    `restricted` are the open incidents for named people, of which no other part tells more than
    counts.
    `settled` is what is open here and was settled upstream within a day, `untold` what could not
    be told there. `reached` is when each detector's own finding last came by message.
    `kept` is how long findings are kept and what was deleted last, None where that is for ever.
    """

    at: datetime
    account: str
    names: Mapping[str, str]
    titles: Mapping[str, Text]
    open: Mapping[Severity, int] | Unknown
    unowned: tuple[Incident, ...] | Unknown
    waiting: tuple[Waiting, ...] | Unknown
    undo: tuple[Undoable, ...] | Unknown
    brakes: tuple[Brake, ...] | Unknown
    day: Day | Unknown
    looked_at: datetime | None
    heard: Mapping[Place, datetime]
    proof: tuple[Checked, ...]
    lifts: tuple[Lifted, ...] | Unknown = ()
    reviews: tuple[Review, ...] | Unknown = ()
    fatigue: Fatigue | Unknown = NO_FATIGUE
    holds: Grasp | Unknown = field(default_factory=Grasp)
    snoozes: tuple[Snooze, ...] | Unknown = ()
    cleared: tuple[Cleared, ...] | Unknown = ()
    asides: tuple[Aside, ...] | Unknown = ()
    restricted: tuple[Withheld, ...] | Unknown = ()
    settled: tuple[Settled, ...] | Unknown = ()
    untold: tuple[Telling, ...] | Unknown = ()
    reached: tuple[Reached, ...] | Unknown = ()
    kept: Kept | Unknown | None = None
    more_unowned: int = 0


@dataclass(frozen=True, slots=True)
class StatusCard:
    """The sheet as a message; `due_at` is when a morning post was to be there."""

    picture: Picture
    due_at: datetime | None = None
    is_refreshing: bool = False


class Calm(StrEnum):
    """What people have to do with it."""

    NEEDS = "needs somebody"
    UNKNOWN = "not known"
    TAKEN = "open, all taken"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The first line: what is to do, and whether everything else is proved to be well.

    `tally` counts the checks; a part of the sheet that could not be read is one that is lost.
    """

    calm: Calm
    is_proved: bool
    open: int
    unowned: int
    waiting: int
    brakes: int
    reviews: int
    slipped: int
    tally: Mapping[Standing, int]

    @property
    def checks(self) -> int:
        """Return how many checks there are."""
        return sum(self.tally.values())


def judge(picture: Picture) -> Verdict:
    """Return the verdict. What is not known is never quiet, and never proves anything."""
    parts: tuple[object, ...] = (picture.open, picture.unowned, picture.waiting, picture.brakes)
    parts += (picture.reviews, picture.holds, picture.restricted)
    others: tuple[object, ...] = (picture.undo, picture.day, picture.fatigue, picture.lifts)
    others += (picture.snoozes, picture.cleared, picture.asides, picture.kept)
    unknown = [each for each in (*parts, *others) if isinstance(each, Unknown)]
    unowned, waiting = known(picture.unowned, ()), known(picture.waiting, ())
    withheld = [each for each in known(picture.restricted, ()) if not each.has_owner]
    reviews = known(picture.reviews, ())
    brakes, count = known(picture.brakes, ()), sum(known(picture.open, {}).values())
    slipped = known(picture.holds, Grasp()).slipped
    if unowned or withheld or waiting or brakes or reviews or slipped:
        calm = Calm.NEEDS
    elif any(isinstance(part, Unknown) for part in parts):
        calm = Calm.UNKNOWN
    else:
        calm = Calm.TAKEN if count else Calm.QUIET
    tally = tallied((*(check.standing for check in picture.proof), *(_LOST for _ in unknown)))
    return Verdict(
        calm=calm,
        is_proved=bool(picture.proof) and set(tally) == {Standing.PASSED},
        open=count,
        unowned=len(unowned) + picture.more_unowned + len(withheld),
        waiting=len(waiting),
        brakes=len(brakes),
        reviews=len(reviews),
        slipped=slipped,
        tally=tally,
    )


def known(part: T | Unknown, otherwise: T) -> T:
    """Return a part, or what stands for it where it is not known."""
    return otherwise if isinstance(part, Unknown) else part


def tallied(standings: Iterable[Standing]) -> Mapping[Standing, int]:
    """Return how many stand how, the worst first; what there is none of is left out."""
    counts = Counter(standings)
    return {standing: counts[standing] for standing in WORST_FIRST if counts[standing]}


_LOST = Standing.NOT_AVAILABLE
WORST_FIRST = (Standing.FAILED, Standing.NOT_AVAILABLE, Standing.WARNING, Standing.PASSED)
"""What failed is certain, what is not known may be worse than a warning."""
