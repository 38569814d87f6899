"""A raw way into the databases under test, past the store: to look, and to tamper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Select

from bot.store.engine import is_sqlite, parse, postgresql_engine, sqlite_engine, transaction


@contextmanager
def raw(address: str) -> Iterator[Connection]:
    """Yield a connection of its own in a transaction, committed at the end."""
    url = parse(address)
    engine = sqlite_engine(url, "BEGIN IMMEDIATE") if is_sqlite(url) else postgresql_engine(url, 1)
    try:
        with transaction(engine) as connection:
            yield connection
    finally:
        engine.dispose()


def plan_of(connection: Connection, query: Select[Any]) -> str:
    """Return how the database would find the rows; PostgreSQL, as if there were many of them."""
    statement = query.compile(connection, compile_kwargs={"literal_binds": True})
    if connection.dialect.name == "postgresql":
        for shortcut in ("seqscan", "bitmapscan", "sort"):
            connection.exec_driver_sql(f"SET LOCAL enable_{shortcut} = off")
        return str(connection.exec_driver_sql(f"EXPLAIN {statement}").all())
    return str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}").all())


@contextmanager
def seeing(address: str) -> Iterator[Connection]:
    """Yield a connection of its own that sees at each look what others have committed by then."""
    url = parse(address)
    engine = sqlite_engine(url, "BEGIN") if is_sqlite(url) else postgresql_engine(url, 1)
    try:
        with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            yield connection
    finally:
        engine.dispose()
