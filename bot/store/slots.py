"""The rows of the schedule's slots, each claimed once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from bot.store.dialects import insert_once
from bot.store.schema import slot


class SlotRows:
    """Fulfils the slots port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def claim(self, job: str, at: datetime) -> bool:
        return insert_once(self._connection, slot, {"job": job, "at": at})

    def last(self, job: str) -> datetime | None:
        query = select(func.max(slot.c.at)).where(slot.c.job == job)
        newest: datetime | None = self._connection.scalar(query)
        return newest
