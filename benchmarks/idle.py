"""Idle: how much memory the bot holds when nothing happens, and how soon it is there again."""

from __future__ import annotations

import re
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks import bots
from benchmarks.figures import Goal, Report
from benchmarks.posts import Publisher
from benchmarks.scale import Scale
from benchmarks.servers import Server, running

MEMORY = Goal(most=140)
START = Goal(most=1.5)
RESIDENT = re.compile(r"^VmRSS:\s+(\d+) kB$", re.MULTILINE)


def measure(scale: Scale, report: Report) -> None:
    """Start the bot, start it again on the database that is there, and leave it in peace."""
    report.title(f"idle: {scale.idle_seconds:g} s quiet, {scale.starts} warm starts")
    publisher = Publisher()
    with tempfile.TemporaryDirectory(prefix="secbot-bench-") as name:
        folder = Path(name)
        outside = bots.stand_in(folder)
        with running(outside):
            bot = bots.bot(folder / "bot", publisher.certificate_pem, outside)
            first = started(bot)
            report.say(f"  first start, with a database to make: {first:.2f} s")
            starts = [started(bot) for _ in range(scale.starts)]
            spread = f"{min(starts):.2f} to {max(starts):.2f}"
            report.say(f"  warm starts: {spread} s")
            report.figure("warm start to /healthz, median", statistics.median(starts), "s", START)
            with running(bot):
                time.sleep(scale.idle_seconds)
                report.figure("resident memory", _resident(bot), "MiB", MEMORY)


def started(bot: Server) -> float:
    """Start the bot and stop it; return the seconds from its spawning to `/healthz`' 200."""
    began = time.perf_counter()
    with running(bot):
        return time.perf_counter() - began


def _resident(bot: Server) -> float:
    """Return the resident memory as Linux has it, in MiB; elsewhere as psutil has it."""
    if bot.process is None:
        return 0.0
    try:
        status = Path(f"/proc/{bot.process.pid}/status").read_text(encoding="utf-8")
    except OSError:
        return bot.resident_mebibytes()
    found = RESIDENT.search(status)
    return int(found[1]) / 1024 if found else bot.resident_mebibytes()
