"""The rows of the snoozes, and of the incidents that they keep from the channel."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Insert,
    Row,
    Select,
    bindparam,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from bot.domain.snoozing import Ended, Scope, Snooze
from bot.store import dialects
from bot.store.growth_tables import IS_CARDLESS
from bot.store.schema import incident
from bot.store.silence_tables import IS_SNOOZED, hidden, snooze

_OWN = tuple(each for each in snooze.c if each.name not in {"is_outgrown", "ended_at", "ended"})
_LIVE = (
    select(*_OWN)
    .where(IS_SNOOZED, snooze.c.until > bindparam("now"), snooze.c.since <= bindparam("now"))
    .order_by(snooze.c.number)
)
_MANY = (
    select(func.coalesce(func.sum(hidden.c.many), 0))
    .where(hidden.c.snooze == snooze.c.number)
    .scalar_subquery()
)
_COUNTED = _LIVE.add_columns(_MANY.label("hidden"))


class SnoozeRows:
    """Fulfils the snoozes port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def begin(self, begun: Snooze) -> int:
        row = asdict(begun)
        del row["number"], row["hidden"]
        values = {**row, "is_outgrown": False, "ended_at": None, "ended": ""}
        adding = insert(snooze).values(values).returning(snooze.c.number)
        number = int(self._connection.scalars(adding).one())
        same = (
            update(snooze)
            .where(_is(begun.scope, begun.account, begun.key), IS_SNOOZED)
            .where(snooze.c.number != number)
            .values(ended_at=begun.since, ended=Ended.RENEWED)
            .returning(snooze.c.number)
        )
        for older in self._connection.scalars(same).all():
            self._connection.execute(
                update(hidden).where(hidden.c.snooze == older).values(snooze=number)
            )
        return number

    def was(self, scope: Scope, account: str, key: str) -> bool:
        return bool(self._connection.scalar(select(exists().where(_is(scope, account, key)))))

    def active(self, now: datetime) -> tuple[Snooze, ...]:
        return self._read(_LIVE, now)

    def listed(self, now: datetime) -> tuple[Snooze, ...]:
        found = self._read(_COUNTED, now)
        return tuple(sorted(found, key=lambda each: (each.until, each.number)))

    def of_incident(self, number: int, now: datetime) -> tuple[Snooze, ...]:
        hides = exists().where(hidden.c.snooze == snooze.c.number, hidden.c.incident == number)
        return self._read(_COUNTED.where(or_(snooze.c.incident == number, hides)), now)

    def hide(self, counts: Mapping[tuple[int, int], int]) -> None:
        rows = [
            {"snooze": number, "incident": of, "many": many}
            for (number, of), many in sorted(counts.items())
        ]
        if rows:
            self._connection.execute(_hiding(dialects.kind_of(self._connection)), rows)

    def outgrow(self, numbers: Collection[int], now: datetime) -> None:
        self._connection.execute(
            update(snooze)
            .where(snooze.c.number.in_(numbers), IS_SNOOZED)
            .values(until=now, is_outgrown=True)
        )

    def over(self, now: datetime) -> tuple[tuple[Snooze, Ended], ...]:
        query = select(*_OWN, _MANY.label("hidden"), snooze.c.is_outgrown)
        query = query.where(IS_SNOOZED, snooze.c.until <= now).order_by(snooze.c.number)
        found = []
        for row in self._connection.execute(query):
            fields = row._asdict()
            how = Ended.WORSE if fields.pop("is_outgrown") else Ended.OVER
            found.append((_snooze(fields), how))
        return tuple(found)

    def end(self, number: int, how: Ended, now: datetime) -> bool:
        ending = (
            update(snooze)
            .where(snooze.c.number == number, IS_SNOOZED)
            .values(ended_at=now, ended=how)
            .returning(snooze.c.number)
        )
        return self._connection.execute(ending).first() is not None

    def uncovered(self, now: datetime, limit: int) -> tuple[int, ...]:
        of_it = hidden.c.incident == incident.c.number
        is_live = (IS_SNOOZED, snooze.c.until > now, snooze.c.since <= now)
        covered = exists().where(of_it, hidden.c.snooze == snooze.c.number, *is_live)
        query = (
            select(incident.c.number)
            .where(IS_CARDLESS, exists().where(of_it), ~covered)
            .order_by(incident.c.number)
            .limit(limit)
        )
        return tuple(self._connection.scalars(query))

    def _read(self, query: Select[Any], now: datetime) -> tuple[Snooze, ...]:
        rows: list[Row[Any]] = list(self._connection.execute(query, {"now": now}))
        return tuple(_snooze(row._asdict()) for row in rows)


def _is(scope: Scope, account: str, key: str) -> Any:
    return (snooze.c.key == key) & (snooze.c.account == account) & (snooze.c.scope == scope)


@cache
def _hiding(kind: str) -> Insert:
    adding = dialects.insert_on(kind, hidden)
    many = hidden.c.many + adding.excluded.many
    return adding.on_conflict_do_update(index_elements=["snooze", "incident"], set_={"many": many})


def _snooze(fields: dict[str, Any]) -> Snooze:
    fields["scope"] = Scope(fields["scope"])
    return Snooze(**fields)
