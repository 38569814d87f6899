"""How people have approved lately, in the daily check: a word on it, and what should worry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bot.domain.fatigue import Fatigue
from bot.domain.status import Unknown
from bot.domain.words import notice
from bot.domain.words import status as words
from handlers.views.marks import Line, Many, Words, line
from handlers.views.rows import DOT
from runbooks.kit.text import Said

A_MINUTE = timedelta(minutes=1)


def fatigue(found: Fatigue | Unknown) -> tuple[Words, ...]:
    """Return one line, or none where nobody has approved anything."""
    if isinstance(found, Unknown):
        return (line(words.UNKNOWN, head=words.FATIGUE_HEAD, why=found.says),)
    if found.median is None:
        return ()
    figures = Many(tuple(_figures(found, found.median)), DOT)
    return (line(words.FATIGUE, head=words.FATIGUE_HEAD, figures=figures),)


def _figures(found: Fatigue, median: timedelta) -> Iterator[Line]:
    yield line(words.APPROVED, count=found.count, median=_spelled(median))
    if found.hasty:
        yield line(words.HASTY, count=found.hasty)
    if found.pair:
        pair = found.pair
        yield line(words.PAIR, approver=pair.approver, requester=pair.requester, count=pair.count)
    if found.busiest:
        yield line(words.BUSIEST, approver=found.busiest.approver, count=found.busiest.count)


def _spelled(wait: timedelta) -> Said:
    """Return a wait in the unit that it is read in: seconds below a minute, else minutes."""
    if wait < A_MINUTE:
        return notice.SECONDS.fill(count=f"{wait.total_seconds():.0f}")
    return notice.MINUTES.fill(count=f"{wait / A_MINUTE:.0f}")
