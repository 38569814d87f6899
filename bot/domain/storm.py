"""A storm: so many incidents in one channel that one card stands for them; when, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.finding import Severity
from bot.domain.incident import Incident
from bot.domain.posting import Sheet, Wanted

MOST_A_MINUTE = 5
"""New incidents in one channel: one more within a minute, and it is a storm."""
CALM_A_MINUTE = 2
"""So many or fewer within a minute are calm, once a storm is on."""
MINUTE = timedelta(minutes=1)
QUIET = timedelta(minutes=3)
"""How long it must have been calm for a storm to be over."""
OLD_QUEUE = timedelta(seconds=10)
OWN_CARDS = 5
"""CRITICAL incidents that keep a card of their own, of each minute."""
AT_ONCE = 2
"""How many of those go out as they come; for the others the best of the first seconds are taken."""
RARE = 3
"""A type of which fewer incidents were ever opened is rare."""
CLAIMED = 100
"""How much less a claim weighs, which anybody may write, than what AWS itself says."""
NAMED = Severity.HIGH
"""A group of this severity or above is named in the thread."""
LINES = 25
TOP = 10
AFTERWARDS = 10
"""Cards that are made up for when a storm is over, of what nobody has taken by then."""
DAY_TOP = 5
"""Groups that the message of a day tells of, each with a way to open a card."""
SHOWN_EVERY = timedelta(seconds=6)
DAY_SHOWN_EVERY = MINUTE
LONGEST_TYPE = 200
LONGEST_PLACE = 64
LONGEST_RESOURCE = 400
PREFIX = "storm-"


class Cause(StrEnum):
    """What has made it a storm."""

    PACE = "pace"
    QUEUE = "queue"
    ROUTE = "route"
    """It is the day of what routes send to a thread."""


class Kind(StrEnum):
    """What is gathered; each kind has a weather of its own in a channel, and one card at most."""

    FOUND = "found"
    """What AWS itself, or a product that the policy file trusts, has found."""
    CLAIMED = "claimed"
    """What anybody may have written who can write findings."""
    ROUTED = "routed"
    """What routes send to the thread of a day: no storm, but its quiet cousin."""


MOST_LINES: Mapping[Kind, int] = {Kind.CLAIMED: 4 * LINES, Kind.ROUTED: 10 * LINES}
"""Groups that have a line, where not each has one: made-up types could fill a thread for ever."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An incident that is about to be opened; `precious` says that the policy file calls it so.

    `is_claim` says that no product of AWS's own, or that the file trusts, has found it,
    `in_thread` that its route names it in the day's thread.
    """

    channel: str
    type: str
    account: str
    region: str
    severity: Severity
    precious: bool = False
    resources: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    is_claim: bool = False
    in_thread: bool = False

    @property
    def kind(self) -> Kind:
        """Return with what it is gathered, if it is."""
        if self.in_thread:
            return Kind.ROUTED
        return Kind.CLAIMED if self.is_claim else Kind.FOUND

    @property
    def group(self) -> tuple[str, str, str]:
        """Return its type, account and Region, cut to what a key may hold."""
        places = (self.account[:LONGEST_PLACE], self.region[:LONGEST_PLACE])
        return (self.type[:LONGEST_TYPE], *places)

    def weight(self, seen: int) -> int:
        """Return how much it weighs where so many of its type were seen before.

        Whoever can write findings can write CRITICAL ones: what is rare or precious outranks
        what is as severe, and a claim weighs less than nothing.
        """
        weight = self.severity.rank + int(self.precious) + int(seen < RARE)
        return weight - CLAIMED if self.is_claim else weight


@dataclass(frozen=True, slots=True)
class Weather:
    """How a channel stands for one kind; `storm` is the number of the one that is on, or None.

    `opened` are the last moments at which incidents were opened, `carded` those at which one in
    a storm got a card of its own.
    """

    channel: str
    opened: tuple[datetime, ...] = ()
    carded: tuple[datetime, ...] = ()
    storm: int | None = None
    kind: Kind = Kind.FOUND

    def after(self, opened: int, carded: int, now: datetime) -> Weather:
        """Return how it stands once so many more are opened, and so many of those have cards.

        No more moments are kept than are ever asked for.
        """
        return replace(
            self,
            opened=(*self.opened, *(now,) * opened)[-(MOST_A_MINUTE + 1) :],
            carded=(*self.carded, *(now,) * carded)[-OWN_CARDS:],
        )

    def free_cards(self, now: datetime, *, most: int = OWN_CARDS) -> int:
        """Return how many may have cards of their own now."""
        return max(0, most - _within_a_minute(self.carded, now))


@dataclass(frozen=True, slots=True)
class Storm:
    """One storm of a channel, or one day of what routes send to its thread.

    `stormy_at` is when it was last more than calm; `findings` and `named` count what came and the
    groups that have a line in its thread; `told` of those lines are wanted already. `shown` and
    `shown_at` are how many findings its card told of when it was last wanted. `whom` it calls as
    long as it is on. A day is over `until` a moment, calm or not; `stale` are the posts of its
    thread, from 1, whose lines have changed. `waits_since` is since when it waits to call whoever
    is on call, None where it calls no more; it has done so `calls` times.
    """

    number: int
    channel: str
    cause: Cause
    began_at: datetime
    stormy_at: datetime
    shown_at: datetime
    findings: int = 0
    named: int = 0
    told: int = 0
    shown: int = 0
    whom: tuple[str, ...] = ()
    ended_at: datetime | None = None
    kind: Kind = Kind.FOUND
    until: datetime | None = None
    stale: tuple[int, ...] = ()
    waits_since: datetime | None = None
    calls: int = 0

    @property
    def is_a_day(self) -> bool:
        """Say whether it is no storm, but a day of what routes send to a thread."""
        return self.kind is Kind.ROUTED

    @property
    def subject(self) -> str:
        """Return what its card goes by in the outbox."""
        return f"{PREFIX}{self.number}"

    def is_over(self, now: datetime) -> bool:
        """Say whether it has been calm for long enough, or the day is over."""
        return now >= self.until if self.until else now - self.stormy_at >= QUIET

    def must_be_shown(self, now: datetime) -> bool:
        """Say whether its card has fallen behind: an edit now and then is enough."""
        every = DAY_SHOWN_EVERY if self.is_a_day else SHOWN_EVERY
        return self.findings > self.shown and now - self.shown_at >= every

    def has_line(self, severity: Severity) -> bool:
        """Say whether one more group, of this severity, has a line in the thread."""
        is_severe = self.is_a_day or severity.rank >= NAMED.rank
        return is_severe and not self.is_full

    @property
    def is_full(self) -> bool:
        """Say whether no more lines are given."""
        return self.kind in MOST_LINES and self.named >= MOST_LINES[self.kind]

    def wanted(self, *, is_urgent: bool = False) -> Wanted:
        """Return its card."""
        return Wanted(self.channel, Sheet.STORM, self.subject, is_urgent=is_urgent)

    def pages(self) -> tuple[Wanted, ...]:
        """Return the posts of its thread in which lines are not told yet, or not as they are now."""
        pages = self.stale if self.is_a_day else self._untold()
        urgent = not self.is_a_day
        return tuple(
            Wanted(
                self.channel,
                Sheet.GROUPS,
                f"{self.subject}.{page}",
                self.subject,
                is_urgent=urgent,
            )
            for page in pages
        )

    def _untold(self) -> Sequence[int]:
        if self.told >= self.named:
            return ()
        return range(page_with(self.told + 1), page_with(self.named) + 1)


@dataclass(frozen=True, slots=True)
class Group:
    """The incidents of one type in one account and Region.

    `place` is its line in the thread from 1, or 0 where it has none; `seen` is how many of its
    type there were before. `incident` is the number of the one that weighs most.
    """

    type: str
    account: str
    region: str
    severity: Severity
    weight: int
    seen: int
    incident: int
    many: int = 1
    place: int = 0


@dataclass(frozen=True, slots=True)
class Extent:
    """What a storm is about as a whole: `mostly` is its most frequent type."""

    resources: int
    accounts: int
    groups: int
    mostly: str
    top: tuple[Group, ...]
    left: int
    """HIGH and CRITICAL incidents that nobody has, and that have no card."""


@dataclass(frozen=True, slots=True)
class StormCard:
    """The card of a storm, or of a day of routes: what it is about, and its weightiest groups.

    `names` are the accounts' by number, `opens` the incidents whose cards can be asked for.
    """

    storm: Storm
    extent: Extent
    top: tuple[Group, ...]
    names: Mapping[str, str]
    opens: frozenset[int]


@dataclass(frozen=True, slots=True)
class StormPage:
    """A post of a storm's thread; of the groups of `restricted` incidents it says next to nothing.

    `is_counted` says that its lines say how many incidents each group has.
    """

    groups: tuple[Group, ...]
    names: Mapping[str, str]
    restricted: frozenset[int] = frozenset()
    is_counted: bool = False


def cause_of(
    weather: Weather, many: int, now: datetime, waits_since: Callable[[], datetime | None]
) -> Cause | None:
    """Say what makes it a storm, or keeps it one, that so many more are opened; None for nothing.

    `waits_since` tells when the oldest message that is not read yet came. One incident alone is no
    storm, however long it had to wait.
    """
    lately = _within_a_minute(weather.after(many, 0, now).opened, now)
    if lately > (MOST_A_MINUTE if weather.storm is None else CALM_A_MINUTE):
        return Cause.PACE
    since = waits_since() if lately > 1 else None
    return Cause.QUEUE if since is not None and now - since > OLD_QUEUE else None


def at_once(arrivals: Sequence[tuple[Arrival, int]], weather: Weather, now: datetime) -> list[int]:
    """Return which of these keep their own cards without waiting for what else comes.

    Each arrival comes with how many of its type were seen before. The two best go out at once,
    and what is precious besides, as long as any may. Claims take nobody's place.
    """
    ranked = sorted(
        (
            at
            for at, (each, _) in enumerate(arrivals)
            if each.severity is Severity.CRITICAL and each.kind is Kind.FOUND
        ),
        key=lambda at: rank(arrivals[at][0].weight(arrivals[at][1]), arrivals[at][1], at),
    )
    most, soon = weather.free_cards(now), weather.free_cards(now, most=AT_ONCE)
    return [at for turn, at in enumerate(ranked[:most]) if turn < soon or arrivals[at][0].precious]


def rank(weight: int, seen: int, order: int) -> tuple[int, int, int]:
    """Return what is sorted by: the weightiest, then the rarest type, then who came first."""
    return (-weight, seen, order)


def card_of(incident: Incident) -> Wanted:
    """Return the card of an incident that had none."""
    return Wanted(incident.channel, Sheet.ALERT, incident.id, is_urgent=True)


def page_with(place: int) -> int:
    """Return the number, from 1, of the post of the thread in which a line stands."""
    return (place - 1) // LINES + 1


def page_of(subject: str) -> tuple[int, int]:
    """Return the number of a storm and of a page (0 for its card) by what it goes by.

    Raises ValueError where the subject is none of a storm.
    """
    number, _, page = subject.removeprefix(PREFIX).partition(".")
    return int(number), int(page or 0)


def _within_a_minute(moments: Sequence[datetime], now: datetime) -> int:
    return sum(1 for each in moments if now - each < MINUTE)
