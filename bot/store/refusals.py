"""The rows that count refused clicks, by person and hour."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select

from bot.store.dialects import insert
from bot.store.schema import person
from bot.store.trust_tables import refusal


class RefusalRows:
    """Fulfils the refusals port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def count(self, pseudonym: str, since: datetime) -> int:
        adding = insert(self._connection, refusal).values(pseudonym=pseudonym, since=since, many=1)
        counting = adding.on_conflict_do_update(
            index_elements=["pseudonym", "since"], set_={"many": refusal.c.many + 1}
        )
        return int(self._connection.scalars(counting.returning(refusal.c.many)).one())

    def close(self, before: datetime) -> tuple[tuple[str, datetime, int], ...]:
        is_over = refusal.c.since < before
        query = select(person.c.identity, refusal.c.since, refusal.c.many)
        query = query.select_from(refusal.join(person)).where(
            is_over, person.c.identity.is_not(None)
        )
        found = self._connection.execute(query.order_by(refusal.c.since, person.c.identity)).all()
        self._connection.execute(delete(refusal).where(is_over))
        return tuple((str(row.identity), row.since, int(row.many)) for row in found)
