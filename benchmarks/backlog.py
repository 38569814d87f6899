"""A backlog of an hour in the inbox: how fast it is filed, and how long what comes now waits."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import threading
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from benchmarks import bots, stored
from benchmarks.driver import drive
from benchmarks.events import events
from benchmarks.figures import Goal, Report, percentile
from benchmarks.intake import CONNECTIONS, UNREAD, WARM_SEED, floor
from benchmarks.open_loop import drive_at, steadily
from benchmarks.posts import TOPIC, Post, Publisher
from benchmarks.scale import Scale
from benchmarks.servers import running

HOUR = timedelta(hours=1)
LIVE_RATE = 5
LIVE_SEED = 3
GOAL = Goal(least=0.35)
LIVE_GOAL = Goal(most=1000)
LOOK_SECONDS = 0.02
MICROSECOND = timedelta(microseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ADD = """
INSERT INTO inbox (source, topic, message_id, sent_at, received_at, state, reason, body)
VALUES ('sns', ?, ?, ?, ?, 0, '', ?)
"""
FILED = "SELECT message_id FROM inbox WHERE state = 1 AND number > ?"
LAST = "SELECT max(number) FROM inbox"


def measure(scale: Scale, report: Report) -> None:
    """Start the bot on a full inbox, post a little besides, and time both."""
    report.title(f"backlog: {scale.backlog} findings of an hour, {LIVE_RATE} a second come besides")
    publisher = Publisher()
    warm = publisher.posts(events(scale.messages, seed=WARM_SEED))
    live = publisher.posts(events(scale.live, seed=LIVE_SEED, bands=("HIGH",)))
    ratios, rates, waits = [], [], list[float]()
    for _ in range(scale.backlogs):
        with tempfile.TemporaryDirectory(prefix="secbot-bench-") as name:
            taken = _floor(Path(name), publisher, warm)
            drained, waited = _drained(Path(name), publisher, scale.backlog, live, report)
        ratios.append(drained / taken)
        rates.append(drained)
        waits += waited
    report.figure("a backlog is filed", percentile(rates, 0.5), "findings a second")
    report.pairs("filed a second, of the floor's POSTs a second", ratios, GOAL)
    report.figure("a finding that comes now is filed, p50", percentile(waits, 0.5) * 1000, "ms")
    slow = percentile(waits, 0.99) * 1000
    report.figure("the same, p99", slow, "ms after its POST", LIVE_GOAL)


def _floor(folder: Path, publisher: Publisher, posts: Sequence[Post]) -> float:
    """Return how many POSTs a second the floor takes."""
    with running(floor(folder / "floor", publisher)) as server:
        return drive(server.port, posts, CONNECTIONS).rate


def _drained(
    folder: Path, publisher: Publisher, count: int, live: Sequence[Post], report: Report
) -> tuple[float, list[float]]:
    """Return how many findings a second are filed, and how long each that came now waited."""
    outside, place = bots.stand_in(folder), folder / "bot"
    server, database = bots.bot(place, publisher.certificate_pem, outside), place / bots.DATABASE
    with running(outside):
        with running(server):
            pass
        _fill(database, count)
        last = stored.number(database, LAST)
        with running(server):
            began, before = perf_counter(), stored.number(database, UNREAD)
            watch = _Watch(database, last)
            sending = threading.Thread(
                target=drive_at, args=(server.port, live, steadily(len(live), LIVE_RATE))
            )
            sending.start()
            watch.run(len(live), began)
            sending.join()
            stored.until_none(database, UNREAD)
            drained = watch.drained_at or perf_counter() - began
    report.check("everything was filed", holds=not stored.number(database, UNREAD))
    due = {post.name: at for post, at in zip(live, steadily(len(live), LIVE_RATE), strict=True)}
    return before / drained, [at - due[name] for name, at in watch.filed.items()]


class _Watch:
    """Looks when each finding that comes now is filed, and when the backlog is gone."""

    def __init__(self, database: Path, last: int) -> None:
        """Watch what comes after this row."""
        self._database = database
        self._last = last
        self.filed: dict[str, float] = {}
        self.drained_at = 0.0

    def run(self, count: int, began: float) -> None:
        """Look until so many are filed and no other is left; moments are seconds since `began`."""
        backlog = f"{UNREAD} AND number <= ?"
        with closing(sqlite3.connect(f"{self._database.as_uri()}?mode=ro", uri=True)) as opened:
            while len(self.filed) < count or not self.drained_at:
                now = perf_counter() - began
                for (name,) in opened.execute(FILED, (self._last,)):
                    self.filed.setdefault(name, now)
                (left,) = opened.execute(backlog, (self._last,)).fetchone()
                if not left and not self.drained_at:
                    self.drained_at = now
                if now > stored.LONGEST_SECONDS:
                    raise TimeoutError(backlog)
                threading.Event().wait(LOOK_SECONDS)


def _fill(database: Path, count: int) -> None:
    """Put so many findings into the inbox of a bot that is down, as if an hour had brought them."""
    now = datetime.now(UTC)
    rows = []
    for number, event in enumerate(events(count)):
        at = (now - HOUR + HOUR * number / count - EPOCH) // MICROSECOND
        body = json.dumps(event, separators=(",", ":"))
        rows.append((TOPIC, f"backlog-{number}", at, at, body))
    with closing(sqlite3.connect(database)) as opened:
        opened.executemany(ADD, rows)
        opened.commit()
