"""Opens a database by its address: SQLite on a file of our own, or PostgreSQL."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from bot.domain.words import storing
from bot.ports.store import StoreError

Begin = Literal["BEGIN", "BEGIN IMMEDIATE"]

BUSY_SECONDS = 10
"""How long a writer waits for another process's transaction before it is told so."""

CONNECT_SECONDS = 10
"""How long PostgreSQL may take to let a connection in; without it, a lost host takes minutes."""

_SYNCED = "PRAGMA synchronous = FULL"
_UNSYNCED = "PRAGMA synchronous = NORMAL"
_UNSYNCED_COMMIT = "SET LOCAL synchronous_commit = off"
"""With either, a power cut, or PostgreSQL's own crash, may undo the last commits, the newest first,
and breaks nothing: https://www.sqlite.org/pragma.html#pragma_synchronous,
https://www.postgresql.org/docs/current/wal-async-commit.html"""

_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
    "PRAGMA journal_mode = WAL",
    _SYNCED,
    "PRAGMA foreign_keys = ON",
)
# Kibibytes of pages that a connection keeps: readers are many, memory is promised, and whatever a
# reader keeps is worth nothing once anything was committed.
_WRITES = ("PRAGMA cache_size = -16384",)
_READS = ("PRAGMA cache_size = -1024", "PRAGMA query_only = ON")

_BEGIN = "secbot_begin"
"""The option of an engine on SQLite that says how its transactions begin."""


def parse(address: str) -> URL:
    """Return a `DATABASE_URL` as SQLAlchemy takes it; `postgres://` is PostgreSQL too.

    Raises StoreError for any other kind of address, without repeating it: it may hold a password.
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        url = None
    if (
        url is not None
        and url.drivername == "sqlite"
        and url.database not in {None, "", ":memory:"}
    ):
        return url
    if url is not None and url.drivername in {"postgresql", "postgres"} and url.database:
        return url.set(drivername="postgresql+psycopg")
    raise StoreError(storing.BAD_ADDRESS.fill())


def is_sqlite(url: URL) -> bool:
    """Say whether the address is that of a SQLite file."""
    return url.drivername == "sqlite"


def sqlite_engine(url: URL, begin: Begin, connections: int = 1) -> Engine:
    """Return an engine on a SQLite file, for `transaction`, which starts with this statement.

    WAL lets readers go on while one writes; FULL syncs the log at each commit, so that what was
    committed outlives a power cut (https://www.sqlite.org/pragma.html#pragma_synchronous).
    A BEGIN that is not IMMEDIATE may only read. Makes the file for its owner only, and raises
    StoreError for one that can't be opened or that others may read.
    """
    path = Path(url.database or "").absolute()
    _keep_private(path)
    pragmas = (*_PRAGMAS, *(_READS if begin == "BEGIN" else _WRITES))

    def connect() -> sqlite3.Connection:
        # Never made anew here: a file that vanished is a fault to be told, not an empty store.
        address = f"{path.as_uri()}?mode=rw"
        connection = sqlite3.connect(
            address, uri=True, isolation_level=None, check_same_thread=False
        )
        try:
            for pragma in pragmas:
                connection.execute(pragma).close()
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    return create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        hide_parameters=True,
        execution_options={_BEGIN: begin},
    )


@contextmanager
def transaction(engine: Engine, *, is_lazy: bool = False) -> Iterator[Connection]:
    """Yield a connection in a transaction that begins as its engine's do.

    It is committed at the end, or undone where the block raises. One that SQLite has undone by
    itself meanwhile raises at its end. What a lazy one changes reaches the disk with the next
    commit that is not lazy and changes something. SQLAlchemy has a hook for a beginning, which
    makes each statement a seventh slower: an engine with one looks for hooks everywhere.
    """
    begin = engine.get_execution_options().get(_BEGIN)
    if begin is None:
        with engine.begin() as connection:
            if is_lazy:
                connection.exec_driver_sql(_UNSYNCED_COMMIT)
            yield connection
        return
    with engine.connect() as connection, _syncing(connection, is_lazy=is_lazy), connection.begin():
        connection.exec_driver_sql(begin)
        yield connection
        connection.exec_driver_sql("COMMIT")


@contextmanager
def _syncing(connection: Connection, *, is_lazy: bool) -> Iterator[None]:
    """Let the commit of what is lazy stay in the log unsynced, where the next one's sync finds it.

    SQLite takes this word outside a transaction alone.
    """
    if not is_lazy:
        yield
        return
    own: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    own.execute(_UNSYNCED).close()
    try:
        yield
    finally:
        try:
            own.execute(_SYNCED).close()
        except sqlite3.Error:
            connection.invalidate()  # never again a commit that nobody can rely on
            raise


def postgresql_engine(url: URL, connections: int) -> Engine:
    """Return an engine on a PostgreSQL database, with so many connections at most."""
    return create_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_SECONDS},
    )


def _keep_private(path: Path) -> None:
    """Create the file for its owner only, or refuse one that others may read."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreError(storing.CANT_OPEN.fill(path=path, why=error.strerror)) from error
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise StoreError(storing.NOT_PRIVATE.fill(path=path))
