"""Who is on call: a rotation with handovers by the clock of a place, and swaps of a part of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Swap:
    """Somebody (a Slack id) who is on call instead of whoever else would be, for a while."""

    who: str
    since: datetime
    until: datetime
    by: str
    by_name: str

    def holds(self, at: datetime) -> bool:
        """Say whether it holds at a moment."""
        return self.since <= at < self.until


@dataclass(frozen=True, slots=True)
class Duty:
    """Who is on call, a Slack id of a person or a group; moments are aware, in UTC.

    An empty `who` is nobody yet. `until` and `after`, who comes then, are None and empty for a
    group, whose members agree among themselves. `instead` is whom a swap has relieved.
    """

    who: str
    until: datetime | None = None
    after: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Rotation:
    """People (Slack ids) who take turns of so many days from a day on, in the order given.

    `at` is the time of day, in an IANA time zone, at which one hands over to the next.
    """

    members: tuple[str, ...]
    starts: date
    days: int
    at: time
    timezone: str

    def turn(self, moment: datetime) -> int:
        """Return the number of the turn that a moment lies in; below 0 before the first."""
        local = moment.astimezone(ZoneInfo(self.timezone))
        number = (local.date() - self.starts).days // self.days
        while moment < self.begins(number):
            number -= 1
        while moment >= self.begins(number + 1):
            number += 1
        return number

    def begins(self, turn: int) -> datetime:
        """Return when a turn begins; an hour that clocks leave out is the one after."""
        day = self.starts + timedelta(days=self.days * turn)
        return datetime.combine(day, self.at, ZoneInfo(self.timezone)).astimezone(UTC)

    def member(self, turn: int) -> str:
        """Return whose a turn is; an empty string before the first."""
        return self.members[turn % len(self.members)] if turn >= 0 else ""


@dataclass(frozen=True, slots=True)
class OnCall:
    """Who is called: a rotation, or a group as a whole.

    `escalate_after` is how long what nobody takes waits before it calls; None for ever.
    """

    rotation: Rotation | None = None
    group: str = ""
    escalate_after: timedelta | None = None

    def duty(self, at: datetime, swaps: Sequence[Swap]) -> Duty:
        """Return who is on call at a moment. Of several swaps the last one counts."""
        if self.rotation is None:
            return Duty(self.group)
        turn = self.rotation.turn(at)
        until, after = self.rotation.begins(turn + 1), self.rotation.member(turn + 1)
        own = self.rotation.member(turn)
        swap = next((each for each in reversed(swaps) if each.holds(at)), None)
        if swap is None:
            return Duty(own, until, after)
        then = own if swap.until < until else self.rotation.member(self.rotation.turn(swap.until))
        return Duty(swap.who, swap.until, then, own)

    def relieved(
        self, at: datetime, swaps: Sequence[Swap], identity_of: Callable[[str], str]
    ) -> tuple[str, ...]:
        """Return whom only others have relieved by the swaps that hold, as a rule nobody.

        `identity_of` tells whose a Slack id is: a swap says by whose word it was made.
        """
        who, found = self.duty(at, ()).who, list[str]()
        for swap in (each for each in swaps if each.holds(at)):
            found = [each for each in (*found, who) if each and identity_of(each) != swap.by]
            who = swap.who
        return tuple(dict.fromkeys(each for each in found if each != who))


def next_time(at: time, timezone: str, now: datetime) -> datetime:
    """Return the next moment, within a day, at which clocks there show this time; in UTC."""
    zone = ZoneInfo(timezone)
    today = now.astimezone(zone).date()
    found = (
        datetime.combine(today + timedelta(days=more), at, zone).astimezone(UTC)
        for more in range(3)
    )
    return next(each for each in found if each > now)
