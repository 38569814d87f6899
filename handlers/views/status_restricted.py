"""All that the daily check tells of restricted incidents: that they are there, and whose doing."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.restriction import Withheld
from bot.domain.status import Picture, Unknown
from bot.domain.words import alert
from bot.domain.words import restricting as words
from bot.domain.words import status as status_words
from handlers.views.marks import Field, Line, When, Words, line
from handlers.views.rows import rows

LATE = timedelta(minutes=2)
"""After which what waits for a conversation is more than on its way."""


def restricted(picture: Picture, most: int) -> tuple[Words, ...]:
    """Return how many there are and each in a row; where there are none, nothing is said."""
    found = picture.restricted
    if isinstance(found, Unknown):
        return (line(status_words.UNKNOWN, head=words.STATUS_HEAD, why=found.says),)
    if not found:
        return ()
    told = [_row(picture, each) for each in found]
    return rows(line(words.STATUS_COUNT, count=len(found)), told, most, status_words.MORE)


def _row(picture: Picture, one: Withheld) -> Line:
    fields: dict[str, Field] = {
        "incident": one.id,
        "severity": one.severity,
        "since": When(one.opened_at, "ago"),
        "name": one.by_name,
        "state": words.OWNED if one.has_owner else alert.NOBODY,
    }
    if one.waits_since is None or picture.at - one.waits_since < LATE:
        return line(words.STATUS_ROW, **fields)
    return line(words.STATUS_ROW_WAITS, **fields, when=When(one.waits_since, "time"))
