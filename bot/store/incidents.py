"""The incidents' rows, the answers that enrich them, and the count of what got no card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import (
    Connection,
    Insert,
    Row,
    Update,
    and_,
    bindparam,
    case,
    func,
    insert,
    literal,
    select,
    update,
)

from bot.domain.answer import Answer, Sensitivity
from bot.domain.finding import Severity
from bot.domain.incident import Contained, Incident, Status, Verdict
from bot.ports.incidents import Change
from bot.store import dialects
from bot.store.batches import batches
from bot.store.schema import IS_OPEN, answer, incident, without_card
from bot.store.types import Instant
from runbooks.kit.text import Said

_SAID = TypeAdapter(Said)
_OPENING = insert(incident).returning(incident.c.number, sort_by_parameter_order=True)
_NAMED = select(incident).where(incident.c.number.in_(bindparam("numbers", expanding=True)))
_HELD = _NAMED.order_by(incident.c.number).with_for_update()
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
        return tuple(self._connection.scalars(_OPENING, rows))

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
        self, *, floor: Severity, owner: str | None, limit: int, offset: int
    ) -> tuple[Incident, ...]:
        query = (
            select(incident)
            .where(IS_OPEN, incident.c.severity <= floor)  # the worst is 0
            .order_by(incident.c.severity, incident.c.opened_at, incident.c.number)
            .limit(limit)
            .offset(offset)
        )
        if owner is not None:
            query = query.where(incident.c.owner == owner)
        return tuple(_incident(row) for row in self._connection.execute(query))

    def count_open(self) -> Mapping[Severity, int]:
        query = (
            select(incident.c.severity, func.count().label("many"))
            .where(IS_OPEN)
            .group_by(incident.c.severity)
        )
        return {row.severity: row.many for row in self._connection.execute(query)}

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
            .where(incident.c.status == Status.CLOSED, incident.c.updated_at >= at)
            .where(incident.c.verdict == Verdict.FALSE_POSITIVE)
            .order_by(incident.c.updated_at.desc(), incident.c.number.desc())
            .limit(limit)
        )
        return tuple(_incident(row) for row in self._connection.execute(query))

    def change(self, number: int, change: Change, at: datetime) -> None:
        self._connection.execute(_changing(change, at).where(incident.c.number == number))

    def move(self, seen: Incident, change: Change, at: datetime) -> bool:
        moving = _changing(change, at).where(
            incident.c.number == seen.number,
            incident.c.status == seen.status,
            incident.c.revision == seen.revision,
        )
        moved = self._connection.execute(moving.returning(incident.c.number))
        return moved.first() is not None

    def touch(self, numbers: Sequence[int], at: datetime) -> None:
        for some in batches(numbers):
            self._connection.execute(
                update(incident)
                .where(incident.c.number.in_(some))
                .values(updated_at=at, revision=incident.c.revision + 1)
            )

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

    def count_without_card(self, severity: Severity, at: datetime, many: int) -> None:
        counting = _counting(dialects.kind_of(self._connection))
        row = {"day": at.date().isoformat(), "severity": severity, "many": many}
        self._connection.execute(counting, row)

    def without_card(self) -> int:
        return self._connection.scalar(select(func.sum(without_card.c.many))) or 0


def _changing(change: Change, at: datetime) -> Update:
    """Return the statement that changes what is named, of every incident as yet."""
    named = {name: value for name in _CHANGING if (value := getattr(change, name)) is not None}
    if change.owner is not None:
        named["owner"], named["owner_name"] = change.owner
    if change.status is Status.NEW:
        is_alone = and_(incident.c.status == Status.NEW, incident.c.owner == "")
        named["alone_since"] = case((is_alone, incident.c.alone_since), else_=literal(at, Instant))
    return update(incident).values(**named, updated_at=at, revision=incident.c.revision + 1)


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
    row = asdict(each)
    del row["number"]
    return row


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
