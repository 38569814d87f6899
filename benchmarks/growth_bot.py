"""The bot itself on a large database: how soon it is there, and how its memory grows."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks import bots, stored
from benchmarks.driver import drive
from benchmarks.events import events
from benchmarks.figures import Goal, Report
from benchmarks.intake import CONNECTIONS, UNREAD
from benchmarks.posts import Publisher
from benchmarks.scale import Scale
from benchmarks.servers import Server, running

START = Goal(most=1.5)
NO_GROWTH = Goal(most=1.2)
GROWTH = Goal(most=5)
CHUNK = 1000
FINDINGS = "SELECT count(*) FROM finding"


def start(folder: Path, database: Path, scale: Scale, report: Report) -> None:
    """Start the bot on a database, which it is given for good, and on an empty one, by turns.

    The processor time says whether a start does anything that grows, however busy the machine is.
    """
    certificate = Publisher().certificate_pem
    outside = bots.stand_in(folder)
    empty, full = (bots.bot(folder / name, certificate, outside) for name in ("empty", "full"))
    shutil.move(database, full.folder / bots.DATABASE)
    with running(outside):
        for bot in (empty, full):
            _started(bot)
        pairs = [(_started(empty), _started(full)) for _ in range(scale.starts)]
    walls = [wall for _, (wall, _) in pairs]
    report.say(f"  starts: {min(walls):.2f} to {max(walls):.2f} s")
    report.figure("start to /healthz, median", statistics.median(walls), "s", START)
    ratios = [of_full / of_empty for (_, of_empty), (_, of_full) in pairs]
    report.pairs("processor time of a start, of that on an empty database", ratios, NO_GROWTH)


def _started(bot: Server) -> tuple[float, float]:
    """Start the bot and stop it; return the seconds until it answered, and its processor time."""
    began = perf_counter()
    with running(bot):
        return perf_counter() - began, bot.cpu_seconds()


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
