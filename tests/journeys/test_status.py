"""The security lead reads the daily check in the morning, and types for it during the day."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.message import Depth
from bot.domain.words import status as words
from practice.aws.estate import Estate
from practice.aws.server import SimulatedAws
from practice.slack.messages import Message
from practice.spoken import lines
from tests.bot.verbs.commands import secbot
from tests.journeys.messages import says
from tests.journeys.policies import policy, written
from tests.journeys.stage import ANN, BOB, RYO
from tests.journeys.waiting import eventually
from tests.journeys.world import World, a_world
from tests.stores import sqlite_url

ELSEWHERE = "eu-west-1"
"""A Region in which nobody has switched anything on."""
SOON, MINUTE, HOUR = timedelta(minutes=10), timedelta(minutes=1), timedelta(hours=1)
BERLIN = ZoneInfo("Europe/Berlin")


def status_at(at: datetime, zone: str = "UTC") -> dict[str, str]:
    return {"at": f"{at:%H:%M}", "timezone": zone, "channel": "C0SEC"}


def watched(built: Estate, *, status: dict[str, str]) -> str:
    """Return a policy whose lead reads at this hour; secbot can't enter the staging account."""
    made: dict[str, Any] = policy(built) | {"status": status}
    made["accounts"]["defaults"]["watch_regions"] = [built.region, ELSEWHERE]
    made["accounts"][built.staging.account]["read_role"] = "secbot-nobody-made"
    return written(made)


def in_a_while() -> datetime:
    """Return the full minute after ten more."""
    return (datetime.now(UTC) + SOON + MINUTE).replace(second=0, microsecond=0)


def posts(world: World) -> list[Message]:
    """Return the morning posts that stand in the channel."""
    return [each for each in world.cards() if says(each, words.AS_OF)]


async def looked_at(world: World, after: datetime | None = None) -> datetime:
    """Wait until AWS was looked at."""

    async def ask() -> datetime | None:
        at = await world.read(lambda unit: unit.coverage.looked_at())
        return at if at and (after is None or at > after) else None

    return await eventually(ask)


async def roles_watched(world: World) -> None:
    """Wait until the account that can be entered was asked for uses of roles and lost findings."""
    world.clock.advance(timedelta(minutes=10))

    async def ask() -> bool:
        readings = await world.read(lambda unit: unit.uses.readings())
        swept = await world.read(lambda unit: unit.sweeps.all())
        asked = {one.beat.account for one in swept if one.done_at}
        return world.estate.prod.account in asked & {one.account for one in readings}

    await eventually(ask)


async def nothing_waits(world: World) -> None:
    """Wait until everything has been brought to Slack."""

    async def ask() -> bool:
        return await world.read(lambda unit: unit.outbox.depth()) == Depth(0, None)

    await eventually(ask)


async def the_schedule_has(world: World, job: str) -> None:
    """Wait until a job was looked at once: only later slots are worked off."""

    async def ask() -> datetime | None:
        return await world.read(lambda unit: unit.slots.last(job))

    await eventually(ask)


async def the_schedule_runs(world: World) -> None:
    """Wait until the schedule has been looked at whole: its first job has two newer slots."""
    for _ in range(2):
        world.clock.advance(MINUTE)
        await eventually(_has_ticked(world, world.clock.now().replace(second=0, microsecond=0)))
    await nothing_waits(world)


def _has_ticked(world: World, minute: datetime) -> Callable[[], Awaitable[bool]]:
    async def ask() -> bool:
        last = await world.read(lambda unit: unit.slots.last("expire"))
        return last is not None and last >= minute

    return ask


async def until_posted(world: World, count: int = 1) -> Message:
    await world.until(lambda: len(posts(world)) == count)
    await nothing_waits(world)
    return posts(world)[-1]


def at_the_terminal(world: World, *arguments: str) -> str:
    """Return what `python -m bot status` prints on this world's files."""
    variables = {
        "DATABASE_URL": sqlite_url(world.folder),
        "SECBOT_POLICY": str(world.policy_path),
    }
    done = secbot(world.folder, "status", *arguments, variables=variables)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
async def morning(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> AsyncIterator[tuple[World, datetime]]:
    """Yield a world whose lead reads in ten minutes or so, and when."""
    at = in_a_while()
    text = partial(watched, status=status_at(at))
    async with a_world(aws, account_numbers, tmp_path, policy=text) as world:
        await the_schedule_has(world, "morning")
        yield world, at


async def a_busy_night(world: World) -> None:
    """Leave a critical incident, a plan that waits, and a change that can be put back."""
    exposed = await world.find_open_bucket()
    approval = await world.ask(ANN, exposed, "block_public_s3")
    await world.approve(BOB, approval)
    await world.ended()
    await world.type(RYO, "/sec ack I-1")
    critical = await world.find_threat(severity=9.5)
    await world.ask_isolation(critical)


async def test_a_lead_reads_in_the_morning_what_needs_somebody_and_what_is_not_proved(
    morning: tuple[World, datetime],
) -> None:
    world, at = morning
    await a_busy_night(world)
    assert "AWS not looked at yet" in await world.type(BOB, "/sec status")
    await looked_at(world)
    await roles_watched(world)
    await nothing_waits(world)
    assert posts(world) == []

    world.clock.advance(at - world.clock.now())
    post = await until_posted(world)
    told = lines(post)
    tells_what_needs_somebody(told)
    tells_what_is_not_proved(told)
    assert not any("Due" in each for each in told)
    assert post.ts not in {ping.ts for ping in world.slack.workspace.notified}
    await the_terminal_says_the_same(world, told)


def tells_what_needs_somebody(told: list[str]) -> None:
    text = "\n".join(told)
    assert told[0].startswith("🔴 1 incident needs an owner, 1 plan waits for approval. ")
    for row in (
        "Needs an owner 🚨 I-2 CRITICAL",
        "Open CRITICAL 1 · HIGH 1",
        "Waiting for approval A-2.1 isolate_instance",
        "asked by Ann · 0 of 1 said yes",
        "Undo on offer A-1 block_public_s3",
        "executed: 1 Success",
        "Inbox nothing waits · Outbox nothing waits",
    ):
        assert row in text, text


def tells_what_is_not_proved(told: list[str]) -> None:
    text = "\n".join(told)
    assert "That the rest is quiet is not proved: " in told[0]
    off = f"❌ FAILED GuardDuty on · prod-payments · {ELSEWHERE}: GuardDuty is off"
    assert any(each.startswith(off) for each in told), text
    assert "GuardDuty on · prod-payments · ap-northeast-1" not in text
    closed = [each for each in told if each.startswith("⚫ NOT_AVAILABLE")]
    assert any("staging" in each and "secbot-nobody-made" in each for each in closed), text
    assert not any("prod-payments" in each for each in closed), text


async def the_terminal_says_the_same(world: World, told: list[str]) -> None:
    terminal = await asyncio.to_thread(at_the_terminal, world)
    data = json.loads(await asyncio.to_thread(at_the_terminal, world, "--json"))

    assert _without_the_moment(terminal.splitlines()) == _without_the_moment(told)
    assert data["verdict"]["says"] == told[0]
    assert data["open"] == {"CRITICAL": 1, "HIGH": 1}
    ids = {part: [each["id"] for each in data[part]] for part in ("unowned", "waiting", "undo")}
    assert ids == {"unowned": ["I-2"], "waiting": ["A-2.1"], "undo": ["A-1"]}
    tally = ", ".join(f"{count} {standing}" for standing, count in data["tally"].items())
    assert any(each.startswith(f"Can the quiet be trusted? {tally} · ") for each in told)


def _without_the_moment(told: list[str]) -> list[str]:
    """Leave out when it was told and when AWS was last looked at: looks may have ended since."""
    looked = re.compile(" · (AWS looked at|oldest check) .*")
    return [looked.sub("", each) for each in told if " as of " not in each]


async def test_it_is_posted_once_over_two_restarts(morning: tuple[World, datetime]) -> None:
    world, at = morning
    world.clock.advance(at - world.clock.now())
    await until_posted(world)
    for _ in range(2):
        await world.restart()
        await the_schedule_runs(world)

    assert len(posts(world)) == 1


async def test_a_bot_that_was_stopped_over_the_hour_makes_up_for_it_once(
    morning: tuple[World, datetime],
) -> None:
    world, at = morning
    await world.stop()
    world.clock.advance(at - world.clock.now() + timedelta(hours=2))
    await world.start()
    post = await until_posted(world)

    assert says(post, words.DUE)
    await world.stop()
    await world.start()
    await the_schedule_runs(world)
    assert len(posts(world)) == 1


async def test_an_hour_that_comes_twice_as_clocks_go_back_is_one_morning(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> None:
    twice = next_time_clocks_go_back() - timedelta(minutes=30)
    text = partial(watched, status=status_at(twice.astimezone(BERLIN), BERLIN.key))
    async with a_world(aws, account_numbers, tmp_path, policy=text) as world:
        world.clock.advance(twice - timedelta(hours=20) - world.clock.now())
        await the_schedule_runs(world)
        before = len(posts(world))
        world.clock.advance(twice - world.clock.now() + MINUTE)
        await until_posted(world, before + 1)
        world.clock.advance(HOUR)
        await the_schedule_runs(world)

        assert len(posts(world)) == before + 1
        assert (twice + HOUR).astimezone(BERLIN).hour == twice.astimezone(BERLIN).hour


def next_time_clocks_go_back() -> datetime:
    """Return the next moment at which Berlin's clocks go back by an hour."""
    at = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
    while _offset(at) <= _offset(at + HOUR):
        at += HOUR
    return at + HOUR


def _offset(at: datetime) -> timedelta:
    return at.astimezone(BERLIN).utcoffset() or timedelta()
