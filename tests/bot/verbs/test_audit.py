"""`audit verify`: three answers, three exit codes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.domain.record import Record, What
from bot.ports.records import Verified
from bot.verbs import audit
from tests.bot.verbs.commands import secbot
from tests.stores import a_store, sqlite_url


async def keep_records(folder: Path) -> None:
    now = SystemClock().now()
    records = [
        Record(What.STOPPED, now, f"u{number}@example.com", body={"account": "*"})
        for number in range(5)
    ]
    async with a_store(folder) as store:
        await store.write(lambda unit: unit.records.write(records))


def tamper(folder: Path, statement: str) -> None:
    """Change the file as somebody who may write it can: the triggers go first."""
    with sqlite3.connect(folder / "secbot.db") as connection:
        named = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for (trigger,) in connection.execute(named).fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(statement)
    connection.close()


def verify(folder: Path) -> tuple[int, str]:
    done = secbot(folder, "audit", "verify", variables={"DATABASE_URL": sqlite_url(folder)})
    return done.returncode, done.stdout + done.stderr


async def test_a_whole_chain_is_consistent_and_said_to_be_unprotected(tmp_path: Path) -> None:
    await keep_records(tmp_path)
    code, told = verify(tmp_path)

    assert code == 3
    assert told.startswith("consistent, not protected: 5 records")


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE record SET body = '{}' WHERE number = 3", "BROKEN at record 3"),
        ("DELETE FROM record WHERE number = 2", "BROKEN at record"),
        ("DELETE FROM record WHERE number > 3", "CUT after record 3"),
    ],
)
async def test_a_chain_that_was_touched_is_told_with_its_record(
    tmp_path: Path, statement: str, says: str
) -> None:
    await keep_records(tmp_path)
    tamper(tmp_path, statement)
    code, told = verify(tmp_path)

    assert code == 1
    assert told.startswith(says)


def test_without_a_database_it_says_so(tmp_path: Path) -> None:
    code, told = verify(tmp_path)

    assert code == 2
    assert told.startswith("There is no database at")
    assert not (tmp_path / "secbot.db").exists()


def test_a_broken_chain_outranks_all_else() -> None:
    both = Verified(count=3, head="ab", broken_at=2, cut_after=3)

    assert audit.code(both) == 1
    assert audit.told(both).startswith("BROKEN at record 2")
