"""Plugin: what tests write lies in memory where there is room: a disk takes 5 ms for each commit.

The bot writes with the same care either way, and no test cuts the power.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from shutil import disk_usage

from psutil import virtual_memory

MEMORY = Path("/dev/shm")
ROOM = 2 << 30


def is_roomy(room: int = ROOM) -> bool:
    """Say whether memory has room for so many bytes of files, by its own bound and in truth."""
    if not os.access(MEMORY, os.W_OK):
        return False
    return min(disk_usage(MEMORY).free, virtual_memory().available) > room


def pytest_configure() -> None:
    """Make temporary folders there, those of what tests start too; a TMPDIR of one's own stays."""
    if "TMPDIR" not in os.environ and is_roomy():
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)
