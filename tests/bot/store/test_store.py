"""What a write has returned from is kept; what a read sees is one moment."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot.ports.store import Store, StoreError
from bot.ports.unit import Unit
from bot.store.store import open_store
from tests.bot.store.examples import a_message
from tests.clocks import MORNING
from tests.stores import make_database

ROOT = Path(__file__).parents[3]
WRITE_FOR_EVER = """
import asyncio, sys
from tests.bot.store.examples import a_message
from bot.store.store import open_store

async def write(store, start):
    for number in range(start, 1_000_000, 8):
        await store.write(lambda unit: unit.inbox.add([a_message(number)]))
        print(number, flush=True)

async def main():
    async with open_store(sys.argv[1]) as store:
        await asyncio.gather(*(write(store, start) for start in range(8)))

asyncio.run(main())
"""


async def test_what_was_written_is_there_for_whoever_opens_it_again(address: str) -> None:
    async with open_store(address) as store:
        assert await store.write(lambda unit: unit.slots.claim("job", MORNING))

    async with open_store(address) as store:
        assert await store.read(lambda unit: unit.slots.last("job")) == MORNING


def test_whatever_was_acknowledged_outlives_a_kill(tmp_path: Path) -> None:
    address = make_database(tmp_path)
    command = [sys.executable, "-c", WRITE_FOR_EVER, address]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(100)]
        process.send_signal(signal.SIGKILL)
        told += process.stdout.readlines()

    acknowledged = {f"id-{int(line):04}" for line in told if line.endswith("\n")}
    with sqlite3.connect(tmp_path / "secbot.db") as connection:
        kept = {row[0] for row in connection.execute("SELECT message_id FROM inbox")}
        (integrity,) = connection.execute("PRAGMA integrity_check").fetchone()
    connection.close()

    assert len(acknowledged) >= 100
    assert acknowledged <= kept
    assert integrity == "ok"


async def test_a_thread_that_is_not_the_loops_may_commit(store: Store) -> None:
    claimed = await asyncio.to_thread(store.commit, lambda unit: unit.slots.claim("job", MORNING))

    assert claimed
    assert await store.read(lambda unit: unit.slots.last("job")) == MORNING


async def test_what_a_work_raises_rises_and_nothing_of_it_is_kept(store: Store) -> None:
    def fail(unit: Unit) -> None:
        unit.slots.claim("job", MORNING)
        raise LookupError

    with pytest.raises(LookupError):
        await store.write(fail)
    with pytest.raises(LookupError):
        await asyncio.to_thread(store.commit, fail)
    assert await store.read(lambda unit: unit.slots.last("job")) is None


async def test_a_work_that_runs_out_of_items_is_answered_too(store: Store) -> None:
    with pytest.raises(RuntimeError, match="StopIteration"):
        await store.write(lambda _: next(iter(())))
    with pytest.raises(RuntimeError, match="StopIteration"):
        await store.read(lambda _: next(iter(())))


async def test_a_read_can_not_write(store: Store) -> None:
    with pytest.raises(StoreError):
        await store.read(lambda unit: unit.slots.claim("job", MORNING))


async def test_a_read_neither_waits_for_a_writer_nor_sees_what_is_not_committed(
    store: Store,
) -> None:
    may_go_on = threading.Event()

    def hold(unit: Unit) -> bool:
        unit.slots.claim("job", MORNING)
        return may_go_on.wait(30)

    writing = asyncio.create_task(store.write(hold))
    seen = [await store.read(lambda unit: unit.slots.last("job")) for _ in range(3)]
    assert not writing.done()
    may_go_on.set()

    assert await writing
    assert seen == [None, None, None]
    assert await store.read(lambda unit: unit.slots.last("job")) == MORNING


async def test_a_read_sees_one_moment_whatever_is_written_beside_it(store: Store) -> None:
    has_looked, may_look_again = threading.Event(), threading.Event()

    def look_twice(unit: Unit) -> tuple[int, int]:
        first = unit.inbox.depth().count
        has_looked.set()
        may_look_again.wait(30)
        return first, unit.inbox.depth().count

    reading = asyncio.create_task(store.read(look_twice))
    await asyncio.to_thread(has_looked.wait, 30)
    await store.write(lambda unit: unit.inbox.add([a_message()]))
    may_look_again.set()

    assert await reading == (0, 0)


async def test_a_caller_that_leaves_hurts_nobody(store: Store) -> None:
    has_begun, may_go_on = threading.Event(), threading.Event()

    def hold(unit: Unit) -> None:
        unit.slots.claim("job", MORNING)
        has_begun.set()
        may_go_on.wait(30)

    leaving = asyncio.create_task(store.write(hold))
    await asyncio.to_thread(has_begun.wait, 30)
    leaving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leaving
    may_go_on.set()

    assert await store.write(lambda unit: unit.slots.claim("other", MORNING))


async def test_a_closed_store_says_so(address: str) -> None:
    async with open_store(address) as store:
        pass

    with pytest.raises(StoreError, match="closed"):
        await store.write(lambda _: None)
    with pytest.raises(StoreError, match="closed"):
        await store.read(lambda _: None)
    with pytest.raises(StoreError, match="closed"):
        store.commit(lambda _: None)


async def test_a_database_without_tables_is_said(empty: str) -> None:
    async with open_store(empty) as store:
        with pytest.raises(StoreError, match="slot"):
            await store.write(lambda unit: unit.slots.claim("job", MORNING))


async def test_a_postgresql_that_is_away_is_said_by_the_first_work() -> None:
    async with open_store("postgresql://secbot:s3cret@127.0.0.1:1/secbot") as store:
        with pytest.raises(StoreError) as refused:
            await store.write(lambda _: None)

    assert "s3cret" not in str(refused.value)


async def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(StoreError, match="DATABASE_URL"):
        async with open_store("mysql://db/secbot"):
            pass
