"""Reads from the records who has an incident and does nothing about it."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import Connection, exists, func, or_, select

from bot.domain.incident import Status
from bot.domain.record import What
from bot.domain.reminding import Idle
from bot.store.batches import batches
from bot.store.schema import IS_OPEN, incident, record, slack_account
from bot.store.silence_tables import IS_SNOOZED, snooze

_BEGINS = (What.INCIDENT_TAKEN, What.INCIDENT_ASSIGNED)
_NO_ACTS = (What.PLAN_OPENED, What.CLICK_REFUSED, What.CLICKS_COUNTED)
_LAST = func.max(record.c.at)
_IS_THEIRS = or_(record.c.actor == slack_account.c.pseudonym, record.c.what.in_(_BEGINS))
_IS_SNOOZED = exists().where(snooze.c.incident == incident.c.number, IS_SNOOZED)
_OWNED = (
    select(incident.c.number, _LAST.label("acted_at"))
    .join(record, record.c.incident == incident.c.number)
    .outerjoin(slack_account, slack_account.c.slack_id == incident.c.owner)
    .where(IS_OPEN, incident.c.status != Status.RESOLVED, incident.c.owner != "", ~_IS_SNOOZED)
    .where(_IS_THEIRS, record.c.what.not_in(_NO_ACTS))
    .group_by(incident.c.number, incident.c.severity)
    .order_by(incident.c.severity, incident.c.number)
)


class IdleRows:
    """Fulfils the idles port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def since(self, before: datetime, limit: int) -> tuple[Idle, ...]:
        query = _OWNED.having(before >= _LAST).limit(limit)
        found = [(row.number, row.acted_at) for row in self._connection.execute(query)]
        reminded = self._reminded([number for number, _ in found])
        return tuple(_idle(number, at, reminded[number]) for number, at in found)

    def _reminded(self, numbers: list[int]) -> dict[int, list[datetime]]:
        times: defaultdict[int, list[datetime]] = defaultdict(list)
        for some in batches(numbers):
            query = select(record.c.incident, record.c.at).where(
                record.c.incident.in_(some), record.c.what == What.REMINDED
            )
            for row in self._connection.execute(query.order_by(record.c.number)):
                times[row.incident].append(row.at)
        return times


def _idle(number: int, acted_at: datetime, reminders: list[datetime]) -> Idle:
    later = [at for at in reminders if at > acted_at]
    return Idle(number, acted_at, min(later, default=None), max(later, default=None))
