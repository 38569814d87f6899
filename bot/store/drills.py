"""The rows of the drills that went well, appended only."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.domain.drill import Drilled
from bot.store.dialects import insert_once
from bot.store.schema import drill


class DrillRows:
    """Fulfils the drills port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def keep(self, drilled: Drilled) -> None:
        row = {**asdict(drilled), "actions": sorted(drilled.actions)}
        insert_once(self._connection, drill, row)

    def of(self, runbook: str, account: str) -> tuple[Drilled, ...]:
        query = select(drill).where(drill.c.runbook == runbook, drill.c.account == account)
        rows = self._connection.execute(query.order_by(drill.c.undo))
        return tuple(_drilled(row) for row in rows)


def _drilled(row: Row[Any]) -> Drilled:
    fields = row._asdict()
    return Drilled(**{**fields, "actions": frozenset(row.actions)})
