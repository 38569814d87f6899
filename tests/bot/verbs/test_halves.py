"""`web` and `worker` need PostgreSQL, which is not served yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.verbs.commands import secbot


@pytest.mark.parametrize("verb", ["web", "worker"])
def test_each_half_says_by_name_that_it_needs_postgresql(tmp_path: Path, verb: str) -> None:
    refused = secbot(tmp_path, verb)

    assert refused.returncode == 2
    assert refused.stderr.startswith(f"`{verb}` needs PostgreSQL")
