"""The counts of what routes kept from having a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, select

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
        for each in asides:
            adding = dialects.insert(self._connection, aside).values(asdict(each))
            self._connection.execute(
                adding.on_conflict_do_update(
                    index_elements=_KEY, set_={"many": aside.c.many + adding.excluded.many}
                )
            )

    def since(self, day: str) -> tuple[Aside, ...]:
        query = (
            select(aside)
            .where(aside.c.day >= day)
            .order_by(aside.c.day, aside.c.route, aside.c.channel, aside.c.severity)
        )
        rows = self._connection.execute(query)
        return tuple(Aside(**{**row._asdict(), "mode": Mode(row.mode)}) for row in rows)
