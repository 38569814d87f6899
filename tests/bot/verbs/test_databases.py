"""A verb that reads the database is told in a sentence where there is none that it can read."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.domain.words import anchoring
from bot.domain.words import settings as words
from bot.errors import SettingsError
from bot.verbs.databases import current_database
from bot.verbs.surroundings import Surroundings
from tests.stores import make_database, sqlite_url


def test_a_current_database_goes_by_its_address(tmp_path: Path) -> None:
    address = make_database(tmp_path)

    assert current_database(Surroundings({"DATABASE_URL": address})) == address


def test_one_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        current_database(Surroundings({"DATABASE_URL": sqlite_url(tmp_path)}))

    assert caught.value.says == (words.NO_DATABASE.fill(path=tmp_path / "secbot.db"),)
    assert list(tmp_path.iterdir()) == []


def test_one_of_an_older_schema_is_not_read(tmp_path: Path) -> None:
    address = make_database(tmp_path)
    with closing(sqlite3.connect(tmp_path / "secbot.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '0001'")

    with pytest.raises(SettingsError) as caught:
        current_database(Surroundings({"DATABASE_URL": address}))
    assert caught.value.says == (anchoring.OLD_SCHEMA.fill(),)
