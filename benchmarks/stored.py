"""Reads what a server has kept, from its SQLite file, while it runs or after it was killed."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

POLL_SECONDS = 0.1
LONGEST_SECONDS = 240.0


def texts(path: Path, query: str) -> list[str]:
    """Return the first column of a query's rows."""
    with _reading(path) as database:
        return [str(row[0]) for row in database.execute(query)]


def number(path: Path, query: str) -> int:
    """Return the one number that a query finds."""
    with _reading(path) as database:
        found: int = database.execute(query).fetchone()[0]
        return found


def until_none(path: Path, query: str) -> float:
    """Wait until a query counts nothing; return how many seconds that took. TimeoutError."""
    began = time.monotonic()
    while number(path, query):
        if time.monotonic() - began > LONGEST_SECONDS:
            raise TimeoutError(query)
        time.sleep(POLL_SECONDS)
    return time.monotonic() - began


def is_whole(path: Path) -> bool:
    """Say whether SQLite finds nothing wrong with the file."""
    return texts(path, "PRAGMA integrity_check") == ["ok"]


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
        yield database
