"""The rows of the kill switch: one for each pulled brake."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from bot.ports.brakes import EVERYWHERE, Stop
from bot.store.dialects import insert_once
from bot.store.trust_tables import brake


class BrakeRows:
    """Fulfils the brakes port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def stop(self, account: str, by: str, by_name: str, at: datetime) -> bool:
        row = {"account": account, "by": by, "by_name": by_name, "at": at, "asked_by": ""}
        return insert_once(self._connection, brake, row)

    def stops(self) -> tuple[Stop, ...]:
        rows = self._connection.execute(select(brake).order_by(brake.c.account))
        return tuple(Stop(**row._asdict()) for row in rows)

    def ask_start(self, account: str, by: str, at: datetime) -> None:
        self._connection.execute(
            update(brake).where(brake.c.account == account).values(asked_by=by, asked_at=at)
        )

    def start(self, account: str) -> bool:
        released = self._connection.execute(delete(brake).where(brake.c.account == account))
        return released.rowcount == 1

    def holds(self, account: str) -> bool:
        query = select(brake.c.account).where(brake.c.account.in_((account, EVERYWHERE))).limit(1)
        return self._connection.execute(query).first() is not None
