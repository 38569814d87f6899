"""Answers: how soon Slack has its 200 for a command and for a click, against a bare Bolt app."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks import bots, stored
from benchmarks.clicks import click_posts, help_posts, take_posts
from benchmarks.driver import drive
from benchmarks.events import events
from benchmarks.figures import Goal, Report, percentile
from benchmarks.intake import CONNECTIONS, settle
from benchmarks.posts import Post, Publisher
from benchmarks.scale import Scale
from benchmarks.servers import Server, running

ANSWERED = 200
AT_ONCE = (1, 8)
TAKEN = "SELECT count(*) FROM record WHERE what = 'incident.taken'"

JOINED_OF = 50
"""Far fewer than one finding of so many joins another's incident, since both name an address."""

Make = Callable[[int], list[Post]]


@dataclass(frozen=True, slots=True)
class Kind:
    """What is posted to the floor and to the bot, and what is asked of the ratio of medians, if any."""

    what: str
    makes: tuple[Make, Make]
    goal: Goal | None


@dataclass(frozen=True, slots=True)
class Pair:
    """The floor and the bot, both running, and where answers that come later are sent."""

    floor: Server
    bot: Server
    hooks: str


def measure(scale: Scale, report: Report) -> None:
    """Post to floor and bot by turns and print the ratios of medians."""
    number = max(1, scale.requests // scale.pairs)
    report.title(f"answers: {scale.pairs} rounds of {number} requests")
    publisher = Publisher()
    with _pair(publisher) as pair:
        for what, make, goal in (
            ("/sec help", help_posts, Goal(most=1.5)),
            ("a button long gone", click_posts, None),
        ):
            made = partial(make, hooks=pair.hooks)
            kind = Kind(what, (made, made), goal)
            for connections in AT_ONCE:
                _rounds(scale, report, pair, kind, number, connections)
        _recorded(scale, report, publisher, pair, number)


@contextmanager
def _pair(publisher: Publisher) -> Iterator[Pair]:
    """Run floor and bot while the block runs."""
    with tempfile.TemporaryDirectory(prefix="secbot-bench-") as name:
        folder = Path(name)
        outside = bots.stand_in(folder)
        bot = bots.bot(folder / "bot", publisher.certificate_pem, outside)
        floor = _floor(folder / "floor")
        with running(outside), running(bot), running(floor):
            yield Pair(floor, bot, f"http://127.0.0.1:{outside.port}/hooks")


def _floor(folder: Path) -> Server:
    folder.mkdir()
    variables = {"TOKEN": bots.TOKEN, "SECRET": bots.SECRET}
    return Server(("benchmarks.answers_floor",), folder, variables)


def _recorded(scale: Scale, report: Report, publisher: Publisher, pair: Pair, number: int) -> None:
    """Click Ack on an incident each, which is on the disk, chained, before Slack has its 200."""
    clicks = len(AT_ONCE) * (scale.warm + scale.pairs * number)
    findings = clicks + clicks // JOINED_OF + 1
    drive(pair.bot.port, publisher.posts(events(findings, bands=("HIGH",))), CONNECTIONS)
    database = pair.bot.folder / bots.DATABASE
    settle(database)
    incidents = iter(range(1, clicks + 1))
    make = partial(take_posts, incidents, hooks=pair.hooks)
    kind = Kind("Ack", (partial(click_posts, hooks=pair.hooks), make), Goal(most=2.2))
    for connections in AT_ONCE:
        _rounds(scale, report, pair, kind, number, connections)
    kept = stored.number(database, TAKEN)
    report.check("each Ack is recorded", holds=kept == clicks, detail=f"{kept} of {clicks}")


def _rounds(
    scale: Scale, report: Report, pair: Pair, kind: Kind, number: int, connections: int
) -> None:
    """Let floor and bot answer by turns, now the one and now the other first."""
    what = f"{kind.what}, {connections} at once"
    both = (pair.floor, pair.bot)
    for server, make in zip(both, kind.makes, strict=True):
        drive(server.port, make(scale.warm), connections)
    waits: tuple[list[list[float]], list[list[float]]] = ([], [])
    for index in range(scale.pairs):
        for which in (0, 1) if index % 2 == 0 else (1, 0):
            driven = drive(both[which].port, kind.makes[which](number), connections)
            wrong = sum(answer.status != ANSWERED for answer in driven.answers)
            if wrong:
                name = ("floor", "secbot")[which]
                report.check(f"{name} answered {what} with 200", holds=False, detail=f"{wrong} not")
            waits[which].append(driven.waits)
    for name, rounds in zip(("floor", "secbot"), waits, strict=True):
        every = [wait * 1000 for one in rounds for wait in one]
        middle, slow = percentile(every, 0.5), percentile(every, 0.95)
        report.say(f"  {name:7} {what:30} p50 {middle:6.2f} ms  p95 {slow:6.2f} ms")
    for share, judged in ((0.5, kind.goal), (0.95, None)):
        ratios = [
            percentile(bot, share) / percentile(floor, share)
            for floor, bot in zip(*waits, strict=True)
        ]
        report.pairs(f"{what}, p{share * 100:.0f}, of the floor's", ratios, judged)
