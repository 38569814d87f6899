"""Slack limits, then is away for a minute, with a restart between: what is lost or doubled."""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

from benchmarks import bots, stored
from benchmarks.driver import drive
from benchmarks.events import SHARES, events
from benchmarks.figures import Report
from benchmarks.intake import CONNECTIONS, UNREAD
from benchmarks.posts import Post, Publisher
from benchmarks.scale import Scale
from benchmarks.servers import Server, running
from benchmarks.storm import GROUPS, PENDING, UNNAMED, named_in
from practice.slack.failures import Failure
from practice.slack.messages import Message
from practice.slack.rates import Rates
from practice.slack.server import SlackRange
from practice.spoken import controls

SEVERE = sum(SHARES[-2:])
TAKE = "incident.take"
POLL_SECONDS = 1.0
LONGEST_SECONDS = 900.0
UNAVAILABLE = 503
UNSENT = "SELECT count(*) FROM posting WHERE sheet = 'alert' AND ts = '' AND wanted > given_up"
CARDS = "SELECT count(*) FROM incident WHERE has_card"


def measure(scale: Scale, report: Report) -> None:
    """Send findings over HTTP while Slack is away, restart, and wait for every card."""
    report.title(f"outage: {scale.outage} findings, {SEVERE} % HIGH or CRITICAL")
    publisher = Publisher()
    posts = publisher.posts(events(scale.outage))
    with tempfile.TemporaryDirectory(prefix="secbot-bench-") as name:
        asyncio.run(_outage(Path(name), publisher, posts, scale.outage_seconds, report))


async def _outage(
    folder: Path, publisher: Publisher, posts: list[Post], seconds: float, report: Report
) -> None:
    slack = SlackRange("", bots.SECRET, bots.TOKEN, rates=Rates())
    await slack.start()
    outside = bots.stand_in(folder)
    bot = bots.bot(folder / "bot", publisher.certificate_pem, outside, slack.api_url)
    try:
        with running(outside):
            await asyncio.to_thread(bot.start)
            try:
                await _live_through(bot, slack, posts, seconds)
                await _catch_up(bot, slack, report)
            finally:
                await asyncio.to_thread(bot.stop)
    finally:
        await slack.stop()


async def _live_through(bot: Server, slack: SlackRange, posts: list[Post], seconds: float) -> None:
    """Send half of them, and half while Slack answers 503; restart; then nothing listens there."""
    half = len(posts) // 2
    await asyncio.to_thread(drive, bot.port, posts[:half], CONNECTIONS)
    began = perf_counter()
    slack.failures.add(Failure("*", "broken", times=1_000_000, status=UNAVAILABLE))
    await asyncio.to_thread(drive, bot.port, posts[half:], CONNECTIONS)
    await asyncio.to_thread(bot.stop)
    await asyncio.to_thread(bot.start)
    await asyncio.sleep(max(0.0, began + seconds / 2 - perf_counter()))
    slack.failures.clear()
    port = urlsplit(slack.url).port or 0
    await slack.stop()
    await asyncio.sleep(max(0.0, began + seconds - perf_counter()))
    await slack.start(port)


async def _catch_up(bot: Server, slack: SlackRange, report: Report) -> None:
    database, began = bot.folder / bots.DATABASE, perf_counter()
    await asyncio.to_thread(stored.until_none, database, UNREAD)
    severe = 0.0
    while perf_counter() - began < LONGEST_SECONDS:
        await asyncio.sleep(POLL_SECONDS)
        left = stored.number(database, UNSENT) + stored.number(database, PENDING)
        if not left:
            severe = perf_counter() - began
            break
    report.figure("all that is wanted stands, from when Slack is well", severe, "s")
    cards = Counter(_incident(each) for each in _standing(slack) if TAKE in controls(each))
    wanted = stored.number(database, CARDS)
    lost, twice = wanted - len(cards), sum(many > 1 for many in cards.values())
    report.check("no card is lost", holds=not lost, detail=f"{len(cards)} of {wanted}")
    report.check("no card is doubled", holds=not twice, detail=f"{twice} doubled")
    named, groups = named_in(_standing(slack)), stored.number(database, GROUPS)
    report.check("each group has its line", holds=named == groups, detail=f"{named} of {groups}")
    unnamed = stored.number(database, UNNAMED)
    report.check("no severe incident is without card and group", holds=not unnamed)


def _standing(slack: SlackRange) -> list[Message]:
    return slack.workspace.messages.everything_in(bots.CHANNEL)


def _incident(message: Message) -> str:
    return str(controls(message)[TAKE]["value"]).partition(":")[0]
