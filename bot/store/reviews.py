"""The rows of the reviews that a broken glass opens."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, Select, select, update

from bot.domain.review import Review
from bot.store.dialects import insert_once
from bot.store.trust_tables import review

OPEN = 1


class ReviewRows:
    """Fulfils the reviews port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def open(self, made: Review) -> bool:
        # Only one row may have the slot, so of two at once one is refused.
        if insert_once(self._connection, review, {**asdict(made), "slot": OPEN}):
            return True
        anew = update(review).where(
            review.c.execution == made.execution, review.c.slot == OPEN, review.c.plan < made.plan
        )
        return self._connection.execute(anew.values(asdict(made))).rowcount == 1

    def of(self, execution: int) -> Review | None:
        found = self._read(select(review).where(review.c.execution == execution))
        return found[0] if found else None

    def still_open(self) -> tuple[Review, ...]:
        query = select(review).where(review.c.slot == OPEN)
        return self._read(query.order_by(review.c.opened_at))

    def close(self, execution: int, by: tuple[str, str], says: str, at: datetime) -> bool:
        identity, name = by
        closing = update(review).where(review.c.execution == execution, review.c.slot == OPEN)
        done = {"closed_by": identity, "closed_by_name": name, "closed_at": at, "says": says}
        return self._connection.execute(closing.values(**done, slot=None)).rowcount == 1

    def _read(self, query: Select[tuple[object, ...]]) -> tuple[Review, ...]:
        rows = self._connection.execute(query)
        return tuple(
            Review(**{name: value for name, value in row._asdict().items() if name != "slot"})
            for row in rows
        )
