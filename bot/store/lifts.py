"""The rows of the lifts: one for each account whose ceiling somebody wanted lifted."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, select

from bot.domain.braking import Lift
from bot.store.brake_tables import lift
from bot.store.dialects import insert
from runbooks.kit.moments import MINUTE, minutes


class LiftRows:
    """Fulfils the lifts port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def all(self) -> tuple[Lift, ...]:
        rows = self._connection.execute(select(lift).order_by(lift.c.account))
        return tuple(_lift(row) for row in rows)

    def of(self, account: str) -> Lift | None:
        query = select(lift).where(lift.c.account == account).with_for_update()
        found = self._connection.execute(query).first()
        return None if found is None else _lift(found)

    def keep(self, kept: Lift) -> None:
        row = {
            "account": kept.account,
            "asked_by": kept.asked_by,
            "asked_name": kept.asked_name,
            "asked_at": kept.asked_at,
            "minutes": minutes(kept.length),
            "reason": kept.reason,
            "name": kept.name,
            "since": kept.since,
            "until": kept.until,
        }
        adding = insert(self._connection, lift).values(row)
        self._connection.execute(
            adding.on_conflict_do_update(index_elements=[lift.c.account], set_=row)
        )


def _lift(row: Row[Any]) -> Lift:
    fields = row._asdict()
    return Lift(length=fields.pop("minutes") * MINUTE, **fields)
