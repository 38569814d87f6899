"""The rows of incidents that nobody takes, and how often they have called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
)

from bot.domain.escalating import FLOOR, STEPS, Alone, Waiting
from bot.domain.finding import Severity
from bot.domain.incident import Status
from bot.store import dialects
from bot.store.rule_tables import escalation
from bot.store.schema import IS_OPEN, incident
from bot.store.silence_tables import IS_SNOOZED, snooze

_IS_TAKEN = exists().where(
    incident.c.number == escalation.c.incident,
    or_(incident.c.status != Status.NEW, incident.c.owner != ""),
)
_ALONE = func.coalesce(incident.c.alone_since, incident.c.opened_at)
# What was taken and given back between two looks has a row from before: it begins anew.
_OF_IT = and_(escalation.c.incident == incident.c.number, escalation.c.at >= _ALONE)
_BEGINNING = delete(escalation).where(
    escalation.c.incident.in_(bindparam("numbers", expanding=True))
)
_STEP = func.coalesce(escalation.c.step, 0)
_LAST = func.coalesce(escalation.c.at, _ALONE)


class EscalationRows:
    """Fulfils the escalations port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def due(self, before: datetime, floor: Severity, limit: int) -> tuple[Alone, ...]:
        query = (
            _waiting(incident.c.number, floor=floor)
            .where(before >= _LAST)
            .order_by(incident.c.severity, incident.c.opened_at, incident.c.number)
            .limit(limit)
        )
        return tuple(Alone(row.number, row.step) for row in self._connection.execute(query))

    def waiting(self, number: int) -> Waiting | None:
        query = _waiting(_LAST.label("since"), floor=FLOOR).where(incident.c.number == number)
        row = self._connection.execute(query).first()
        return None if row is None else Waiting(row.step, row.since)

    def step(self, alone: Alone, at: datetime) -> None:
        row = {"incident": alone.incident, "step": alone.step + 1, "at": at}
        adding = dialects.insert(self._connection, escalation).values(row)
        self._connection.execute(
            adding.on_conflict_do_update(index_elements=["incident"], set_=row)
        )

    def settle(self) -> None:
        self._connection.execute(delete(escalation).where(_IS_TAKEN))

    def begin_anew(self, incidents: Sequence[int]) -> None:
        self._connection.execute(_BEGINNING, {"numbers": list(incidents)})


def _waiting(*columns: ColumnElement[Any], floor: Severity) -> Select[Any]:
    """Return the query for these columns, and the step, of what waits for its next call."""
    is_snoozed = exists().where(snooze.c.incident == incident.c.number, IS_SNOOZED)
    return (
        select(*columns, _STEP.label("step"))
        .select_from(incident)
        .outerjoin(escalation, _OF_IT)
        .where(IS_OPEN, incident.c.status == Status.NEW, incident.c.owner == "")
        .where(incident.c.has_card, incident.c.severity <= floor)  # the worst is 0
        .where(_STEP < STEPS, ~is_snoozed)
    )
