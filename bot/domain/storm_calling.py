"""When a storm calls whoever is on call: while what is severe in it has neither a card nor an owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.escalating import STEPS
from bot.domain.storm import Storm

TOP_CALLED = 5
"""Incidents that a call names."""


@dataclass(frozen=True, slots=True)
class Untaken:
    """What is HIGH or above in a storm and has no card, and nobody has it.

    `since` and `newest` are since when the first and the last of it has waited, None where there
    is none. `snoozed` is how many more a snooze hides: those call nobody as long as it lasts.
    """

    many: int
    since: datetime | None = None
    newest: datetime | None = None
    snoozed: int = 0


def step_of(storm: Storm, left: Untaken, after: timedelta, now: datetime) -> int | None:
    """Return at which step a storm calls now, 0 for the first, or None where it calls nobody.

    It calls as often as a card does, then once more from the first step on where something
    severe has come since the last call.
    """
    if storm.waits_since is None or left.since is None:
        return None
    if now - storm.waits_since < after or now - left.since < after:
        return None
    if storm.calls < STEPS:
        return storm.calls
    return 0 if _has_more(storm, left) else None


def is_done(storm: Storm, left: Untaken) -> bool:
    """Say whether a storm will call nobody any more, whatever becomes of what it gathered."""
    if storm.ended_at is None:
        return False
    has_called = storm.calls >= STEPS and not _has_more(storm, left)
    return has_called or not (left.many or left.snoozed)


def _has_more(storm: Storm, left: Untaken) -> bool:
    """Say whether something has come since it last called."""
    last = storm.waits_since
    return last is not None and left.newest is not None and left.newest > last
