"""The few places where SQLite and PostgreSQL must be spoken to differently."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Table,
    literal,
    literal_column,
    type_coerce,
)
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.types import Instant, span

_SQLITE_NOW = "CAST(ROUND((julianday('now') - 2440587.5) * 86400000.0) AS INTEGER) * 1000"
_POSTGRESQL_NOW = "CAST(EXTRACT(EPOCH FROM statement_timestamp()) * 1000000 AS BIGINT)"


def is_postgresql(connection: Connection) -> bool:
    """Say which of the two stores this is."""
    return connection.dialect.name == "postgresql"


def insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an insert that can be told what to do on a conflict."""
    return postgresql.insert(table) if is_postgresql(connection) else sqlite.insert(table)


def insert_once(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row; False where one with the same key is there already."""
    adding = insert(connection, table).values(row).on_conflict_do_nothing()
    key = next(iter(table.primary_key))
    return connection.execute(adding.returning(key)).first() is not None


def database_time(
    connection: Connection, later: timedelta = timedelta(0)
) -> ColumnElement[datetime]:
    """Return the database's own present moment, or one later, the same all through a statement.

    SQLite's has whole milliseconds (https://www.sqlite.org/lang_datefunc.html).
    """
    now = literal_column(_POSTGRESQL_NOW if is_postgresql(connection) else _SQLITE_NOW, BigInteger)
    return type_coerce(now + literal(span(later), BigInteger), Instant)
