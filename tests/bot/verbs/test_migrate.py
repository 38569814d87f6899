"""`migrate`."""

from __future__ import annotations

from pathlib import Path

from bot.store.version import is_current
from tests.bot.verbs.commands import secbot
from tests.stores import sqlite_url


def test_it_makes_the_newest_schema_and_does_nothing_the_second_time(tmp_path: Path) -> None:
    for _ in range(2):
        done = secbot(tmp_path, "migrate", variables={"DATABASE_URL": sqlite_url(tmp_path)})
        assert (done.returncode, done.stdout) == (0, "The database has the newest schema.\n")

    assert is_current(sqlite_url(tmp_path))


def test_a_database_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "secbot.db").write_text("this is not a database, only text that is long enough")
    (tmp_path / "secbot.db").chmod(0o600)
    done = secbot(tmp_path, "migrate")

    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
