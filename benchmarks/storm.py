"""A storm: thousands of findings at once, Slack at a message a second, and what people see when."""

from __future__ import annotations

import asyncio
import re
import tempfile
import urllib.request
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from benchmarks import bots, stored
from benchmarks.driver import Driven, drive
from benchmarks.events import SHARES, events
from benchmarks.figures import Goal, Report
from benchmarks.intake import CONNECTIONS, UNREAD, WARM_SEED
from benchmarks.posts import Post, Publisher
from benchmarks.scale import Scale
from benchmarks.servers import Server, running
from bot.domain.finding import Severity
from bot.domain.words import alert
from practice.slack.messages import Message
from practice.slack.rates import Rates
from practice.slack.server import SlackRange
from practice.spoken import controls, lines

FIRST, NAMED, SETTLED = Goal(most=2), Goal(most=15), Goal(most=30)
MESSAGES, LIMITED, GROWTH = Goal(most=30), Goal(most=2), Goal(most=100)
PEAK = Goal(most=260)
FED = Goal(most=3)
POLL_SECONDS = 0.05
LOOK_SECONDS = 0.5
IDLE_SECONDS = 6.0
LONGEST_SECONDS = 180.0
TAKE = "incident.take"
STORM = "Storm:"
NAMED_SIGNS = tuple(alert.SIGNS[one] for one in (Severity.HIGH, Severity.CRITICAL))
SEVERE = sum(SHARES[-2:])
PENDING = "SELECT count(*) FROM posting WHERE wanted > sent AND wanted > given_up"
UNNAMED = (
    "SELECT count(*) FROM incident i LEFT JOIN storm_incident s ON s.incident = i.number "
    "WHERE i.severity <= 1 AND NOT i.has_card AND s.incident IS NULL"
)
GROUPS = "SELECT count(*) FROM storm_group WHERE place > 0"
INCIDENTS = "SELECT count(*) FROM incident"
TOO_FAST = re.compile(r'secbot_slack_posts_total\{[^}]*result="[^"]*limited[^"]*"\} ([0-9.e+]+)')


@dataclass
class Seen:
    """What was seen of a storm, in seconds since the first finding was sent."""

    first_critical: float = 0.0
    named: list[tuple[float, int]] = field(default_factory=list)
    changed: float = 0.0
    calls: int = 0
    read: float = 0.0
    most_memory: float = 0.0


def measure(scale: Scale, report: Report) -> None:
    """Send all findings over HTTP as fast as they are taken, and print what became of them."""
    report.title(f"storm: {scale.storm} findings, {SEVERE} % HIGH or CRITICAL")
    publisher = Publisher()
    warm = publisher.posts(events(scale.warm, seed=WARM_SEED, bands=("LOW",)))
    posts = publisher.posts(events(scale.storm))
    with tempfile.TemporaryDirectory(prefix="secbot-bench-") as name:
        asyncio.run(_storm(Path(name), publisher, warm, posts, report))


async def _storm(
    folder: Path, publisher: Publisher, warm: list[Post], posts: list[Post], report: Report
) -> None:
    slack = SlackRange("", bots.SECRET, bots.TOKEN, rates=Rates())
    await slack.start()
    outside = bots.stand_in(folder)
    bot = bots.bot(folder / "bot", publisher.certificate_pem, outside, slack.api_url)
    try:
        with running(outside):
            await asyncio.to_thread(bot.start)
            try:
                await asyncio.to_thread(drive, bot.port, warm, CONNECTIONS)
                await asyncio.to_thread(stored.until_none, bot.folder / bots.DATABASE, UNREAD)
                await _watched(bot, slack, posts, report)
            finally:
                await asyncio.to_thread(bot.stop)
    finally:
        await slack.stop()


async def _watched(bot: Server, slack: SlackRange, posts: list[Post], report: Report) -> None:
    """Send the findings and watch the channel until nothing has changed for a while."""
    before, began, seen = bot.resident_mebibytes(), perf_counter(), Seen()
    driving = asyncio.create_task(asyncio.to_thread(drive, bot.port, posts, CONNECTIONS))
    database, looked, is_idle = bot.folder / bots.DATABASE, 0.0, False
    while not (is_idle and perf_counter() - began - seen.changed > IDLE_SECONDS):
        await asyncio.sleep(POLL_SECONDS)
        now = perf_counter() - began
        if now > LONGEST_SECONDS:
            break
        _look(slack, now, seen)
        if now - looked > LOOK_SECONDS:
            looked, seen.most_memory = now, max(seen.most_memory, bot.resident_mebibytes())
            unread = stored.number(database, UNREAD)
            seen.read = now if unread or not driving.done() else seen.read
            is_idle = driving.done() and not (unread or stored.number(database, PENDING))
    _tell(report, seen, await driving, before)
    _tell_messages(report, slack, bot)
    _check(report, slack, database, seen)


def _look(slack: SlackRange, now: float, seen: Seen) -> None:
    calls = slack.workspace.asked
    if len(calls) == seen.calls:
        return
    seen.changed, seen.calls = now, len(calls)
    standing = _standing(slack)
    if not seen.first_critical and any(_is_critical(each) for each in standing):
        seen.first_critical = now
    named = named_in(standing)
    if not seen.named or named != seen.named[-1][1]:
        seen.named.append((now, named))


def named_in(standing: Sequence[Message]) -> int:
    """Return how many groups have a line in the threads of storms."""
    storms = {each.ts for each in standing if each.content.text.startswith(STORM)}
    posts = (each for each in standing if each.is_reply and each.thread_ts in storms)
    return sum(1 for each in posts for told in lines(each) if told.startswith(NAMED_SIGNS))


def _tell(report: Report, seen: Seen, driven: Driven, before: float) -> None:
    report.figure("all findings were taken over HTTP", driven.seconds, "s", FED)
    report.figure("all findings were read", seen.read, "s, to half a second")
    report.figure("first CRITICAL on screen", seen.first_critical, "s", FIRST)
    last = seen.named[-1][0] if seen.named else LONGEST_SECONDS
    report.figure("every HIGH or CRITICAL group named", last, "s", NAMED)
    report.figure("settled", seen.changed, "s", SETTLED)
    report.figure("resident memory grew by", seen.most_memory - before, "MiB", GROWTH)
    report.figure("resident memory at its most", seen.most_memory, "MiB", PEAK)


def _tell_messages(report: Report, slack: SlackRange, bot: Server) -> None:
    made = Counter(each.method for each in slack.workspace.asked)
    report.figure("posts", made["chat.postMessage"], "", MESSAGES)
    report.figure("edits", made["chat.update"], "", MESSAGES)
    address = f"http://127.0.0.1:{bot.variables['ADMIN_PORT']}/metrics"
    with urllib.request.urlopen(address) as answer:
        told = answer.read().decode()
    report.figure("429s", sum(float(each) for each in TOO_FAST.findall(told)), "", LIMITED)


def _check(report: Report, slack: SlackRange, database: Path, seen: Seen) -> None:
    standing = _standing(slack)
    cards = Counter(
        str(controls(each)[TAKE]["value"]).partition(":")[0]
        for each in standing
        if TAKE in controls(each)
    )
    twice = sum(many > 1 for many in cards.values())
    report.check("no incident has two live cards", holds=not twice, detail=f"{len(cards)} cards")
    groups, incidents = stored.number(database, GROUPS), stored.number(database, INCIDENTS)
    named = seen.named[-1][1] if seen.named else 0
    report.check("each group has its line", holds=named == groups, detail=f"{named} of {groups}")
    lost = stored.number(database, UNNAMED)
    report.check(
        "no severe incident is without card and group",
        holds=not lost,
        detail=f"{incidents} incidents",
    )
    unread = stored.number(database, UNREAD)
    report.check("everything was read", holds=not unread, detail=f"{unread} left")


def _standing(slack: SlackRange) -> list[Message]:
    return slack.workspace.messages.everything_in(bots.CHANNEL)


def _is_critical(message: Message) -> bool:
    return TAKE in controls(message) and "CRITICAL" in " ".join(lines(message))
