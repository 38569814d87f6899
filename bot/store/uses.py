"""The rows of the guard over secbot's own roles."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, func, insert, select, update

from bot.domain.guarding import Reading
from bot.store.dialects import insert_once
from bot.store.guard_tables import role_reading, role_use
from runbooks.kit.text import Said

_SAID = TypeAdapter(Said)
_AT_ONCE = 500
"""Names in a query: SQLite takes some thousands of parameters."""


class UseRows:
    """Fulfils the uses port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def keep(self, account: str, readings: Sequence[Reading]) -> None:
        self._connection.execute(delete(role_reading).where(role_reading.c.account == account))
        if readings:
            self._connection.execute(insert(role_reading), [_row(one) for one in readings])

    def readings(self) -> tuple[Reading, ...]:
        query = select(role_reading).order_by(role_reading.c.account, role_reading.c.region)
        return tuple(
            Reading(
                row.account,
                row.region,
                row.until,
                row.at,
                None if row.why is None else _SAID.validate_python(row.why),
            )
            for row in self._connection.execute(query)
        )

    def told(self, event_ids: Collection[str]) -> frozenset[str]:
        names, found = sorted(event_ids), set[str]()
        for start in range(0, len(names), _AT_ONCE):
            some = names[start : start + _AT_ONCE]
            query = select(role_use.c.event_id).where(role_use.c.event_id.in_(some))
            found |= set(self._connection.scalars(query))
        return frozenset(found)

    def tell(
        self, event_ids: Collection[str], account: str, record: int, at: datetime, *, pages: bool
    ) -> None:
        row = {"account": account, "record": record, "at": at, "pages": pages}
        for event_id in sorted(event_ids):
            insert_once(self._connection, role_use, {"event_id": event_id, **row})

    def told_at(self) -> Mapping[str, datetime]:
        query = select(role_use.c.account, func.max(role_use.c.at).label("at"))
        rows = self._connection.execute(query.group_by(role_use.c.account))
        return {row.account: row.at for row in rows}

    def unpaged(self) -> tuple[int, ...]:
        query = select(role_use.c.record).where(role_use.c.pages).distinct()
        return tuple(self._connection.scalars(query.order_by(role_use.c.record)))

    def paged(self, record: int) -> None:
        is_its = role_use.c.record == record
        self._connection.execute(update(role_use).where(is_its).values(pages=False))


def _row(reading: Reading) -> dict[str, object]:
    return {
        "account": reading.account,
        "region": reading.region,
        "until": reading.until,
        "at": reading.at,
        "why": None if reading.why is None else _SAID.dump_python(reading.why, mode="json"),
    }
