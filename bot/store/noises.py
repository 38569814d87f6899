"""Reads the incidents of some time as noise weighs them: three statements, whatever there is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, exists, func, select, type_coerce

from bot.domain.incident import Contained, Status, Verdict
from bot.domain.noise import Noted, fate
from bot.domain.record import What
from bot.store.restriction_tables import restriction
from bot.store.schema import finding, incident, record
from bot.store.types import Packed

_FIRST = select(func.min(finding.c.number)).where(finding.c.incident == incident.c.number)
_IS_FOR_FEW = exists().where(restriction.c.incident == incident.c.number)
_TAKES = (What.INCIDENT_TAKEN, What.INCIDENT_ASSIGNED)


class NoiseRows:
    """Fulfils the noises port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def since(self, at: datetime, limit: int, account: str = "") -> tuple[Noted, ...]:
        meant = incident.c.opened_at >= at
        if account:
            meant = meant & (incident.c.account == account)
        query = (
            select(incident, type_coerce(finding.c.body, Packed).label("body"))
            .join(finding, finding.c.number == _FIRST.correlate(incident).scalar_subquery())
            .where(meant, ~_IS_FOR_FEW)
            .order_by(incident.c.opened_at.desc(), incident.c.number.desc())
            .limit(limit)
        )
        taken, routes = self._taken(meant), self._routes(meant)
        return tuple(
            _noted(row, taken.get(row.number), routes.get(row.number, ""))
            for row in self._connection.execute(query)
        )

    def _taken(self, meant: ColumnElement[bool]) -> Mapping[int, datetime]:
        query = _of_these(meant, func.min(record.c.at).label("at"), *_TAKES)
        rows = self._connection.execute(query.group_by(record.c.incident))
        return {row.incident: row.at for row in rows}

    def _routes(self, meant: ColumnElement[bool]) -> Mapping[int, str]:
        rows = self._connection.execute(_of_these(meant, record.c.body, What.FINDING_OPENED))
        return {row.incident: str(row.body.get("route", "")) for row in rows}


def _of_these(meant: ColumnElement[bool], column: ColumnElement[Any], *kinds: What) -> Select[Any]:
    """Return the query for a column of the records of these kinds, of the incidents that are meant."""
    return select(record.c.incident, column).where(
        record.c.incident.in_(select(incident.c.number).where(meant)), record.c.what.in_(kinds)
    )


def _noted(row: Row[Any], taken_at: datetime | None, route: str) -> Noted:
    """Return a row as noise weighs it; the finding's body is read no further than that takes."""
    body = row.body
    resources = body.get("resources") or [{}]
    return Noted(
        incident=row.number,
        account=row.account,
        type=str(body["type"]),
        resource=str(resources[0].get("id", "")),
        key=str(body["key"]),
        verified=body["producer"]["verified"] is True,
        severity=row.severity,
        opened_at=row.opened_at,
        fate=fate(Verdict(row.verdict), Contained(row.contained), Status(row.status)),
        has_card=row.has_card,
        route=route,
        taken_at=taken_at,
    )
