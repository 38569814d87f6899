"""Reads from the records who has an incident and does nothing about it."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import Connection, bindparam, exists, func, or_, select

from bot.domain.incident import Status
from bot.domain.record import What
from bot.domain.reminding import Idle
from bot.store.batches import batches
from bot.store.schema import IS_OPEN, incident, record, slack_account
from bot.store.silence_tables import IS_SNOOZED, snooze
from bot.store.types import Instant

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
    select(incident.c.number, incident.c.severity, _LAST.label("acted_at"))
    # Said as a range, for which an index serves, as it does not for what differs from something.
    .where(IS_OPEN, incident.c.owner > "", incident.c.status != Status.RESOLVED, ~_IS_SNOOZED)
    .subquery()
)
_IDLE = (
    select(_OWNED.c.number, _OWNED.c.acted_at)
    .where(_OWNED.c.acted_at <= bindparam("before", type_=Instant))
    .order_by(_OWNED.c.severity, _OWNED.c.number)
    .limit(bindparam("most"))
)


class IdleRows:
    """Fulfils the idles port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def since(self, before: datetime, limit: int) -> tuple[Idle, ...]:
        rows = self._connection.execute(_IDLE, {"before": before, "most": limit})
        found = [(row.number, row.acted_at) for row in rows]
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
