"""The rows of restricted incidents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from bot.domain.restriction import Named, Restriction
from bot.store.restriction_tables import restricted_to, restriction


class RestrictionRows:
    """Fulfils the restrictions port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def of(self, incident: int | None) -> Restriction | None:
        if incident is None:
            return None
        query = select(restriction).where(restriction.c.incident == incident)
        row = self._connection.execute(query).first()
        if row is None:
            return None
        named = select(restricted_to).where(restricted_to.c.incident == incident)
        return _restriction(row, self._connection.execute(named.order_by(restricted_to.c.slack_id)))

    def all(self) -> Mapping[int, Restriction]:
        named: defaultdict[int, list[Row[Any]]] = defaultdict(list)
        for one in self._connection.execute(
            select(restricted_to).order_by(restricted_to.c.slack_id)
        ):
            named[one.incident].append(one)
        rows = self._connection.execute(select(restriction).order_by(restriction.c.incident))
        return {row.incident: _restriction(row, named[row.incident]) for row in rows}

    def keep(self, restriction_: Restriction) -> None:
        self.drop(restriction_.incident)
        row = {
            "incident": restriction_.incident,
            "channel": restriction_.channel,
            "by": restriction_.by,
            "by_name": restriction_.by_name,
            "at": restriction_.at,
            "reason": restriction_.reason,
        }
        named = [
            {
                "incident": restriction_.incident,
                "slack_id": each.slack_id,
                "identity": each.identity,
                "name": each.name,
            }
            for each in restriction_.named
        ]
        self._connection.execute(insert(restriction).values(row))
        self._connection.execute(insert(restricted_to), named)

    def drop(self, incident: int) -> None:
        for table in (restricted_to, restriction):
            self._connection.execute(delete(table).where(table.c.incident == incident))


def _restriction(row: Row[Any], named: Any) -> Restriction:
    people = tuple(Named(each.slack_id, each.identity, each.name) for each in named)
    return Restriction(
        incident=row.incident,
        named=people,
        channel=row.channel,
        by=row.by,
        by_name=row.by_name,
        at=row.at,
        reason=row.reason,
    )
