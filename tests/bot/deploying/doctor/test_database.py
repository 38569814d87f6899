"""The database: where it is, how old its schema is, who writes it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot import lock
from bot.deploying.doctor.contract import Result
from tests.bot.deploying.doctor.world import World


async def test_a_database_that_is_not_there_yet_is_made_by_run(world: World) -> None:
    (world.folder / "secbot.db").unlink()

    (row,) = await world.of("database")

    assert row.result is Result.PASSED
    assert not (world.folder / "secbot.db").exists()


async def test_a_folder_that_is_not_there_is_a_fault(world: World) -> None:
    world.environ["DATABASE_URL"] = f"sqlite:///{world.folder}/nowhere/secbot.db"

    (row,) = await world.of("database")

    assert row.result is Result.FAILED
    assert row.mend is not None
    assert row.mend.plain().startswith("mkdir -p")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_folder_that_cant_be_written_is_a_fault(world: World, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    world.environ["DATABASE_URL"] = f"sqlite:///{closed}/secbot.db"

    (row,) = await world.of("database")

    assert row.result is Result.FAILED


async def test_the_one_process_that_writes_is_named(world: World) -> None:
    with lock.held(world.folder / "secbot.db"):
        (row,) = await world.of("database")

    assert f"process {os.getpid()} alone writes it" in row.says.plain()


async def test_a_lock_that_a_dead_process_left_is_nobodys(world: World) -> None:
    (world.folder / "secbot.db.lock").write_text("4194305")

    (row,) = await world.of("database")

    assert "no bot runs on it now" in row.says.plain()


async def test_postgresql_is_not_served_yet(world: World) -> None:
    world.environ["DATABASE_URL"] = "postgresql://bot@127.0.0.1/secbot"

    (row,) = await world.of("database")

    assert row.result is Result.FAILED
