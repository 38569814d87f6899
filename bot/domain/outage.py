"""An outage of Slack: since when it takes nothing, what came meanwhile, and who must hear of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.finding import Severity
from bot.domain.posture import Checked, Standing
from bot.domain.words import outage as words
from runbooks.kit.moments import for_people, minutes

PATIENCE = timedelta(minutes=3)
"""How long nothing was taken, while something was due, until Slack counts as down."""
FORGOTTEN = timedelta(minutes=10)
"""A failure that nothing has followed for so long tells nothing of a later one."""
PROBE = timedelta(seconds=10)
"""How often a place is tried while Slack is down."""
BEHIND = timedelta(minutes=10)
"""For how long what is new goes before what has waited."""
FLOOR = Severity.HIGH
"""What is less severe pages nobody."""
MOST_NAMED = 5
SLACK = "slack"

OF_ONE_PLACE = frozenset(
    {
        "channel_not_found",
        "is_archived",
        "no_permission",
        "not_in_channel",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
    }
)
"""Slack's codes that speak of one channel: https://docs.slack.dev/reference/methods/chat.postMessage"""


@dataclass(frozen=True, slots=True)
class Outage:
    """Attempts that failed one after the other, with none between them that was taken.

    `since` and `failed_at` are the first and the last of them. It counts once it is `declared`;
    before that it may be a stumble. `mark` and `end_mark` are the newest records at its beginning
    and at its end, `paged_to` the newest that was paged about, or None where nobody was paged.
    """

    number: int
    since: datetime
    failed_at: datetime
    mark: int
    declared: bool = False
    ended_at: datetime | None = None
    end_mark: int | None = None
    paged_to: int | None = None

    @property
    def has_lasted(self) -> bool:
        """Say whether it has gone on for longer than a stumble does."""
        return self.failed_at - self.since >= PATIENCE

    @property
    def is_on(self) -> bool:
        """Say whether Slack counts as down."""
        return self.declared and self.ended_at is None

    def lasts(self, now: datetime) -> int:
        """Return how many whole minutes it took, or has taken."""
        return minutes((self.ended_at or now) - self.since)


@dataclass(frozen=True, slots=True)
class Bad:
    """An incident of HIGH or CRITICAL; `account` is its number."""

    id: str
    severity: Severity
    account: str


@dataclass(frozen=True, slots=True)
class Concerned:
    """An execution that something happened to; `account` is its number."""

    id: str
    account: str


@dataclass(frozen=True, slots=True)
class News:
    """What came between two records.

    `incidents` counts those that were opened, by severity; `worst` are the first of those at
    FLOOR or above, the most severe first. `waiting` are plans that still wait for a yes.
    `restricted` are the ids of which nothing more may be said.
    """

    findings: int = 0
    incidents: Mapping[Severity, int] | None = None
    worst: tuple[Bad, ...] = ()
    waiting: tuple[Concerned, ...] = ()
    expired: tuple[Concerned, ...] = ()
    slipped: tuple[Concerned, ...] = ()
    alone: tuple[str, ...] = ()
    restricted: frozenset[str] = frozenset()

    @property
    def opened(self) -> int:
        """Return how many incidents were opened."""
        return sum((self.incidents or {}).values())

    @property
    def bad(self) -> int:
        """Return how many of those are severe enough to page for."""
        counts = self.incidents or {}
        return sum(many for severity, many in counts.items() if severity.rank >= FLOOR.rank)

    @property
    def calls(self) -> bool:
        """Say whether somebody must be paged for it."""
        return bool(self.bad or self.waiting or self.slipped or self.alone)


def speaks_of_one_place(told: str) -> bool:
    """Say whether what Slack answered is about one channel, so that others may be well."""
    return told in OF_ONE_PLACE


def checked(outage: Outage | None, now: datetime, *, pages: bool) -> Checked:
    """Return whether Slack takes messages, and whether anybody would be called if it did not."""
    if outage is None or not outage.is_on:
        says = words.WELL.fill() if pages else words.WELL_UNPAGED.fill()
        return Checked(SLACK, "", "", Standing.PASSED, says, now)
    text = words.DOWN if pages else words.DOWN_UNPAGED
    says = text.fill(since=for_people(outage.since))
    return Checked(SLACK, "", "", Standing.FAILED, says, now)
