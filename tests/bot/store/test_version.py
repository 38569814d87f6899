"""Whether a database is at the newest schema, told without loading the migrations."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from bot.ports.store import StoreError
from bot.store.migrate import MIGRATIONS, upgrade
from bot.store.version import NEWEST, is_current
from tests.bot.store.databases import raw


def test_the_newest_revision_is_the_head_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == NEWEST


def test_a_database_is_current_once_it_was_migrated(empty: str) -> None:
    assert not is_current(empty)
    upgrade(empty)
    assert is_current(empty)


def test_a_database_of_another_version_is_not_current(address: str) -> None:
    with raw(address) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    assert not is_current(address)


def test_to_ask_changes_nothing(empty: str, kind: str, tmp_path: Path) -> None:
    assert not is_current(empty)
    if kind == "sqlite":
        assert list(tmp_path.iterdir()) == []
    with raw(empty) as connection:
        assert not connection.dialect.has_table(connection, "alembic_version")


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "sqlite://"])
def test_what_is_no_address_is_refused_in_words(url: str) -> None:
    with pytest.raises(StoreError, match="DATABASE_URL should be"):
        is_current(url)
