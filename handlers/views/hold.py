"""How a containment holds, as a line of the cards of its incident and its execution."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from bot.domain.hold import Grip, Hold
from bot.domain.words import holding as words
from handlers.views.marks import Line, When, line

SHOWN = 4


def one(hold: Hold) -> tuple[Line, ...]:
    """Return what is to be said of a hold: nothing of one that others tell the end of."""
    return (*_state(hold), *_revert(hold))


def many(holds: Iterable[Hold]) -> tuple[Line, ...]:
    """Return what is to be said of an incident's holds, the newest of them, and of how many more."""
    told = [lines for hold in holds if (lines := one(hold))]
    left_out = len(told) - SHOWN
    more = (line(words.MORE, count=left_out),) if left_out > 0 else ()
    return (*(each for lines in told[-SHOWN:] for each in lines), *more)


def has_slipped(holds: Iterable[Hold]) -> bool:
    """Say whether any of these has slipped and was not seen to hold since."""
    return any(hold.slipped_at is not None for hold in holds)


def spoken(span: timedelta) -> Line:
    """Return how long something is, by its two greatest units at most."""
    minutes = max(0, int(span.total_seconds() // 60))
    hours, days = minutes // 60, minutes // 1440
    if days:
        return line(words.DAYS, days=days, hours=hours % 24)
    if hours:
        return line(words.HOURS, hours=hours, minutes=minutes % 60)
    return line(words.MINUTES, minutes=minutes)


def _state(hold: Hold) -> tuple[Line, ...]:
    execution, why = hold.id, hold.why or words.NO_REASON
    match hold.state:
        case Grip.HELD if hold.held_at is not None:
            span = spoken(hold.held_at - hold.since)
            when = When(hold.held_at, "ago")
            return (line(words.HELD, execution=execution, span=span, when=when),)
        case Grip.SLIPPED if hold.slipped_at is not None:
            when = When(hold.slipped_at, "ago")
            return (line(words.SLIPPED, execution=execution, when=when),)
        case Grip.RELEASED:
            return (line(words.RELEASED, execution=execution, why=why),)
        case Grip.OVER:
            return ()
        case _ if hold.held_at is not None:
            when = When(hold.held_at)
            return (line(words.UNKNOWN, execution=execution, when=when, why=why),)
        case _:
            return (line(words.NEVER_CHECKED, execution=execution, why=why),)


def _revert(hold: Hold) -> tuple[Line, ...]:
    """Return when somebody is asked whether to put it back, until they are."""
    if hold.revert_at is None or hold.revert_asked_at is not None or not hold.state.is_live:
        return ()
    return (line(words.REVERT_AT, execution=hold.id, when=When(hold.revert_at)),)
