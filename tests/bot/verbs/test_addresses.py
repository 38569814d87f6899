"""What a database address says."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.verbs.addresses import database_file


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///secbot.db", Path("secbot.db")),
        ("sqlite:////var/lib/secbot.db", Path("/var/lib/secbot.db")),
        ("postgresql://u@h/d", None),
    ],
)
def test_only_an_sqlite_address_names_a_file(url: str, path: Path | None) -> None:
    assert database_file(url) == path
