"""The records' rows: appended only, and chained by hash where they are the audit trail."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    Select,
    Text,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    type_coerce,
    update,
)

from bot.domain.anchor import Mark
from bot.domain.record import Record, What, Written
from bot.ports.records import Held, Verified
from bot.store.anchored import Holding
from bot.store.chain import START, Head, Link, check, hash_of, line, plain, read_back
from bot.store.dialects import insert_numbered
from bot.store.people import PersonRows
from bot.store.schema import IS_SETTLED, execution, person, record, record_head

_CHAINED = [what for what in What if what.is_chained]
_AT_A_TIME = 1000
_HEAD = select(record_head).with_for_update()
_WHERE_IT_STANDS = select(record_head)
_ORIGIN = select(record.c.hash).where(record.c.place == 1)
_LINKS = (
    select(*(each for each in record.c if each is not record.c.body))
    .add_columns(type_coerce(record.c.body, Text).label("body"))
    .where(record.c.place.is_not(None))
    .order_by(record.c.place)
    .execution_options(yield_per=_AT_A_TIME)
)
_MOVING = update(record_head).values(last_place=bindparam("new_place"), hash=bindparam("new_hash"))


class RecordRows:
    """Fulfils the records port."""

    def __init__(self, connection: Connection, people: PersonRows) -> None:
        """Work on a connection in a transaction; `people` knows the pseudonyms in it."""
        self._connection = connection
        self._people = people

    def write(self, records: Sequence[Record]) -> tuple[int, ...]:
        if not records:
            return ()
        identities = {each.actor for each in records} - {""}
        actors = {"": "", **self._people.pseudonyms(identities)}
        is_chained = any(each.what.is_chained for each in records)
        rows, head = _rows(records, actors, self._head() if is_chained else Head(0, START))
        numbers = insert_numbered(self._connection, record, rows)
        if is_chained:
            moved = {"new_place": head.count, "new_hash": head.hash}
            self._connection.execute(_MOVING, moved)
        return numbers

    def of_execution(self, number: int, *kinds: What) -> tuple[Written, ...]:
        query = _written().where(record.c.execution == number).order_by(record.c.number)
        return self._read(query.where(record.c.what.in_(kinds)) if kinds else query)

    def of_incident(self, number: int, limit: int) -> tuple[Written, ...]:
        executions = select(execution.c.number).where(execution.c.incident == number)
        of_it = or_(record.c.incident == number, record.c.execution.in_(executions))
        return self._newest(_written().where(of_it), limit)

    def of_actor(self, identity: str, limit: int) -> tuple[Written, ...]:
        pseudonym = self._people.pseudonym(identity)
        return self._newest(_written().where(record.c.actor == (pseudonym or identity)), limit)

    def latest(self, what: What) -> Written | None:
        # Written out, since a partial index serves no bound parameter.
        is_meant = record.c.what == literal(str(what), literal_execute=True)
        found = self._newest(_written().where(is_meant), 1)
        return found[0] if found else None

    def settled_since(self, since: datetime, limit: int) -> tuple[Written, ...]:
        query = _written().where(IS_SETTLED, record.c.at >= since)
        return self._read(query.order_by(record.c.at.desc()).limit(limit))

    def since(self, number: int, limit: int) -> tuple[Written, ...]:
        query = _written().where(record.c.number > number).order_by(record.c.number)
        return self._read(query.limit(limit))

    def verify(self) -> Verified:
        """Compute the whole chain anew and hold it against the head that is kept apart.

        Call it in `Store.read`, whose snapshot holds the records and the head of one moment.
        """
        return self.hold(()).verified

    def hold(self, marks: Collection[Mark]) -> Held:
        """Do as `verify`, and hold the chain against these anchors besides.

        In the same way, call it in `Store.read`.
        """
        row = self._connection.execute(_WHERE_IT_STANDS).one_or_none()
        head = Head(0, "") if row is None else Head(row.last_place, row.hash)
        holding = Holding(marks)
        with closing(self._links()) as links:
            verified = check(holding.watch(links), head)
        outside = self._connection.scalar(
            select(func.min(record.c.number)).where(
                record.c.place.is_(None), record.c.what.in_(_CHAINED)
            )
        )
        wrong = [at for at in (verified.broken_at, outside) if at is not None]
        first = min(wrong, default=None)
        return holding.held(Verified(verified.count, verified.head, first, verified.cut_after))

    def mark(self) -> Mark | None:
        origin = self._connection.scalar(_ORIGIN)
        row = self._connection.execute(_WHERE_IT_STANDS).one_or_none()
        return None if row is None or origin is None else Mark(row.last_place, row.hash, origin)

    def lines(self) -> Iterator[Mapping[str, Any]]:
        with closing(self._links()) as links:
            for link in links:
                yield line(link)

    def _head(self) -> Head:
        """Return the head; on PostgreSQL whoever else would add to the chain waits from here."""
        row = self._connection.execute(_HEAD).one()
        return Head(row.last_place, row.hash)

    def _links(self) -> Generator[Link]:
        with self._connection.execute(_LINKS) as rows:
            for row in rows:
                yield Link(**{**row._asdict(), "body": read_back(row.body)})

    def _newest(self, query: Select[Any], limit: int) -> tuple[Written, ...]:
        return self._read(query.order_by(record.c.number.desc()).limit(limit))[::-1]

    def _read(self, query: Select[Any]) -> tuple[Written, ...]:
        return tuple(_as_written(row) for row in self._connection.execute(query))


def _rows(
    records: Sequence[Record], actors: dict[str, str], head: Head
) -> tuple[list[dict[str, Any]], Head]:
    """Return the rows to insert, the chained ones linked behind the head, and the new head."""
    rows: list[dict[str, Any]] = []
    for each in records:
        row: dict[str, Any] = {
            "place": None,
            "what": str(each.what),
            "at": each.at,
            "actor": actors[each.actor],
            "incident": each.incident,
            "execution": each.execution,
            "body": each.body or {},
            "previous": "",
            "hash": "",
        }
        if each.what.is_chained:
            body = plain(row["body"])
            row |= {"place": head.count + 1, "previous": head.hash, "body": body}
            head = Head(head.count + 1, hash_of(Link(**row)))
            row["hash"] = head.hash
        rows.append(row)
    return rows, head


def _written() -> Select[Any]:
    """Return the query for records with the name, the identity or the pseudonym of who did it."""
    name = case(
        (person.c.name != "", person.c.name), else_=func.coalesce(person.c.identity, record.c.actor)
    )
    return select(record, name.label("actor_name")).outerjoin(
        person, person.c.pseudonym == record.c.actor
    )


def _as_written(row: Row[Any]) -> Written:
    return Written(
        row.number,
        What(row.what),
        row.at,
        row.actor,
        row.actor_name,
        row.incident,
        row.execution,
        row.body,
        row.previous,
        row.hash,
    )
