"""What routes in `mode: digest` kept aside is told once a day, in the channel that each names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.daily.digest import JOB, DigestPost
from bot.domain.finding import Severity
from bot.domain.posting import Sheet
from bot.domain.record import What
from bot.domain.routes import Aside, Mode
from bot.durable.schedule import Job, Schedule
from bot.ports.store import Store
from tests.clocks import FrozenClock
from tests.stores import a_store

NIGHT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
BOTH = (
    "2 by “source securityhub → digest” (2 LOW); 41 by “type Recon:* → digest” (11 MEDIUM, 30 LOW)"
)


def aside(day: str, severity: Severity, many: int, **changes: str) -> Aside:
    channel = changes.get("channel", "C0NOISE")
    mode = Mode(changes.get("mode", "digest"))
    return Aside(day, changes.get("route", "type Recon:* → digest"), channel, mode, severity, many)


async def told(store: Store, clock: FrozenClock, hours: int) -> list[tuple[str, str]]:
    """Live for some hours; return which channel was told what, in order."""
    post = DigestPost(None, clock)
    schedule = Schedule(store, [Job(JOB, post.cron, post, post.timezone)])
    for _ in range(hours):
        await schedule.tick(clock.now())
        clock.advance(HOUR)
    records = await store.read(lambda unit: unit.records.since(0, 99))
    found = [one for one in records if one.what is What.DIGESTED]
    due = await store.write(lambda unit: unit.outbox.lease(clock.now(), 99, HOUR))
    assert {each.sheet for each in due} <= {Sheet.WORD}
    assert {each.destination for each in due} == {one.body["channel"] for one in found}
    return [
        (
            str(one.body["channel"]),
            f"{one.body['day']}: {one.body['count']}, {one.body['routes']}",
        )
        for one in found
    ]


async def test_a_day_is_told_once_in_each_channel_and_what_is_dropped_is_not(
    tmp_path: Path,
) -> None:
    async with a_store(tmp_path) as store:
        counts = [
            aside("2026-11-20", Severity.LOW, 30),
            aside("2026-11-20", Severity.MEDIUM, 11),
            aside("2026-11-20", Severity.LOW, 2, route="source securityhub → digest"),
            aside("2026-11-20", Severity.LOW, 5, channel="C0ALERTS"),
            aside("2026-11-20", Severity.LOW, 7, mode="drop"),
            aside("2026-11-21", Severity.LOW, 1),
        ]
        await store.write(lambda unit: unit.asides.count(counts))
        found = await told(store, FrozenClock(NIGHT), 24)

    assert sorted(found) == [
        ("C0ALERTS", "2026-11-20: 5, 5 by “type Recon:* → digest” (5 LOW)"),
        ("C0NOISE", f"2026-11-20: 43, {BOTH}"),
    ]


async def test_days_without_a_bot_are_told_of_afterwards(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        clock = FrozenClock(NIGHT)
        await told(store, clock, 12)
        counts = [aside(f"2026-11-2{day}", Severity.LOW, day) for day in (1, 2, 3)]
        await store.write(lambda unit: unit.asides.count(counts))
        clock.advance(60 * HOUR)
        found = await told(store, clock, 24)

    assert [said.partition(",")[0] for _, said in found] == [
        "2026-11-21: 1",
        "2026-11-22: 2",
        "2026-11-23: 3",
    ]


async def test_a_day_on_which_nothing_was_kept_aside_is_not_told(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        assert await told(store, FrozenClock(NIGHT), 30) == []
