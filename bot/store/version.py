"""Says whether a database is at the newest schema, without the weight of what changes schemas."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

from bot.store.engine import is_sqlite, parse, postgresql_engine, sqlite_engine, transaction
from bot.store.faults import as_store_errors

NEWEST = "0035"
"""The last of the migrations; alembic alone takes 11 MB to say so."""

_VERSION = table("alembic_version", column("version_num"))


def is_current(address: str) -> bool:
    """Say whether the database at a `DATABASE_URL` is at the newest schema, changing nothing.

    Raises StoreError where it can't be reached; a SQLite file that is not there is not current.
    """
    url = parse(address)
    if is_sqlite(url) and not Path(url.database or "").exists():
        return False
    engine = sqlite_engine(url, "BEGIN") if is_sqlite(url) else postgresql_engine(url, 1)
    try:
        with as_store_errors(), transaction(engine) as connection:
            return _revisions(connection) == {NEWEST}
    finally:
        engine.dispose()


def _revisions(connection: Connection) -> set[str]:
    if not inspect(connection).has_table(_VERSION.name):
        return set()
    return set(connection.scalars(select(_VERSION.c.version_num)))
