"""Whether a schema is the newest can be asked without changing anything."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from bot.store.migrate import MIGRATIONS
from bot.store.version import NEWEST, is_current
from tests.bot.store.databases import raw
from tests.stores import sqlite_url


def test_only_the_newest_schema_is_current(address: str) -> None:
    assert is_current(address)

    with raw(address) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))

    assert not is_current(address)


def test_an_empty_database_is_not_current(empty: str) -> None:
    assert not is_current(empty)


def test_asking_makes_no_file(tmp_path: Path) -> None:
    assert not is_current(sqlite_url(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_the_newest_revision_is_the_last_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))

    assert ScriptDirectory.from_config(config).get_heads() == [NEWEST]
