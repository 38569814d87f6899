"""The rows of Slack's outages, and what came while it took nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, select, update

from bot.domain.execution import Stage
from bot.domain.ids import Prefix, spell
from bot.domain.outage import FLOOR, FORGOTTEN, MOST_NAMED, Bad, Concerned, News, Outage
from bot.domain.record import What
from bot.store import catching_up, dialects
from bot.store.outage_tables import IS_LIVE, IS_OWED, outage
from bot.store.restriction_tables import restriction
from bot.store.schema import execution, incident, record

LOCK = 7_302_024
MOST_CONCERNED = 200
_TOLD = (What.PLANNED, What.EXPIRED, What.SLIPPED)


class OutageRows:
    """Fulfils the outages port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def failed(self, now: datetime) -> Outage:
        dialects.alone(self._connection, LOCK)
        found = self.live()
        if found and not found.declared and now - found.failed_at > FORGOTTEN:
            self.forget(found.number)
            found = None
        if found is None:
            row = {"since": now, "failed_at": now, "mark": self.newest()}
            row |= {"declared": False, "settled": False}
            self._connection.execute(outage.insert().values(row))
        else:
            self._change(found.number, failed_at=now)
        return self.live() or Outage(0, now, now, 0)

    def live(self) -> Outage | None:
        row = self._connection.execute(select(outage).where(IS_LIVE)).first()
        return _outage(row) if row else None

    def get(self, number: int) -> Outage | None:
        row = self._connection.execute(select(outage).where(outage.c.number == number)).first()
        return _outage(row) if row else None

    def declare(self, number: int) -> None:
        self._change(number, declared=True)

    def forget(self, number: int) -> None:
        self._connection.execute(delete(outage).where(outage.c.number == number))

    def end(self, number: int, now: datetime) -> bool:
        ending = update(outage).where(outage.c.number == number, IS_LIVE)
        values = {"ended_at": now, "end_mark": self.newest()}
        return self._connection.execute(ending.values(values)).rowcount == 1

    def owed(self) -> tuple[Outage, ...]:
        rows = self._connection.execute(select(outage).where(IS_OWED).order_by(outage.c.number))
        return tuple(_outage(row) for row in rows)

    def paged(self, number: int, to: int) -> None:
        self._change(number, paged_to=to)

    def settle(self, number: int) -> None:
        self._change(number, settled=True)

    def newest(self) -> int:
        found: int | None = self._connection.scalar(select(func.max(record.c.number)))
        return found or 0

    def news(self, outage: Outage, after: int, to: int, channel: str = "") -> News:
        window = (record.c.number > after, record.c.number <= to)
        opened = (
            select(incident.c.number, incident.c.severity, incident.c.account)
            .join(record, record.c.incident == incident.c.number)
            .where(*window, record.c.what == What.FINDING_OPENED.value)
        )
        if channel:
            opened = opened.where(incident.c.channel == channel)
        fresh = opened.where(incident.c.opened_at >= outage.since).distinct().subquery()
        counts = self._connection.execute(
            select(fresh.c.severity, func.count().label("many")).group_by(fresh.c.severity)
        )
        happened = self._happened(window, channel)
        return News(
            findings=self._connection.scalar(select(func.count()).select_from(opened.subquery()))
            or 0,
            incidents={row.severity: row.many for row in counts},
            worst=tuple(
                Bad(spell(Prefix.INCIDENT, row.number), row.severity, row.account)
                for row in self._connection.execute(
                    select(fresh)
                    .where(fresh.c.severity <= FLOOR)  # the worst is 0
                    .order_by(fresh.c.severity, fresh.c.number)
                    .limit(MOST_NAMED)
                )
            ),
            waiting=_concerned(happened, What.PLANNED, Stage.WAITING),
            expired=_concerned(happened, What.EXPIRED),
            slipped=_concerned(happened, What.SLIPPED),
            alone=self._alone(window),
            restricted=self._restricted(happened),
        )

    def waiting_places(self) -> frozenset[str]:
        return catching_up.waiting_places(self._connection)

    def told_in(self, number: int) -> frozenset[str]:
        return catching_up.told_in(self._connection, number)

    def put_first(self, number: int, places: Collection[str]) -> None:
        catching_up.put_first(self._connection, number, places)

    def line_up(self, now: datetime) -> None:
        catching_up.line_up(self._connection, now)

    def _happened(self, window: tuple[Any, ...], channel: str) -> tuple[Row[Any], ...]:
        query: Select[Any] = (
            select(
                record.c.what,
                execution.c.number,
                execution.c.stage,
                execution.c.ask,
                execution.c.incident,
            )
            .join(execution, record.c.execution == execution.c.number)
            .where(*window, record.c.what.in_([each.value for each in _TOLD]))
            .order_by(record.c.number)
            .limit(MOST_CONCERNED)
        )
        if channel:
            query = query.where(execution.c.channel == channel)
        return tuple(self._connection.execute(query))

    def _alone(self, window: tuple[Any, ...]) -> tuple[str, ...]:
        query = (
            select(record.c.incident)
            .join(incident, record.c.incident == incident.c.number)
            .where(*window, record.c.what == What.ESCALATED.value, incident.c.owner == "")
            .distinct()
            .order_by(record.c.incident)
            .limit(MOST_CONCERNED)
        )
        return tuple(spell(Prefix.INCIDENT, each) for each in self._connection.scalars(query))

    def _restricted(self, happened: Iterable[Row[Any]]) -> frozenset[str]:
        """Return the ids of restricted incidents, and of what was asked for on them."""
        hidden = frozenset(self._connection.scalars(select(restriction.c.incident)))
        executions = {
            spell(Prefix.EXECUTION, row.number) for row in happened if row.incident in hidden
        }
        incidents = {spell(Prefix.INCIDENT, each) for each in hidden}
        return frozenset(executions | incidents)

    def _change(self, number: int, **values: Any) -> None:
        self._connection.execute(update(outage).where(outage.c.number == number).values(**values))


def _outage(row: Row[Any]) -> Outage:
    return Outage(
        number=row.number,
        since=row.since,
        failed_at=row.failed_at,
        mark=row.mark,
        declared=row.declared,
        ended_at=row.ended_at,
        end_mark=row.end_mark,
        paged_to=row.paged_to,
    )


def _concerned(
    happened: Iterable[Row[Any]], what: What, stage: Stage | None = None
) -> tuple[Concerned, ...]:
    found = {
        row.number: Concerned(spell(Prefix.EXECUTION, row.number), str(row.ask.get("account", "")))
        for row in happened
        if row.what == what.value and stage in (None, row.stage)
    }
    return tuple(found.values())
