"""The incidents' rows, the answers that enrich them, and the count of what got no card."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import (
    Connection,
    Insert,
    Row,
    Select,
    Update,
    and_,
    bindparam,
    case,
    func,
    select,
    update,
)

from bot.domain.answer import Answer, Sensitivity
from bot.domain.finding import Severity
from bot.domain.incident import Contained, Incident, Status, Verdict
from bot.ports.incidents import Change
from bot.store import dialects
from bot.store.batches import batches
from bot.store.growth_tables import IS_CLEARED, open_incident
from bot.store.schema import IS_OPEN, answer, incident, without_card
from bot.store.types import Instant
from runbooks.kit.text import Said

_SAID = TypeAdapter(Said)
_OPENED = tuple(each.name for each in fields(Incident) if each.name != "number")
_NAMED = select(incident).where(incident.c.number.in_(bindparam("numbers", expanding=True)))
_HELD = _NAMED.order_by(incident.c.number).with_for_update()
_TOUCHING = (
    update(incident)
    .where(incident.c.number.in_(bindparam("numbers", expanding=True)))
    .values(updated_at=bindparam("now"), revision=incident.c.revision + 1)
)
_CHANGING = (
    *("status", "verdict", "severity", "title", "contained", "has_card", "channel"),
    "merged_into",
)
_TAKING = (
    update(incident)
    .where(
        incident.c.number == bindparam("taken"),
        incident.c.status == Status.NEW,
        incident.c.owner == "",
    )
    .values(
        status=Status.IN_PROGRESS,
        owner=bindparam("by"),
        owner_name=bindparam("by_name"),
        updated_at=bindparam("now"),
        revision=incident.c.revision + 1,
    )
    .returning(incident)
)
_ANSWERS = (
    select(answer).where(answer.c.incident == bindparam("incident")).order_by(answer.c.question)
)


class IncidentRows:
    """Fulfils the incidents port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def open(self, incidents: Sequence[Incident]) -> tuple[int, ...]:
        rows = [_row(each) for each in incidents]
        if not rows:
            return ()
        return dialects.insert_numbered(self._connection, incident, rows)

    def get(self, number: int) -> Incident | None:
        return self.many((number,)).get(number)

    def many(self, numbers: Sequence[int]) -> Mapping[int, Incident]:
        found: dict[int, Incident] = {}
        for some in batches(numbers):
            rows = self._connection.execute(_NAMED, {"numbers": some})
            found.update((row.number, _incident(row)) for row in rows)
        return found

    def held(self, numbers: Sequence[int]) -> Mapping[int, Incident]:
        found: dict[int, Incident] = {}
        for some in batches(sorted(numbers)):
            rows = self._connection.execute(_HELD, {"numbers": some})
            found.update((row.number, _incident(row)) for row in rows)
        return found

    def listed(
        self,
        *,
        floor: Severity,
        owner: str | None,
        limit: int,
        offset: int,
        besides: Collection[int] = (),
        account: str = "",
    ) -> tuple[Incident, ...]:
        query = _listed(floor, owner, besides, account).limit(limit).offset(offset)
        return tuple(_incident(row) for row in self._connection.execute(query))

    def count_listed(
        self,
        *,
        floor: Severity,
        owner: str | None,
        most: int,
        besides: Collection[int] = (),
        account: str = "",
    ) -> int:
        listed = (
            _listed(floor, owner, besides, account).with_only_columns(incident.c.number).limit(most)
        )
        return self._connection.scalar(select(func.count()).select_from(listed.subquery())) or 0

    def count_open(self, account: str = "") -> Mapping[Severity, int]:
        many = func.sum(open_incident.c.many).label("many")
        query = select(open_incident.c.severity, many).group_by(open_incident.c.severity)
        if account:
            query = query.where(open_incident.c.account == account)
        return {row.severity: row.many for row in self._connection.execute(query) if row.many}

    def opened_since(self, at: datetime, account: str = "") -> Mapping[Severity, int]:
        query = select(incident.c.severity, func.count().label("many")).where(
            incident.c.opened_at >= at
        )
        if account:
            query = query.where(incident.c.account == account)
        rows = self._connection.execute(query.group_by(incident.c.severity))
        return {row.severity: row.many for row in rows}

    def cleared_since(self, at: datetime, limit: int) -> tuple[Incident, ...]:
        query = (
            select(incident)
            .where(IS_CLEARED, incident.c.updated_at >= at)
            .order_by(incident.c.updated_at.desc(), incident.c.number.desc())
            .limit(limit)
        )
        return tuple(_incident(row) for row in self._connection.execute(query))

    def change(self, number: int, change: Change, at: datetime) -> None:
        names, told = _told(change, at)
        changing = _changing(names, is_new=change.status is Status.NEW)
        self._connection.execute(changing, {**told, "changed": number})

    def move(self, seen: Incident, change: Change, at: datetime) -> bool:
        names, told = _told(change, at)
        moving = _changing(names, is_new=change.status is Status.NEW).where(
            incident.c.status == seen.status, incident.c.revision == seen.revision
        )
        moved = self._connection.execute(
            moving.returning(incident.c.number), {**told, "changed": seen.number}
        )
        return moved.first() is not None

    def touch(self, numbers: Sequence[int], at: datetime) -> None:
        for some in batches(numbers):
            self._connection.execute(_TOUCHING, {"numbers": some, "now": at})

    def take(self, number: int, at: datetime, owner: tuple[str, str]) -> Incident | None:
        by, name = owner
        taken = self._connection.execute(
            _TAKING, {"taken": number, "by": by, "by_name": name, "now": at}
        ).first()
        return None if taken is None else _incident(taken)

    def set_answers(self, number: int, answers: Sequence[Answer]) -> None:
        rows = [_answer_row(number, each) for each in answers]
        if not rows:
            return
        self._connection.execute(_answering(dialects.kind_of(self._connection)), rows)

    def answers(self, number: int) -> tuple[Answer, ...]:
        rows = self._connection.execute(_ANSWERS, {"incident": number})
        return tuple(_answer(row) for row in rows)

    def count_without_card(self, counts: Mapping[Severity, int], at: datetime) -> None:
        day = at.date().isoformat()
        # In one order everywhere, so that two processes wait for each other, not in a deadlock.
        rows = [
            {"day": day, "severity": severity, "many": counts[severity]}
            for severity in Severity
            if severity in counts
        ]
        if rows:
            self._connection.execute(_counting(dialects.kind_of(self._connection)), rows)

    def without_card(self) -> int:
        return self._connection.scalar(select(func.sum(without_card.c.many))) or 0


def _listed(
    floor: Severity, owner: str | None, besides: Collection[int], account: str
) -> Select[Any]:
    """Return the query for what is open, as severe as this, in the order of the list."""
    query = (
        select(incident)
        .where(IS_OPEN, incident.c.severity <= floor)  # the worst is 0
        .order_by(incident.c.severity, incident.c.opened_at, incident.c.number)
    )
    if owner is not None:
        query = query.where(incident.c.owner == owner)
    if account:
        query = query.where(incident.c.account == account)
    return query.where(incident.c.number.not_in(sorted(besides))) if besides else query


def _told(change: Change, at: datetime) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Return the columns that a change names, and what the statement for them is told."""
    named = {name: value for name in _CHANGING if (value := getattr(change, name)) is not None}
    if change.owner is not None:
        named["owner"], named["owner_name"] = change.owner
    return tuple(named), {"now": at, **{f"new_{name}": named[name] for name in named}}


@cache
def _changing(names: tuple[str, ...], *, is_new: bool) -> Update:
    """Return the statement that changes these columns of one incident."""
    named: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    now = bindparam("now", type_=Instant)
    if is_new:
        is_alone = and_(incident.c.status == Status.NEW, incident.c.owner == "")
        named["alone_since"] = case((is_alone, incident.c.alone_since), else_=now)
    return (
        update(incident)
        .where(incident.c.number == bindparam("changed"))
        .values(**named, updated_at=now, revision=incident.c.revision + 1)
    )


@cache
def _counting(kind: str) -> Insert:
    """Return the statement that adds to a day's count of what got no card."""
    adding = dialects.insert_on(kind, without_card)
    many = without_card.c.many + adding.excluded.many
    return adding.on_conflict_do_update(index_elements=["day", "severity"], set_={"many": many})


@cache
def _answering(kind: str) -> Insert:
    """Return the statement that writes answers down, the newest in an older one's place."""
    adding = dialects.insert_on(kind, answer)
    fresh = {column.name: adding.excluded[column.name] for column in answer.c}
    return adding.on_conflict_do_update(index_elements=["incident", "question"], set_=fresh)


def _row(each: Incident) -> dict[str, Any]:
    return {name: getattr(each, name) for name in _OPENED}


def _incident(row: Row[Any]) -> Incident:
    fields = row._asdict()
    fields["status"] = Status(row.status)
    fields["verdict"] = Verdict(row.verdict)
    fields["contained"] = Contained(row.contained)
    return Incident(**fields)


def _answer_row(number: int, each: Answer) -> dict[str, Any]:
    return {
        "incident": number,
        "question": each.question,
        "value": each.value,
        "reason": _dumped(each.reason),
        "source": each.source,
        "read_at": each.read_at,
        "sensitivity": each.sensitivity,
        "said": _dumped(each.said),
        "said_source": _dumped(each.said_source),
    }


def _answer(row: Row[Any]) -> Answer:
    return Answer(
        row.question,
        row.value,
        _read(row.reason),
        row.source,
        row.read_at,
        Sensitivity(row.sensitivity),
        _read(row.said),
        _read(row.said_source),
    )


def _dumped(said: Said | None) -> Any:
    return None if said is None else _SAID.dump_python(said, mode="json")


def _read(kept: Any) -> Said | None:
    return None if kept is None else _SAID.validate_python(kept)
