"""Whether a database has the newest schema, asked without loading the migrations."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import inspect, text

from bot.store.engine import is_sqlite, parse, postgresql_engine, sqlite_engine
from bot.store.faults import as_store_errors

VERSIONS = Path(__file__).parent / "migrations" / "versions"
REVISION = re.compile(r'^revision: str = "(\w+)"|^revision = "(\w+)"', re.MULTILINE)


def newest() -> str:
    """Return the revision of the newest migration: their files sort in order."""
    path = max(VERSIONS.glob("[0-9]*.py"))
    found = REVISION.search(path.read_text(encoding="utf-8"))
    return (found[1] or found[2]) if found else ""


def is_current(address: str) -> bool:
    """Say whether the database at a `DATABASE_URL` has the newest schema.

    Raises StoreError where it can't be reached.
    """
    url = parse(address)
    engine = sqlite_engine(url, "BEGIN") if is_sqlite(url) else postgresql_engine(url, 1)
    try:
        with as_store_errors(), engine.begin() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return False
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    finally:
        engine.dispose()
    return bool(found == newest())
