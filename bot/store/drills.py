"""The rows of the drills that went well, appended only, and of those that go on."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, func, select, update

from bot.domain.drill import Drilled, Round
from bot.store.dialects import insert_once
from bot.store.schema import drill, drill_round
from runbooks.kit.text import Said

_SAID = TypeAdapter(Said)


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

    def newest(self) -> tuple[Drilled, ...]:
        last = select(func.max(drill.c.undo)).group_by(drill.c.runbook, drill.c.account)
        query = select(drill).where(drill.c.undo.in_(last)).order_by(drill.c.undo)
        return tuple(_drilled(row) for row in self._connection.execute(query))

    def begin(self, change: int) -> None:
        insert_once(self._connection, drill_round, {"change": change, "is_proved": False})

    def round(self, change: int) -> Round | None:
        query = select(drill_round).where(drill_round.c.change == change)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _round(row)

    def running(self) -> tuple[Round, ...]:
        query = select(drill_round).where(drill_round.c.ended_at.is_(None))
        rows = self._connection.execute(query.order_by(drill_round.c.change))
        return tuple(_round(row) for row in rows)

    def put_back(self, change: int, undo: int) -> None:
        self._change(change, undo=undo)

    def stop(self, change: int, at: datetime) -> bool:
        return self._change(change, drill_round.c.stopped_at.is_(None), stopped_at=at)

    def end(self, change: int, at: datetime, result: Said, *, is_proved: bool) -> bool:
        said = _SAID.dump_python(result, mode="json")
        return self._change(change, ended_at=at, result=said, is_proved=is_proved)

    def _change(self, change: int, *also: Any, **values: Any) -> bool:
        """Change a round that has not ended; say whether there was one."""
        open_ = (drill_round.c.change == change, drill_round.c.ended_at.is_(None), *also)
        changed = self._connection.execute(update(drill_round).where(*open_).values(**values))
        return changed.rowcount == 1


def _drilled(row: Row[Any]) -> Drilled:
    fields = row._asdict()
    return Drilled(**{**fields, "actions": frozenset(row.actions)})


def _round(row: Row[Any]) -> Round:
    fields = row._asdict()
    result = None if row.result is None else _SAID.validate_python(row.result)
    return Round(**{**fields, "result": result})
