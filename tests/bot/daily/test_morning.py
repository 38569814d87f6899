"""The morning post is wanted once a day: after downtime, after restarts, as clocks change."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.daily.morning import JOB, MorningPost
from bot.domain.policy import Morning
from bot.domain.posting import Due, Sheet
from bot.durable.schedule import Job, Schedule
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.clocks import FrozenClock
from tests.stores import a_store

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
TOKYO = Morning(time(9), "Asia/Tokyo", "C0LEAD")
SATURDAY = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
NIGHT = Morning(time(2, 30), "Europe/Berlin")


@dataclass
class Mornings:
    """A store, a clock, and bots that come and go."""

    store: Store
    clock: FrozenClock

    def bot(self, morning: Morning) -> Schedule:
        """Start a bot with this hour in its policy."""
        post = MorningPost(morning, "C0ALERTS", self.clock)
        return Schedule(self.store, [Job(JOB, post.cron, post, post.timezone)])

    async def live(self, morning: Morning, until: datetime, step: timedelta = 10 * MINUTE) -> None:
        """Let a bot run until a moment."""
        schedule = self.bot(morning)
        while self.clock.now() < until:
            self.clock.advance(step)
            await schedule.tick(self.clock.now())

    async def posts(self) -> Sequence[tuple[str, str]]:
        """Bring out what is wanted, and return where it went and which slot it was of."""
        found = []
        while dues := await self.store.write(
            lambda unit: unit.outbox.lease(self.clock.now() + HOUR, 9, MINUTE)
        ):
            for due in dues:
                assert due.sheet is Sheet.STATUS
                assert due.wanted == 1
                await self.store.write(partial(_sent, due=due))
                found.append((due.destination, due.subject))
            self.clock.advance(HOUR)
        return found


def _sent(unit: Unit, due: Due) -> None:
    unit.outbox.sent(due, due.subject, due.wanted_at)


@pytest.fixture
async def mornings(tmp_path: Path) -> AsyncIterator[Mornings]:
    async with a_store(tmp_path) as store:
        yield Mornings(store, FrozenClock(SATURDAY))


async def test_it_is_wanted_every_morning_at_the_hour_of_the_policy(mornings: Mornings) -> None:
    await mornings.live(TOKYO, SATURDAY + 3 * 24 * HOUR)

    assert await mornings.posts() == [
        ("C0LEAD", "2026-11-22T00:00:00+00:00"),
        ("C0LEAD", "2026-11-23T00:00:00+00:00"),
        ("C0LEAD", "2026-11-24T00:00:00+00:00"),
    ]


async def test_where_the_policy_names_no_channel_it_goes_where_alerts_go(
    mornings: Mornings,
) -> None:
    await mornings.live(Morning(time(0, 5), "UTC"), SATURDAY + 24 * HOUR)

    assert await mornings.posts() == [("C0ALERTS", "2026-11-22T00:05:00+00:00")]


async def test_two_restarts_do_not_post_it_again(mornings: Mornings) -> None:
    for hours in (13, 13.5, 14):
        await mornings.live(TOKYO, SATURDAY + hours * HOUR)

    assert len(await mornings.posts()) == 1


async def test_two_bots_post_it_once(mornings: Mornings) -> None:
    first, second = mornings.bot(TOKYO), mornings.bot(TOKYO)
    for _ in range(100):
        mornings.clock.advance(10 * MINUTE)
        await first.tick(mornings.clock.now())
        await second.tick(mornings.clock.now())

    assert len(await mornings.posts()) == 1


async def test_after_downtime_over_the_hour_it_is_caught_up_with_once(mornings: Mornings) -> None:
    await mornings.live(TOKYO, SATURDAY + HOUR)
    mornings.clock.advance(13 * HOUR)
    await mornings.live(TOKYO, mornings.clock.now() + HOUR)

    assert await mornings.posts() == [("C0LEAD", "2026-11-22T00:00:00+00:00")]


async def test_after_days_of_downtime_only_the_newest_is_caught_up_with(
    mornings: Mornings,
) -> None:
    await mornings.live(TOKYO, SATURDAY + HOUR)
    mornings.clock.advance(4 * 24 * HOUR)
    await mornings.live(TOKYO, mornings.clock.now() + HOUR)

    assert await mornings.posts() == [("C0LEAD", "2026-11-25T00:00:00+00:00")]


@pytest.mark.parametrize("hour", [8, 10, 11])
async def test_another_hour_in_the_policy_gives_no_second_post_that_day(
    mornings: Mornings, hour: int
) -> None:
    await mornings.live(TOKYO, SATURDAY + 12.5 * HOUR)
    await mornings.live(Morning(time(hour), "Asia/Tokyo"), SATURDAY + 20 * HOUR)

    assert len(await mornings.posts()) == 1


async def test_an_hour_that_comes_twice_as_clocks_go_back_gives_one_post(
    mornings: Mornings,
) -> None:
    mornings.clock.set(datetime(2026, 10, 23, 12, 0, tzinfo=UTC))
    await mornings.live(NIGHT, datetime(2026, 10, 26, 12, 0, tzinfo=UTC))

    assert [subject for _, subject in await mornings.posts()] == [
        "2026-10-24T00:30:00+00:00",
        "2026-10-25T00:30:00+00:00",
        "2026-10-26T01:30:00+00:00",
    ]


async def test_an_hour_that_is_left_out_as_clocks_go_forward_gives_one_post(
    mornings: Mornings,
) -> None:
    mornings.clock.set(datetime(2027, 3, 26, 12, 0, tzinfo=UTC))
    await mornings.live(NIGHT, datetime(2027, 3, 29, 12, 0, tzinfo=UTC))

    assert [subject for _, subject in await mornings.posts()] == [
        "2027-03-27T01:30:00+00:00",
        "2027-03-28T01:30:00+00:00",
        "2027-03-29T00:30:00+00:00",
    ]
