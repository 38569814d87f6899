"""Lets what comes now be read before what has waited for long, and neither starve the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.message import Kept
from bot.ports.unit import Unit

OLD = timedelta(seconds=10)
"""How long the oldest message has waited where all that waits is a backlog."""
FEWEST_ROWS = 2
"""Of a backlog and of what comes now, one each."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What to read next, what comes now first.

    `mark` is the number of the last message of a backlog, 0 where there is none: what has come
    after it is read first.
    """

    rows: tuple[Kept, ...]
    mark: int


def take(unit: Unit, most: int, mark: int, now: datetime) -> Taken:
    """Return at most so many messages, in order of arrival where there is no backlog.

    Whatever waits is a backlog once its oldest message is old; so is in turn what comes now, where
    it comes faster than it is read. Half of what is taken is of the backlog: whoever can send
    findings could else keep an older one from being read for as long as they like.
    """
    if not mark:
        rows = unit.inbox.unread(most)
        if not _is_old(rows, now):
            return Taken(rows, 0)
        mark = unit.inbox.newest()
    most = max(most, FEWEST_ROWS)
    fresh = unit.inbox.unread(most // 2, above=mark)
    backlog = unit.inbox.unread(most - len(fresh), upto=mark)
    if not backlog:
        return Taken(fresh, 0)
    return Taken((*fresh, *backlog), unit.inbox.newest() if _is_old(fresh, now) else mark)


def _is_old(rows: Sequence[Kept], now: datetime) -> bool:
    return bool(rows) and now - rows[0].message.received_at > OLD
