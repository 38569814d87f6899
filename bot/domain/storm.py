"""A storm: so many incidents in one channel that one card stands for them; when, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
SHOWN_EVERY = timedelta(seconds=6)
LONGEST_TYPE = 200
LONGEST_PLACE = 64
LONGEST_RESOURCE = 400
PREFIX = "storm-"


class Cause(StrEnum):
    """What has made it a storm."""

    PACE = "pace"
    QUEUE = "queue"


@dataclass(frozen=True, slots=True)
class Arrival:
    """An incident that is about to be opened; `precious` says that the policy file calls it so.

    `is_claim` says that no product of AWS's own, or that the file trusts, has found it.
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
    """How a channel stands; `storm` is the number of the one that is on, or None.

    `opened` are the last moments at which incidents were opened, `carded` those at which one in
    a storm got a card of its own.
    """

    channel: str
    opened: tuple[datetime, ...] = ()
    carded: tuple[datetime, ...] = ()
    storm: int | None = None

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
    """One storm of a channel.

    `stormy_at` is when it was last more than calm; `findings` and `named` count what came and the
    groups that have a line in its thread; `told` of those lines are wanted already. `shown` and
    `shown_at` are how many findings its card told of when it was last wanted. `whom` it calls as
    long as it is on.
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

    @property
    def subject(self) -> str:
        """Return what its card goes by in the outbox."""
        return f"{PREFIX}{self.number}"

    def is_over(self, now: datetime) -> bool:
        """Say whether it has been calm for long enough."""
        return now - self.stormy_at >= QUIET

    def must_be_shown(self, now: datetime) -> bool:
        """Say whether its card has fallen behind: an edit each few seconds is enough."""
        return self.findings > self.shown and now - self.shown_at >= SHOWN_EVERY

    def wanted(self, *, is_urgent: bool = False) -> Wanted:
        """Return its card."""
        return Wanted(self.channel, Sheet.STORM, self.subject, is_urgent=is_urgent)

    def pages(self) -> tuple[Wanted, ...]:
        """Return the posts of its thread in which lines are not told yet."""
        if self.told >= self.named:
            return ()
        first, last = self.told // LINES, (self.named - 1) // LINES
        return tuple(
            Wanted(
                self.channel,
                Sheet.GROUPS,
                f"{self.subject}.{page + 1}",
                self.subject,
                is_urgent=True,
            )
            for page in range(first, last + 1)
        )


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
    mostly: str
    top: tuple[Group, ...]
    left: int
    """HIGH and CRITICAL incidents that nobody has, and that have no card."""


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
            if each.severity is Severity.CRITICAL and not each.is_claim
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


def page_of(subject: str) -> tuple[int, int]:
    """Return the number of a storm and of a page (0 for its card) by what it goes by.

    Raises ValueError where the subject is none of a storm.
    """
    number, _, page = subject.removeprefix(PREFIX).partition(".")
    return int(number), int(page or 0)


def _within_a_minute(moments: Sequence[datetime], now: datetime) -> int:
    return sum(1 for each in moments if now - each < MINUTE)
