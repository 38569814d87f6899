"""Intake under faults: lies, copies, and a bot that is killed again and again under load.

Nothing here is a matter of speed: what comes out wrong fails the run.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks import bots, stored
from benchmarks.driver import UNANSWERED, Driven, drive
from benchmarks.events import events
from benchmarks.figures import Report
from benchmarks.intake import (
    ACCEPTED,
    CONNECTIONS,
    MESSAGES,
    REFUSED,
    UNREAD,
    WARM_SEED,
    check_stored,
)
from benchmarks.posts import Kind, Post, Publisher
from benchmarks.scale import Scale
from benchmarks.servers import Server, running

COPIES, LIES = 0.20, 0.02
FINDINGS = "SELECT count(*) FROM finding"
KEPT = "SELECT count(*) FROM inbox"
POLL_SECONDS = 0.01


def measure(scale: Scale, report: Report) -> None:
    """Send what lies and what was sent before, then kill the bot under load."""
    publisher = Publisher()
    with _started(publisher) as bot:
        _mixed(scale, report, publisher, bot)
    with _started(publisher) as bot:
        _killed(scale, report, publisher, bot)


@contextmanager
def _started(publisher: Publisher) -> Iterator[Server]:
    """Run a bot on a new database while the block runs."""
    with tempfile.TemporaryDirectory(prefix="secbot-bench-") as name:
        outside = bots.stand_in(Path(name))
        bot = bots.bot(Path(name) / "bot", publisher.certificate_pem, outside)
        with running(outside), running(bot):
            yield bot


def _mixed(scale: Scale, report: Report, publisher: Publisher, bot: Server) -> None:
    """Send a load of which a fifth was sent before and a little is not what was signed."""
    true = round(scale.messages * (1 - COPIES))
    posts = publisher.with_copies(events(true), COPIES)
    lies = publisher.lies(events(round(scale.messages * LIES), seed=WARM_SEED))
    step = len(posts) // len(lies)
    for index, lie in enumerate(lies):
        posts.insert(index * (step + 1), lie)
    report.title(f"lies and copies: {len(posts)} messages, {COPIES:.0%} copies, {len(lies)} lies")
    driven = drive(bot.port, posts, CONNECTIONS)
    check_answers(report, driven, posts)
    database = bot.folder / bots.DATABASE
    stored.until_none(database, UNREAD)
    check_stored(report, "secbot", database, MESSAGES, posts)
    kept = stored.number(database, FINDINGS)
    report.check("one finding of each that was true", holds=kept == true, detail=f"{kept}")


def check_answers(report: Report, driven: Driven, posts: Sequence[Post]) -> None:
    """Check that every lie was refused, and that all else was accepted."""
    statuses = driven.statuses()
    lies = sum(post.kind is Kind.LIE for post in posts)
    refused = statuses[Kind.LIE, REFUSED]
    report.check("every lie got 403", holds=refused == lies, detail=f"{refused} of {lies}")
    accepted = statuses[Kind.NEW, ACCEPTED] + statuses[Kind.COPY, ACCEPTED]
    true = len(posts) - lies
    report.check("all else got 200", holds=accepted == true, detail=f"{accepted} of {true}")


def _killed(scale: Scale, report: Report, publisher: Publisher, bot: Server) -> None:
    """Kill the bot under load and start it again; what it answered with 200 must be there."""
    report.title(f"killed: {scale.kills} SIGKILLs during {scale.messages} messages")
    posts = publisher.posts(events(scale.messages))
    marks = [len(posts) * turn // (scale.kills + 1) for turn in range(1, scale.kills + 1)]
    killed: list[int] = []
    killer = threading.Thread(target=_kill, args=(bot, marks, killed))
    killer.start()
    driven = drive(bot.port, posts, CONNECTIONS)
    killer.join()
    acknowledged = driven.named(ACCEPTED)
    unanswered = driven.statuses()[Kind.NEW, UNANSWERED]
    report.say(
        f"  {len(acknowledged)} acknowledged, {unanswered} never answered; killed at {killed}"
    )
    report.check("it was killed each time under load", holds=len(killed) == scale.kills)
    database = bot.folder / bots.DATABASE
    stored.until_none(database, UNREAD)
    kept = set(stored.texts(database, MESSAGES))
    lost = len(acknowledged - kept)
    report.check("nothing acknowledged was lost", holds=not lost, detail=f"{lost} lost")
    filed = stored.number(database, FINDINGS)
    report.check(
        "every message that was kept is filed once", holds=filed == len(kept), detail=f"{filed}"
    )
    report.check("SQLite finds its file whole", holds=stored.is_whole(database))


def _kill(bot: Server, marks: Sequence[int], killed: list[int]) -> None:
    """Kill the bot and start it again each time that it has kept so many messages."""
    database = bot.folder / bots.DATABASE
    for mark in marks:
        while (kept := stored.number(database, KEPT)) < mark:
            time.sleep(POLL_SECONDS)
        bot.kill()
        killed.append(kept)
        bot.start()
