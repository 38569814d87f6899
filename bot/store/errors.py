"""The rows of the error reports."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select

from bot.ports.errors import Report
from bot.store.schema import error_report


class ErrorRows:
    """Fulfils the errors port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def report(self, at: datetime, actor: str, what: str, trace: str) -> int:
        adding = insert(error_report).values(at=at, actor=actor, what=what, trace=trace)
        returning = adding.returning(error_report.c.number)
        number: int = self._connection.execute(returning).scalar_one()
        return number

    def get(self, number: int) -> Report | None:
        query = select(error_report).where(error_report.c.number == number)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else Report(**row._asdict())
