"""The rows of the reviews of what ran on one person's word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, or_, select, update

from bot.domain.review import Review, ReviewKind
from bot.store.dialects import insert_once
from bot.store.trust_tables import review

SLOTS: Mapping[ReviewKind, int] = {ReviewKind.GLASS: 1, ReviewKind.NIGHT: 2}
"""Only one row may have a slot, so of two at once one is refused."""


class ReviewRows:
    """Fulfils the reviews port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def open(self, made: Review) -> bool:
        slot, row = SLOTS[made.kind], asdict(made)
        if insert_once(self._connection, review, {**row, "slot": slot}):
            return True
        anew = update(review).where(
            review.c.execution == made.execution, review.c.slot == slot, review.c.plan < made.plan
        )
        return self._connection.execute(anew.values(row)).rowcount == 1

    def of(self, execution: int) -> Review | None:
        found = self._read(select(review).where(review.c.execution == execution))
        return found[0] if found else None

    def still_open(self) -> tuple[Review, ...]:
        query = select(review).where(review.c.slot.is_not(None))
        return self._read(query.order_by(review.c.opened_at))

    def close(
        self, execution: int, by: tuple[str, str], says: str, at: datetime, *, denies: bool = False
    ) -> bool:
        identity, name = by
        closing = update(review).where(review.c.execution == execution, review.c.slot.is_not(None))
        done = {"closed_by": identity, "closed_by_name": name, "closed_at": at, "says": says}
        closed = self._connection.execute(closing.values(**done, is_denied=denies, slot=None))
        return closed.rowcount == 1

    def unsettled(self, now: datetime) -> tuple[int, ...]:
        is_late = and_(review.c.slot == SLOTS[ReviewKind.NIGHT], review.c.due_at <= now)
        query = select(review.c.execution).where(
            review.c.settled_at.is_(None), or_(is_late, review.c.is_denied)
        )
        found = self._connection.scalars(query.order_by(review.c.execution))
        return tuple(int(number) for number in found)

    def late(self, execution: int, at: datetime) -> bool:
        marking = update(review).where(
            review.c.execution == execution,
            review.c.slot == SLOTS[ReviewKind.NIGHT],
            review.c.late_at.is_(None),
        )
        return self._connection.execute(marking.values(late_at=at)).rowcount == 1

    def settle(self, execution: int, at: datetime) -> None:
        settling = update(review).where(
            review.c.execution == execution, review.c.settled_at.is_(None)
        )
        self._connection.execute(settling.values(settled_at=at))

    def paged(self, execution: int, count: int) -> None:
        sent = update(review).where(review.c.execution == execution).values(paged=count)
        self._connection.execute(sent)

    def _read(self, query: Select[tuple[object, ...]]) -> tuple[Review, ...]:
        rows = self._connection.execute(query)
        return tuple(_review(row._asdict()) for row in rows)


def _review(row: Mapping[str, Any]) -> Review:
    values = {name: value for name, value in row.items() if name != "slot"}
    return Review(**{**values, "kind": ReviewKind(row["kind"])})
