"""The store: a database opened by its address, SQLite or PostgreSQL, behind one port."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import Future
from contextlib import asynccontextmanager
from typing import Protocol, TypeVar

from sqlalchemy import Engine

from bot.ports.store import Haste
from bot.ports.unit import Unit
from bot.store.engine import is_sqlite, parse, postgresql_engine, sqlite_engine
from bot.store.threads import Threads
from bot.store.writer import Writer

T = TypeVar("T")

READERS = 4
"""Transactions that read side by side, in one process."""

WRITERS = 8
"""Transactions that write side by side on PostgreSQL, in one process."""

FIRST_WRITERS = 2
"""How many of them are kept for what goes first."""


class Lane(Protocol):
    """Where works are run, one after another or side by side."""

    def submit(self, work: Callable[[Unit], T], haste: Haste = Haste.USUAL) -> Future[T]:
        """Queue a work."""
        ...

    def close(self) -> None:
        """Do what is queued and end."""
        ...


class SqlStore:
    """Fulfils the store port with one lane for what writes and one for what reads.

    A caller that is cancelled before its work's turn cancels the work; later, the work is
    committed all the same. On PostgreSQL a work may run more than once before it is committed,
    so it must change nothing but its unit.
    """

    def __init__(self, writes: Lane, reads: Lane, engines: Sequence[Engine]) -> None:
        """Take the lanes, and the engines to dispose of at the end."""
        self._writes = writes
        self._reads = reads
        self._engines = engines

    async def write(self, work: Callable[[Unit], T], haste: Haste = Haste.USUAL) -> T:
        """Run the work in a transaction and return once it is committed."""
        return await asyncio.wrap_future(self._writes.submit(_answerable(work), haste))

    async def read(self, work: Callable[[Unit], T]) -> T:
        """Run the work in a read-only transaction that never waits for a writer."""
        return await asyncio.wrap_future(self._reads.submit(_answerable(work)))

    def commit(self, work: Callable[[Unit], T]) -> T:
        """Do as `write` does, from a thread that is not the event loop's, and wait there."""
        return self._writes.submit(_answerable(work)).result()

    def close(self) -> None:
        """Finish what is queued and close every connection; later works raise StoreError."""
        self._writes.close()
        self._reads.close()
        for engine in self._engines:
            engine.dispose()


def _answerable(work: Callable[[Unit], T]) -> Callable[[Unit], T]:
    """Return the work with StopIteration, which no future can carry, as a RuntimeError."""

    def answerable(unit: Unit) -> T:
        try:
            return work(unit)
        except StopIteration as error:
            message = "a work has raised StopIteration"
            raise RuntimeError(message) from error

    return answerable


@asynccontextmanager
async def open_store(address: str) -> AsyncIterator[SqlStore]:
    """Yield the store at a `DATABASE_URL` whose schema is current; close it at the end.

    Raises StoreError for an address that is none, or a file that can't be opened. Nothing is
    asked of PostgreSQL yet: where it is away, the first work says so.
    """
    url = parse(address)
    if is_sqlite(url):
        writing = sqlite_engine(url, "BEGIN IMMEDIATE")
        reading = sqlite_engine(url, "BEGIN", READERS)
        store = SqlStore(
            Writer(writing), Threads(reading, READERS, "store-reader"), (writing, reading)
        )
    else:
        engine = postgresql_engine(url, READERS + WRITERS)
        snapshots = engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        store = SqlStore(
            Threads(engine, WRITERS, "store-writer", first=FIRST_WRITERS),
            Threads(snapshots, READERS, "store-reader"),
            (engine,),
        )
    try:
        yield store
    finally:
        await asyncio.to_thread(store.close)
