"""The few places where SQLite and PostgreSQL must be spoken to differently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Insert,
    Table,
    bindparam,
    func,
    literal_column,
    select,
    type_coerce,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

from bot.store.types import Instant

_SQLITE_NOW = "CAST(ROUND((julianday('now') - 2440587.5) * 86400000.0) AS INTEGER) * 1000"
_POSTGRESQL_NOW = "CAST(EXTRACT(EPOCH FROM statement_timestamp()) * 1000000 AS BIGINT)"


POSTGRESQL = "postgresql"
_LAST_NUMBER = select(func.last_insert_rowid(type_=BigInteger))

# SQLAlchemy takes several times as long to build a statement as SQLite takes to run it. So what
# is on the way of a finding or of a click is built once, with a bound parameter where a value
# will stand, or once for each kind of store, by a cached function of the kind's name.


def kind_of(connection: Connection) -> str:
    """Return which of the two stores this is, by the name of its dialect."""
    return connection.dialect.name


def insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an insert that can be told what to do on a conflict."""
    return insert_on(kind_of(connection), table)


def insert_on(kind: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an insert for a kind of store that can be told what to do on a conflict."""
    return postgresql.insert(table) if kind == POSTGRESQL else sqlite.insert(table)


def insert_once(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row; False where one with the same key is there already."""
    adding = insert(connection, table).values(row).on_conflict_do_nothing()
    key = next(iter(table.primary_key))
    return connection.execute(adding.returning(key)).first() is not None


def insert_numbered(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]
) -> tuple[int, ...]:
    """Insert rows, one at least, into a table that numbers them; return the numbers in order.

    SQLAlchemy inserts them one by one on SQLite to learn their order. The one writer of a SQLite
    file has numbers without a gap, since they grow by one from the highest that there ever was
    (https://www.sqlite.org/autoinc.html).
    """
    many = len(rows)
    if many == 1:
        # SQLAlchemy's way for many rows costs twice as much, also where there is one.
        return tuple(connection.scalars(_numbering(table), rows[0]))
    if kind_of(connection) == POSTGRESQL:
        return tuple(connection.scalars(_numbering(table), rows))
    connection.execute(_adding(table), rows)
    last = connection.execute(_LAST_NUMBER).scalar_one()
    return tuple(range(last - many + 1, last + 1))


def alone(connection: Connection, lock: int) -> None:
    """Wait until nobody else's transaction holds this lock, and hold it until this one ends.

    SQLite has one writer anyway.
    """
    if kind_of(connection) == POSTGRESQL:
        connection.execute(select(func.pg_advisory_xact_lock(lock)))


def database_time(kind: str) -> ColumnElement[datetime]:
    """Return the database's own present moment, the same all through a statement.

    SQLite's has whole milliseconds (https://www.sqlite.org/lang_datefunc.html).
    """
    return type_coerce(_now(kind), Instant)


def database_time_in(kind: str, wait: str) -> ColumnElement[datetime]:
    """Return the moment so long from now, by the database's clock.

    `wait` is the name of the parameter that tells how long, in whole microseconds.
    """
    return type_coerce(_now(kind) + bindparam(wait, type_=BigInteger), Instant)


@cache
def _numbering(table: Table) -> ReturningInsert[tuple[int]]:
    return table.insert().returning(table.c.number, sort_by_parameter_order=True)


@cache
def _adding(table: Table) -> Insert:
    return table.insert()


def _now(kind: str) -> ColumnElement[int]:
    return literal_column(_POSTGRESQL_NOW if kind == POSTGRESQL else _SQLITE_NOW, BigInteger)
