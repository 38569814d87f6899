"""A real store on a SQLite file of the test's own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.ports.store import Store
from bot.store.migrate import upgrade
from bot.store.store import open_store


def sqlite_url(folder: Path) -> str:
    """Return the address of the database file that `a_store` keeps in this folder."""
    return f"sqlite:///{folder / 'secbot.db'}"


def make_database(folder: Path) -> str:
    """Make the file at the newest schema if it is not there yet, and return its address."""
    path = folder / "secbot.db"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_bytes(_migrated())
    return sqlite_url(folder)


@asynccontextmanager
async def a_store(folder: Path) -> AsyncIterator[Store]:
    """Yield a store at the newest schema; opened again on the same folder, it is the same data."""
    address = await asyncio.to_thread(make_database, folder)
    async with open_store(address) as store:
        yield store


@cache
def _migrated() -> bytes:
    """Return an upgraded and empty database: upgrading one for every test takes long."""
    with TemporaryDirectory() as folder:
        upgrade(sqlite_url(Path(folder)))
        return (Path(folder) / "secbot.db").read_bytes()
