"""Reads from the records who has an incident and does nothing about it."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, exists, func, or_, select, tuple_

from bot.domain.incident import Status
from bot.domain.record import What
from bot.domain.reminding import Idle
from bot.store.batches import batches
from bot.store.schema import IS_OPEN, incident, record, slack_account
from bot.store.silence_tables import IS_SNOOZED, snooze
from bot.store.types import Instant, Number, Rank

_BEGINS = (What.INCIDENT_TAKEN, What.INCIDENT_ASSIGNED)
_NO_ACTS = (What.PLAN_OPENED, What.CLICK_REFUSED, What.CLICKS_COUNTED)
_OWNER = (
    select(slack_account.c.pseudonym)
    .where(slack_account.c.slack_id == incident.c.owner)
    .correlate(incident)
    .scalar_subquery()
)
_LAST = (
    select(func.max(record.c.at))
    .where(
        record.c.incident == incident.c.number,
        or_(record.c.actor == _OWNER, record.c.what.in_(_BEGINS)),
        record.c.what.not_in(_NO_ACTS),
    )
    .correlate(incident)
    .scalar_subquery()
)
_IS_SNOOZED = exists().where(snooze.c.incident == incident.c.number, IS_SNOOZED)
_OWNED = (
    select(
        *(incident.c.number, incident.c.severity, incident.c.opened_at),
        _LAST.label("acted_at"),
    )
    # Said as a range, for which an index serves, as it does not for what differs from something.
    .where(IS_OPEN, incident.c.owner > "", incident.c.status != Status.RESOLVED, ~_IS_SNOOZED)
    .subquery()
)
_IDLE = (
    select(_OWNED)
    .where(_OWNED.c.acted_at <= bindparam("before", type_=Instant))
    # The order of what is open, so that a page is found without looking at all the others.
    .order_by(_OWNED.c.severity, _OWNED.c.opened_at, _OWNED.c.number)
    .limit(bindparam("most"))
)
_AFTER = tuple_(_OWNED.c.severity, _OWNED.c.opened_at, _OWNED.c.number) > tuple_(
    bindparam("severity", type_=Rank),
    bindparam("opened_at", type_=Instant),
    bindparam("number", type_=Number),
)
_LATER = _IDLE.where(_AFTER)


class IdleRows:
    """Fulfils the idles port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def since(self, before: datetime, limit: int, after: Idle | None = None) -> tuple[Idle, ...]:
        told: dict[str, Any] = {"before": before, "most": limit}
        if after is not None:
            told |= {"severity": after.severity, "opened_at": after.opened_at}
            told["number"] = after.incident
        rows = self._connection.execute(_IDLE if after is None else _LATER, told).all()
        reminded = self._reminded([row.number for row in rows])
        return tuple(_idle(row, reminded[row.number]) for row in rows)

    def _reminded(self, numbers: list[int]) -> dict[int, list[datetime]]:
        times: defaultdict[int, list[datetime]] = defaultdict(list)
        for some in batches(numbers):
            query = select(record.c.incident, record.c.at).where(
                record.c.incident.in_(some), record.c.what == What.REMINDED
            )
            for row in self._connection.execute(query.order_by(record.c.number)):
                times[row.incident].append(row.at)
        return times


def _idle(row: Row[Any], reminders: list[datetime]) -> Idle:
    later = [at for at in reminders if at > row.acted_at]
    first, last = min(later, default=None), max(later, default=None)
    return Idle(row.number, row.severity, row.opened_at, row.acted_at, first, last)
