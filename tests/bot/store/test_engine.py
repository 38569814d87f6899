"""Databases are opened by their address, kept private, and written so that power cuts don't lose."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.ports.store import StoreError
from bot.store.engine import is_sqlite, parse, sqlite_engine
from bot.store.store import open_store
from tests.clocks import MORNING
from tests.stores import a_store, sqlite_url


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_both_names_of_postgresql_are_read(scheme: str) -> None:
    url = parse(f"{scheme}://secbot:s3cret@db.internal:5433/secbot?sslmode=require")

    assert not is_sqlite(url)
    assert (url.drivername, url.host, url.port) == ("postgresql+psycopg", "db.internal", 5433)
    assert (url.database, url.query["sslmode"]) == ("secbot", "require")


def test_a_sqlite_path_is_taken_as_it_is() -> None:
    assert parse("sqlite:///secbot.db").database == "secbot.db"
    assert parse("sqlite:////var/lib/secbot.db").database == "/var/lib/secbot.db"


@pytest.mark.parametrize(
    "address",
    ["", "secbot.db", "mysql://root:s3cret@db/secbot", "sqlite://", "sqlite:///:memory:",
     "postgresql://secbot:s3cret@db", "postgresql://db:not-a-port/secbot"],
)  # fmt: skip
def test_any_other_address_is_refused_without_showing_its_password(address: str) -> None:
    with pytest.raises(StoreError) as refused:
        parse(address)

    assert "DATABASE_URL should be" in str(refused.value)
    assert "s3cret" not in str(refused.value)


async def test_the_file_and_its_log_are_for_their_owner_only(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        await store.write(lambda unit: unit.brakes.stop("*", "", "", MORNING))
        modes = _modes(tmp_path)

    assert modes == {"secbot.db": 0o600, "secbot.db-wal": 0o600, "secbot.db-shm": 0o600}


async def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secbot.db"
    path.touch()
    path.chmod(0o640)

    with pytest.raises(StoreError, match="chmod 600"):
        async with a_store(tmp_path):
            pass


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    url = parse(sqlite_url(tmp_path / "missing"))

    with pytest.raises(StoreError, match="No such file"):
        sqlite_engine(url, "BEGIN")


async def test_a_file_that_vanished_is_said_and_not_made_anew(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        _remove(tmp_path)
        with pytest.raises(StoreError, match="unable to open"):
            await store.read(lambda unit: unit.brakes.stops())

    assert _modes(tmp_path) == {}


async def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    path = tmp_path / "secbot.db"
    path.touch(mode=0o600)
    path.write_bytes(b"not a database" * 100)

    async with open_store(sqlite_url(tmp_path)) as store:
        with pytest.raises(StoreError, match="not a database"):
            await store.read(lambda unit: unit.brakes.stops())


async def test_a_path_with_any_characters_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / "a #1 é"
    _make(folder)

    async with a_store(folder) as store:
        assert await store.write(lambda unit: unit.brakes.stop("*", "", "", MORNING))


def test_commits_are_synced_and_readers_go_on_beside_the_writer(tmp_path: Path) -> None:
    engine = sqlite_engine(parse(sqlite_url(tmp_path)), "BEGIN IMMEDIATE")
    with engine.begin() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    engine.dispose()

    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 10_000,
    }


def test_a_reading_engine_can_not_write(tmp_path: Path) -> None:
    engine = sqlite_engine(parse(sqlite_url(tmp_path)), "BEGIN")
    with engine.connect() as connection, pytest.raises(Exception, match="readonly"):
        connection.exec_driver_sql("CREATE TABLE mine (number INTEGER)")
    engine.dispose()


def _make(folder: Path) -> None:
    folder.mkdir()


def _remove(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def _modes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
