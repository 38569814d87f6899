"""Reads the incidents of some time as noise weighs them: three statements, whatever there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    Select,
    Text,
    bindparam,
    exists,
    func,
    or_,
    select,
    type_coerce,
)

from bot.domain.incident import Contained, Status, Verdict
from bot.domain.noise import Fate, Noted, fate
from bot.domain.record import What
from bot.store.batches import batches
from bot.store.restriction_tables import restriction
from bot.store.schema import finding, incident, record
from bot.store.types import Unpacked

_FIRST = select(func.min(finding.c.number)).where(finding.c.incident == incident.c.number)
_IS_FOR_FEW = exists().where(restriction.c.incident == incident.c.number)
_OPENED: Select[Any] = (
    select(
        *(incident.c.number, incident.c.account, incident.c.severity, incident.c.opened_at),
        *(incident.c.verdict, incident.c.contained, incident.c.status, incident.c.has_card),
        type_coerce(finding.c.body, Unpacked).label("body"),
    )
    .join(finding, finding.c.number == _FIRST.correlate(incident).scalar_subquery())
    .where(~_IS_FOR_FEW)
    .order_by(incident.c.opened_at.desc(), incident.c.number.desc())
)
_OF_THESE = record.c.incident.in_(bindparam("numbers", expanding=True))
_TAKES = (What.INCIDENT_TAKEN, What.INCIDENT_ASSIGNED)
_TAKEN = (
    select(record.c.incident, func.min(record.c.at).label("at"))
    .where(_OF_THESE, record.c.what.in_(_TAKES))
    .group_by(record.c.incident)
)
_ROUTES = select(record.c.incident, record.c.body).where(
    _OF_THESE,
    record.c.what == What.FINDING_OPENED,
    # What was sent by no route has no such word, and need not be read.
    type_coerce(record.c.body, Text).contains('"route":'),
)


class NoiseRows:
    """Fulfils the noises port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def since(
        self, at: datetime, limit: int, account: str = "", before: Noted | None = None
    ) -> tuple[Noted, ...]:
        query = _OPENED.where(incident.c.opened_at >= at).limit(limit)
        if account:
            query = query.where(incident.c.account == account)
        if before is not None:
            # The first half, which the second says more exactly, is what an index serves.
            query = query.where(
                incident.c.opened_at <= before.opened_at,
                or_(incident.c.opened_at < before.opened_at, incident.c.number < before.incident),
            )
        rows = self._connection.execute(query).all()
        numbers = [row.number for row in rows]
        taken, routes = self._taken(numbers), self._routes(numbers)
        return tuple(_noted(row, taken.get(row.number), routes.get(row.number, "")) for row in rows)

    def _taken(self, incidents: Sequence[int]) -> Mapping[int, datetime]:
        return {
            row.incident: row.at
            for some in batches(incidents)
            for row in self._connection.execute(_TAKEN, {"numbers": some})
        }

    def _routes(self, incidents: Sequence[int]) -> Mapping[int, str]:
        return {
            row.incident: str(row.body.get("route", ""))
            for some in batches(incidents)
            for row in self._connection.execute(_ROUTES, {"numbers": some})
        }


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
        verified=body["producer"].get("verified") is True,
        severity=row.severity,
        opened_at=row.opened_at,
        fate=_fate(row.verdict, row.contained, row.status),
        has_card=row.has_card,
        route=route,
        taken_at=taken_at,
    )


@cache
def _fate(verdict: str, contained: str, status: str) -> Fate:
    return fate(Verdict(verdict), Contained(contained), Status(status))
