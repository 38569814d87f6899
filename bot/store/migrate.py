"""Brings a database to the newest schema."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from bot.store.engine import is_sqlite, parse, postgresql_engine, sqlite_engine, transaction
from bot.store.faults import as_store_errors

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(address: str) -> None:
    """Bring the database at a `DATABASE_URL` to the newest schema; make a SQLite file's if needed.

    Two at once are safe: one waits for the other and then finds nothing to do. Raises StoreError
    where the database can't be reached or changed, and leaves it as it was.
    """
    config = _config()
    engine = _engine(address)
    try:
        with as_store_errors(), transaction(engine) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        engine.dispose()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _engine(address: str) -> Engine:
    url = parse(address)
    return sqlite_engine(url, "BEGIN IMMEDIATE") if is_sqlite(url) else postgresql_engine(url, 1)
