"""The machine that is measured on: which core serves, which core drives, and how loaded it is."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable
from pathlib import Path

SERVER_CORE, DRIVER_CORE = 0, 1
Pin = Callable[[int, set[int]], None]


def pin(process: int, core: int) -> bool:
    """Keep a process (0: this one), and whatever threads it starts later, on one core.

    Return whether that could be done: not every system can, and not every machine has two cores.
    """
    set_affinity: Pin | None = getattr(os, "sched_setaffinity", None)
    if set_affinity is None or core >= (os.cpu_count() or 1):
        return False
    set_affinity(process, {core})
    return True


def load() -> str:
    """Return the load of the last minute, as `uptime` has it."""
    return f"{os.getloadavg()[0]:.2f}"


def described() -> str:
    """Return the processor, the number of cores, the system and the Python."""
    return (
        f"{_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}"
    )


def _processor() -> str:
    """Return the processor's name where Linux tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
