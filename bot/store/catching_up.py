"""The outbox after an outage of Slack: who is told of it first, and in which order the rest goes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from bot.domain.finding import Severity
from bot.domain.ids import read
from bot.domain.outage import BEHIND
from bot.domain.posting import Sheet
from bot.store.schema import IS_LEASED, IS_PENDING, incident, posting
from bot.store.types import EPOCH

AT_ONCE = 500
"""Rows that one statement names."""
FOR_ALL, REPLY, EDIT = 0, 6, 7
"""Places in the queue; between them stand the cards of incidents, by severity."""
_IS_DIGEST = posting.c.sheet == Sheet.OUTAGE.value
_TURNING = (
    update(posting)
    .where(posting.c.number.in_(bindparam("numbers", expanding=True)))
    .values(turn_at=bindparam("turn"))
)


def waiting_places(connection: Connection) -> frozenset[str]:
    """Return where messages wait to be brought, besides what tells of an outage."""
    query = select(posting.c.destination).where(IS_PENDING, ~_IS_DIGEST).distinct()
    return frozenset(connection.scalars(query))


def told_in(connection: Connection, number: int) -> frozenset[str]:
    """Return where an outage is told of, or is to be."""
    query = select(posting.c.destination).where(_IS_DIGEST, posting.c.subject == str(number))
    return frozenset(connection.scalars(query))


def put_first(connection: Connection, number: int, places: Collection[str]) -> None:
    """Let what tells of an outage go before all else that waits there."""
    connection.execute(
        update(posting)
        .where(_IS_DIGEST, posting.c.subject == str(number), posting.c.destination.in_(places))
        .values(turn_at=EPOCH)
    )


def line_up(connection: Connection, now: datetime) -> None:
    """Order what has waited, behind what comes from now on, and let it go without more waiting.

    What nobody knows the fate of keeps its wait: a request that was cut off may still arrive.
    """
    rows = connection.execute(
        select(posting.c.number, posting.c.sheet, posting.c.subject, posting.c.under, posting.c.ts)
        .where(IS_PENDING, ~IS_LEASED, ~_IS_DIGEST)
        .order_by(posting.c.turn_at, posting.c.number)
    ).all()
    severities = _severities(connection, [row.subject for row in rows if _is_card(row)])
    queue: dict[int, list[int]] = {}
    for row in rows:
        queue.setdefault(_place(row, severities), []).append(row.number)
    for place, numbers in queue.items():
        turn = now + BEHIND + timedelta(seconds=place)
        for some in _some(numbers):
            connection.execute(_TURNING, {"numbers": some, "turn": turn})
    connection.execute(
        update(posting)
        .where(IS_PENDING, ~IS_LEASED, posting.c.attempts > 0, posting.c.uncertain.is_(False))
        .where(posting.c.ready_at > now)
        .values(ready_at=now)
    )


def _is_card(row: Any) -> bool:
    return row.sheet == Sheet.ALERT and not row.ts


def _place(row: Any, severities: Mapping[str, Severity]) -> int:
    """Return a message's place: what is about everything, cards by severity, replies, edits."""
    if row.ts:
        return EDIT
    if row.sheet == Sheet.ALERT:
        severity = severities.get(row.subject, Severity.INFORMATIONAL)
        return 1 + Severity.CRITICAL.rank - severity.rank
    is_of_many = not row.under or row.sheet == Sheet.GROUPS
    return FOR_ALL if is_of_many else REPLY


def _severities(connection: Connection, subjects: Collection[str]) -> Mapping[str, Severity]:
    numbers = {found[1]: subject for subject in subjects if (found := read(subject)) is not None}
    severities: dict[str, Severity] = {}
    for some in _some(numbers):
        query = select(incident.c.number, incident.c.severity).where(incident.c.number.in_(some))
        for row in connection.execute(query):
            severities[numbers[row.number]] = row.severity
    return severities


def _some(numbers: Collection[int]) -> Iterator[list[int]]:
    """Yield the numbers, as many at a time as one statement names."""
    listed = list(numbers)
    for begin in range(0, len(listed), AT_ONCE):
        yield listed[begin : begin + AT_ONCE]
