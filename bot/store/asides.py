"""The counts of what routes kept from having a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import cache

from sqlalchemy import Connection, Insert, select

from bot.domain.routes import Aside, Mode
from bot.store import dialects
from bot.store.rule_tables import aside

_KEY = ["day", "route", "channel", "mode", "severity"]


class AsideRows:
    """Fulfils the asides port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def count(self, asides: Sequence[Aside]) -> None:
        # In one order everywhere, so that two processes wait for each other, not in a deadlock.
        rows = sorted(map(asdict, asides), key=lambda row: [str(row[name]) for name in _KEY])
        if rows:
            self._connection.execute(_counting(dialects.kind_of(self._connection)), rows)

    def since(self, day: str) -> tuple[Aside, ...]:
        query = (
            select(aside)
            .where(aside.c.day >= day)
            .order_by(aside.c.day, aside.c.route, aside.c.channel, aside.c.severity)
        )
        rows = self._connection.execute(query)
        return tuple(Aside(**{**row._asdict(), "mode": Mode(row.mode)}) for row in rows)


@cache
def _counting(kind: str) -> Insert:
    """Return the statement that adds to counts."""
    adding = dialects.insert_on(kind, aside)
    many = aside.c.many + adding.excluded.many
    return adding.on_conflict_do_update(index_elements=_KEY, set_={"many": many})
