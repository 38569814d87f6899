"""When whoever has an incident and does nothing is reminded of it, and when they have it no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum

from bot.domain.finding import Severity
from bot.domain.policy import Hours, Policy

HOUR = timedelta(hours=1)
NIGHT = (time(22), time(7))
"""Nobody is reminded then of what is not CRITICAL: who has it may sleep, and be asked at seven."""


class Due(Enum):
    """What is due for an incident whose owner does nothing."""

    NOTHING = "nothing"
    REMINDER = "reminder"
    UNACK = "unack"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long an owner may do nothing until each reminder, and after the first until it is over.

    `gives_up` is None where an incident stays its owner's however long they do nothing.
    """

    reminds: timedelta
    gives_up: timedelta | None


SEVERE = Patience(HOUR, 4 * HOUR)
"""HIGH and CRITICAL: an hour is a long look; after four more an intruder has had a morning."""
OTHER = Patience(8 * HOUR, 24 * HOUR)
"""Less: once a working day, and somebody else has it the day after."""
HELD = Patience(24 * HOUR, None)
"""Contained, and checked that it holds: nothing burns, so nobody is woken for it; once a day."""


@dataclass(frozen=True, slots=True)
class Idle:
    """An open incident that somebody has, and what they have done on it last.

    `acted_at` is when they took it or were given it, where that is later. `first` and `last` are
    the reminders since then, None where there was none.
    """

    incident: int
    severity: Severity
    opened_at: datetime
    acted_at: datetime
    first: datetime | None = None
    last: datetime | None = None


def patience(severity: Severity, *, is_held: bool) -> Patience:
    """Return how long the owner of such an incident may do nothing."""
    if is_held:
        return HELD
    return SEVERE if severity.rank >= Severity.HIGH.rank else OTHER


def judge(
    idle: Idle, severity: Severity, now: datetime, *, is_held: bool, quiet: Hours | None
) -> Due:
    """Say what is due. Nobody loses an incident who was not reminded of it first.

    `quiet` are the hours in which only what is CRITICAL reminds anybody.
    """
    patient = patience(severity, is_held=is_held)
    if idle.first and patient.gives_up and now - idle.first >= patient.gives_up:
        return Due.UNACK
    if quiet is not None and quiet.hold(now) and severity is not Severity.CRITICAL:
        return Due.NOTHING
    is_time = now - (idle.last or idle.acted_at) >= patient.reminds
    return Due.REMINDER if is_time else Due.NOTHING


def quiet_hours(policy: Policy) -> Hours | None:
    """Return the hours in which people sleep, by the clock of those on call, or of the morning post.

    None where the policy file names no time zone: then nobody knows when that is.
    """
    rotation = policy.on_call.rotation if policy.on_call else None
    zone = rotation.timezone if rotation else policy.morning.timezone if policy.morning else ""
    return Hours(*NIGHT, zone) if zone else None
