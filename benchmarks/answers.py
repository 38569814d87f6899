"""Answers: how soon Slack has its 200 for a command and for a click, against a bare Bolt app."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks import bots
from benchmarks.clicks import click_posts, help_posts
from benchmarks.driver import drive
from benchmarks.figures import Goal, Report, percentile
from benchmarks.posts import Post, Publisher
from benchmarks.scale import Scale
from benchmarks.servers import Server, running

ANSWERED = 200
KINDS: dict[str, tuple[Callable[[int, str], list[Post]], Goal]] = {
    "/sec help": (help_posts, Goal(most=1.5)),
    "a click": (click_posts, Goal(most=2.2)),
}


def measure(scale: Scale, report: Report) -> None:
    """Post to floor and bot by turns, one request at a time, and print the ratios of medians."""
    number = max(1, scale.requests // scale.pairs)
    report.title(f"answers: {scale.pairs} rounds of {number} requests, one at a time")
    with tempfile.TemporaryDirectory(prefix="secbot-bench-") as name:
        folder = Path(name)
        outside = bots.stand_in(folder)
        bot = bots.bot(folder / "bot", Publisher().certificate_pem, outside)
        floor = _floor(folder / "floor")
        with running(outside), running(bot), running(floor):
            hooks = f"http://127.0.0.1:{outside.port}/hooks"
            for what, (make, goal) in KINDS.items():
                _warm(scale, make, hooks, (floor, bot))
                _rounds(scale, report, what, (floor, bot), partial(make, number, hooks), goal)


def _floor(folder: Path) -> Server:
    folder.mkdir()
    variables = {"TOKEN": bots.TOKEN, "SECRET": bots.SECRET}
    return Server(("benchmarks.answers_floor",), folder, variables)


def _warm(
    scale: Scale, make: Callable[[int, str], list[Post]], hooks: str, both: tuple[Server, Server]
) -> None:
    for server in both:
        drive(server.port, make(scale.warm, hooks), 1)


def _rounds(
    scale: Scale,
    report: Report,
    what: str,
    both: tuple[Server, Server],
    posts: Callable[[], list[Post]],
    goal: Goal,
) -> None:
    """Let floor and bot answer by turns, now the one and now the other first."""
    waits: tuple[list[list[float]], list[list[float]]] = ([], [])
    for index in range(scale.pairs):
        for which in (0, 1) if index % 2 == 0 else (1, 0):
            driven = drive(both[which].port, posts(), 1)
            wrong = sum(answer.status != ANSWERED for answer in driven.answers)
            if wrong:
                name = ("floor", "secbot")[which]
                report.check(f"{name} answered {what} with 200", holds=False, detail=f"{wrong} not")
            waits[which].append(driven.waits)
    for name, rounds in zip(("floor", "secbot"), waits, strict=True):
        every = [wait * 1000 for one in rounds for wait in one]
        middle, slow = percentile(every, 0.5), percentile(every, 0.95)
        report.say(f"  {name:7} {what:9} p50 {middle:6.2f} ms  p95 {slow:6.2f} ms")
    for share, judged in ((0.5, goal), (0.95, None)):
        ratios = [
            percentile(bot, share) / percentile(floor, share)
            for floor, bot in zip(*waits, strict=True)
        ]
        report.pairs(f"{what}, p{share * 100:.0f}, of the floor's", ratios, judged)
