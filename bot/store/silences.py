"""The rows of what keeps others from looking: wishes that wait for a second person."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, delete, select

from bot.domain.silencing import Act, Wish
from bot.store.dialects import insert
from bot.store.silence_tables import silence_wish
from runbooks.kit.moments import MINUTE, minutes


class SilenceRows:
    """Fulfils the silences port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def wish(self, incident: int, act: Act) -> Wish | None:
        query = select(silence_wish).where(
            silence_wish.c.incident == incident, silence_wish.c.act == act
        )
        found = self._connection.execute(query.with_for_update()).first()
        return None if found is None else _wish(found)

    def of_incident(self, incident: int) -> tuple[Wish, ...]:
        query = select(silence_wish).where(silence_wish.c.incident == incident)
        found = self._connection.execute(query.order_by(silence_wish.c.at, silence_wish.c.act))
        return tuple(_wish(row) for row in found)

    def keep(self, wish: Wish) -> None:
        row = {
            "incident": wish.incident,
            "act": wish.act,
            "asked_by": wish.asked_by,
            "asked_slack_id": wish.asked_slack_id,
            "asked_name": wish.asked_name,
            "at": wish.at,
            "reason": wish.reason,
            "minutes": minutes(wish.span),
            "scope": wish.scope,
        }
        adding = insert(self._connection, silence_wish).values(row)
        key = [silence_wish.c.incident, silence_wish.c.act]
        self._connection.execute(adding.on_conflict_do_update(index_elements=key, set_=row))

    def drop(self, incident: int) -> None:
        self._connection.execute(delete(silence_wish).where(silence_wish.c.incident == incident))


def _wish(row: Row[Any]) -> Wish:
    fields = row._asdict()
    span = fields.pop("minutes") * MINUTE
    return Wish(act=Act(fields.pop("act")), span=span, **fields)
