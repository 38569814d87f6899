"""What a database address says: the file of an SQLite one."""

from __future__ import annotations

from pathlib import Path

SQLITE = "sqlite:///"


def database_file(url: str) -> Path | None:
    """Return the file of an SQLite address, or None for any other."""
    if not url.startswith(SQLITE):
        return None
    return Path(url.removeprefix(SQLITE).partition("?")[0])
