"""Intake against its floor: POSTs accepted in a second, and until every finding is filed."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import bots, stored
from benchmarks.driver import Driven, drive
from benchmarks.events import events
from benchmarks.figures import Goal, Report, percentile
from benchmarks.posts import TOPIC, Kind, Post, Publisher
from benchmarks.scale import Scale
from benchmarks.servers import Server, running

CONNECTIONS = 32
WARM_SEED = 2
ACCEPTED, REFUSED = 200, 403
GOAL = Goal(least=0.9)
CPU_GOAL = Goal(most=1.35)
UNREAD = "SELECT count(*) FROM inbox WHERE state = 0"
UNDONE = (
    "SELECT count(*) FROM run WHERE work <> 'storm' "
    "AND (state = 'claimed' OR state = 'due' AND attempts = 0)"
)
"""A storm's run goes on for minutes and costs little; what AWS refused is tried again as late."""
MESSAGES = "SELECT message_id FROM inbox"
FLOOR_MESSAGES = "SELECT id FROM message"


@dataclass(frozen=True, slots=True)
class Loads:
    """What is sent in every run: a little to warm up with, then what counts."""

    warm: Sequence[Post]
    measured: Sequence[Post]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one server; `filed` is how many seconds it went on after the last answer."""

    driven: Driven
    cpu_seconds: float
    filed: float = 0.0

    @property
    def cpu_microseconds(self) -> float:
        """Return the processor time of one request."""
        return self.cpu_seconds / len(self.driven.answers) * 1e6

    def told(self, name: str) -> str:
        """Return the run as a line."""
        waits = self.driven.waits
        middle, slow = percentile(waits, 0.5) * 1000, percentile(waits, 0.99) * 1000
        return (
            f"  {name:7} {self.driven.rate:6.0f}/s  p50 {middle:5.1f} ms  p99 {slow:6.1f} ms  "
            f"{self.cpu_microseconds:4.0f} us CPU"
        )


def measure(scale: Scale, report: Report) -> None:
    """Measure pairs of floor and bot, each on a new database, and print their ratios."""
    report.title(f"intake: {scale.messages} findings over {CONNECTIONS} connections")
    publisher = Publisher()
    warm = publisher.posts(events(scale.warm, seed=WARM_SEED))
    loads = Loads(warm, publisher.posts(events(scale.messages)))
    size = sum(len(post.wire) for post in loads.measured) / scale.messages
    report.say(f"  {size:.0f} bytes a request, half GuardDuty, half ASFF")
    pairs = []
    for index in range(scale.pairs):
        with tempfile.TemporaryDirectory(prefix="secbot-bench-") as name:
            pairs.append(run_pair(index, Path(name), publisher, loads, report))
    rates = [bot.driven.rate / floor.driven.rate for floor, bot in pairs]
    costs = [bot.cpu_microseconds / floor.cpu_microseconds for floor, bot in pairs]
    report.pairs("accepted, of the floor's POSTs a second", rates, GOAL)
    report.pairs("processor time of a POST, of the floor's", costs, CPU_GOAL)
    whole = [scale.messages / (bot.driven.seconds + bot.filed) for _, bot in pairs]
    report.figure("filed: findings a second", percentile(whole, 0.5), "/s, from first POST to last")


def run_pair(
    index: int, folder: Path, publisher: Publisher, loads: Loads, report: Report
) -> tuple[Run, Run]:
    """Run the floor and the bot, in turn the one and the other first."""
    order = (_floor, _bot) if index % 2 == 0 else (_bot, _floor)
    found = {which: which(folder, publisher, loads, report) for which in order}
    report.say(found[_floor].told("floor"))
    bot = found[_bot]
    report.say(f"{bot.told('secbot')}  all filed {bot.filed:.1f} s after")
    return found[_floor], bot


def floor(folder: Path, publisher: Publisher) -> Server:
    """Return the floor with a new database in the folder, not started."""
    folder.mkdir()
    certificate = folder / "topic.pem"
    certificate.write_text(publisher.certificate_pem, encoding="utf-8")
    variables = {
        "CERTIFICATE": str(certificate),
        "DATABASE": str(folder / "floor.db"),
        "TOPIC": TOPIC,
    }
    return Server(("benchmarks.intake_floor",), folder, variables)


def _floor(folder: Path, publisher: Publisher, loads: Loads, report: Report) -> Run:
    place = folder / "floor"
    with running(floor(place, publisher)) as server:
        drive(server.port, loads.warm, CONNECTIONS)
        run = _drive(server, loads.measured)
    check_stored(
        report, "floor", place / "floor.db", FLOOR_MESSAGES, [*loads.warm, *loads.measured]
    )
    return run


def _bot(folder: Path, publisher: Publisher, loads: Loads, report: Report) -> Run:
    place = folder / "bot"
    outside = bots.stand_in(folder)
    with running(outside), running(bots.bot(place, publisher.certificate_pem, outside)) as server:
        database = place / bots.DATABASE
        drive(server.port, loads.warm, CONNECTIONS)
        settle(database)
        run = _drive(server, loads.measured)
        filed = stored.until_none(database, UNREAD)
    check_stored(report, "secbot", database, MESSAGES, [*loads.warm, *loads.measured])
    kept = stored.number(database, "SELECT count(*) FROM finding")
    sent = len(loads.warm) + len(loads.measured)
    report.check("secbot filed every finding", holds=kept == sent, detail=f"{kept} of {sent}")
    return Run(run.driven, run.cpu_seconds, filed)


def settle(database: Path) -> None:
    """Wait until all that has come is filed and asked about. Raises TimeoutError."""
    stored.until_none(database, UNREAD)
    stored.until_none(database, UNDONE)


def _drive(server: Server, posts: Sequence[Post]) -> Run:
    before = server.cpu_seconds()
    driven = drive(server.port, posts, CONNECTIONS)
    return Run(driven, server.cpu_seconds() - before)


def check_stored(
    report: Report, name: str, database: Path, query: str, posts: Sequence[Post]
) -> None:
    """Check that exactly the messages that were true are stored, each once."""
    sent = {post.name for post in posts if post.kind is not Kind.LIE}
    kept = stored.texts(database, query)
    holds = len(kept) == len(sent) and set(kept) == sent
    report.check(f"{name} stored exactly what was sent", holds=holds, detail=f"{len(kept)}")
