"""How long SNS waits while the bot has other work: steady posts and bursts, against the floor."""

from __future__ import annotations

import sqlite3
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from benchmarks import bots
from benchmarks.driver import Driven, drive
from benchmarks.events import events
from benchmarks.figures import Goal, Report, percentile
from benchmarks.intake import ACCEPTED, CONNECTIONS, WARM_SEED, floor, settle
from benchmarks.open_loop import drive_at, in_bursts, steadily
from benchmarks.posts import Post, Publisher
from benchmarks.scale import Scale
from benchmarks.servers import Server, running

RATE = 200
BURST = 200
GOAL = Goal(most=2)
ENRICHMENTS = 50
TOP_UP_SECONDS = 0.5
BUSY_SECONDS = 10.0
START = """
INSERT INTO run (work, subject, state, ready_at, owner, attempts, fence, reason)
SELECT 'enrich', number, 'due', 0, '', 0, 0, '' FROM incident WHERE number NOT IN (
    SELECT subject FROM run WHERE work = 'enrich' AND state IN ('due', 'claimed'))
ORDER BY number LIMIT max(0, ? - (
    SELECT count(*) FROM run WHERE work = 'enrich' AND state IN ('due', 'claimed')))
"""

Shape = tuple[str, Sequence[float]]


def measure(scale: Scale, report: Report) -> None:
    """Send the same at the same moments to floor and bot, by turns, and print p99's ratios."""
    report.title(f"bursts: {RATE} a second, steadily and at once, beside {ENRICHMENTS} enrichments")
    publisher = Publisher()
    warm = publisher.posts(events(scale.warm, seed=WARM_SEED))
    posts = publisher.posts(events(scale.open_seconds * RATE))
    shapes = (
        ("steadily", steadily(len(posts), RATE)),
        ("in bursts", in_bursts(len(posts), BURST)),
    )
    for shape in shapes:
        ratios = []
        for index in range(scale.pairs):
            with tempfile.TemporaryDirectory(prefix="secbot-bench-") as name:
                ratios.append(_pair(index, Path(name), publisher, warm, posts, shape, report))
        report.pairs(f"p99 of {RATE} a second {shape[0]}, of the floor's", ratios, GOAL)


def _pair(
    index: int,
    folder: Path,
    publisher: Publisher,
    warm: Sequence[Post],
    posts: Sequence[Post],
    shape: Shape,
    report: Report,
) -> float:
    """Return how many times the floor's p99 the bot's is."""
    order = (_floor, _bot) if index % 2 == 0 else (_bot, _floor)
    found = {which: which(folder, publisher, warm, posts, shape[1], report) for which in order}
    report.say(_told("floor", found[_floor]))
    report.say(_told("secbot", found[_bot]))
    return _slow(found[_bot]) / _slow(found[_floor])


def _floor(
    folder: Path,
    publisher: Publisher,
    warm: Sequence[Post],
    posts: Sequence[Post],
    due: Sequence[float],
    report: Report,
) -> Driven:
    with running(floor(folder / "floor", publisher)) as server:
        drive(server.port, warm, CONNECTIONS)
        return _driven(server, posts, due, "the floor", report)


def _bot(
    folder: Path,
    publisher: Publisher,
    warm: Sequence[Post],
    posts: Sequence[Post],
    due: Sequence[float],
    report: Report,
) -> Driven:
    outside = bots.stand_in(folder)
    place = folder / "bot"
    with running(outside), running(bots.bot(place, publisher.certificate_pem, outside)) as server:
        drive(server.port, warm, CONNECTIONS)
        settle(place / bots.DATABASE)
        with _enriching(place / bots.DATABASE):
            return _driven(server, posts, due, "secbot", report)


def _driven(
    server: Server, posts: Sequence[Post], due: Sequence[float], name: str, report: Report
) -> Driven:
    driven = drive_at(server.port, posts, due)
    taken = len(driven.named(ACCEPTED))
    holds = taken == len(posts)
    report.check(f"{name} took everything", holds=holds, detail=f"{taken} of {len(posts)}")
    return driven


@contextmanager
def _enriching(database: Path) -> Iterator[None]:
    """Keep so many looks into incidents due or under way while the block runs."""
    over = threading.Event()
    feeder = threading.Thread(target=_feed, args=(database, over))
    feeder.start()
    try:
        yield
    finally:
        over.set()
        feeder.join()


def _feed(database: Path, over: threading.Event) -> None:
    with closing(sqlite3.connect(database, timeout=BUSY_SECONDS, isolation_level=None)) as opened:
        while not over.wait(TOP_UP_SECONDS):
            opened.execute(START, (ENRICHMENTS,))


def _slow(driven: Driven) -> float:
    return percentile(driven.waits, 0.99)


def _told(name: str, driven: Driven) -> str:
    middle, slow = percentile(driven.waits, 0.5) * 1000, _slow(driven) * 1000
    return f"  {name:7} p50 {middle:5.1f} ms  p99 {slow:6.1f} ms"
