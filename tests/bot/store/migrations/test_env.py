"""Processes that start together upgrade once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bot.store.version import is_current

ROOT = Path(__file__).parents[4]
UPGRADE = "import sys; from bot.store.migrate import upgrade; upgrade(sys.argv[1])"


def test_three_processes_that_upgrade_at_once_all_succeed(empty: str) -> None:
    command = [sys.executable, "-c", UPGRADE, empty]
    processes = [
        subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]

    ended = [(process.communicate()[1], process.returncode) for process in processes]

    assert ended == [("", 0)] * 3
    assert is_current(empty)
