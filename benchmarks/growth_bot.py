"""The bot itself on a large database: how soon it is there, and how its memory grows."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from pathlib import Path

from benchmarks import bots, stored
from benchmarks.driver import drive
from benchmarks.events import events
from benchmarks.figures import Goal, Report
from benchmarks.idle import started
from benchmarks.intake import CONNECTIONS, UNREAD
from benchmarks.posts import Publisher
from benchmarks.scale import Scale
from benchmarks.servers import running

START = Goal(most=1.5)
GROWTH = Goal(most=5)
CHUNK = 1000
FINDINGS = "SELECT count(*) FROM finding"


def start(folder: Path, database: Path, scale: Scale, report: Report) -> None:
    """Start the bot on a database, which it is given for good, again and again."""
    publisher = Publisher()
    outside = bots.stand_in(folder)
    bot = bots.bot(folder / "bot", publisher.certificate_pem, outside)
    shutil.move(database, folder / "bot" / bots.DATABASE)
    with running(outside):
        report.say(f"  first start on it: {started(bot):.2f} s")
        starts = [started(bot) for _ in range(scale.starts)]
    spread = f"{min(starts):.2f} to {max(starts):.2f}"
    report.say(f"  starts: {spread} s")
    report.figure("start to /healthz, median", statistics.median(starts), "s", START)


def measure(scale: Scale, report: Report) -> None:
    """Let findings come over HTTP, and look at the memory after the first and after the last."""
    first, last = scale.remembered
    report.title(f"memory: from {first} findings filed to {last}")
    publisher = Publisher()
    with tempfile.TemporaryDirectory(prefix="secbot-bench-") as name:
        folder = Path(name)
        outside = bots.stand_in(folder)
        with (
            running(outside),
            running(bots.bot(folder / "bot", publisher.certificate_pem, outside)) as bot,
        ):
            database, sizes = folder / "bot" / bots.DATABASE, []
            for place in range(last // CHUNK):
                drive(bot.port, publisher.posts(events(CHUNK, seed=place + 1)), CONNECTIONS)
                stored.until_none(database, UNREAD)
                sizes.append(bot.resident_mebibytes())
            count = stored.number(database, FINDINGS)
    report.check("all are filed", holds=count == last, detail=f"{count} of {last}")
    before, after = sizes[first // CHUNK - 1], sizes[-1]
    report.say(f"  {before:.1f} MiB, then {after:.1f} MiB, {max(sizes):.1f} MiB at most")
    report.figure("resident memory grew by", after - before, "MiB", GROWTH)
