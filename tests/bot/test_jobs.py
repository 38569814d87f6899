"""The schedule has the morning post where the policy has an hour for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.domain.finding import Severity
from bot.domain.organization import CHECK
from bot.domain.policy import Morning
from bot.domain.posture import Checked, Standing
from bot.domain.retention import Purge
from bot.domain.review import Review, ReviewKind
from bot.domain.rota import OnCall
from bot.domain.routes import Match, Mode, Route
from bot.domain.run import Run, Work
from bot.durable.schedule import Job, Schedule
from bot.jobs import jobs
from bot.ports.unit import Unit
from tests.bot.domain.makers import a_policy
from tests.bot.domain.test_organization import discovering
from tests.bot.response.office import ask
from tests.bot.store.held import a_hold, begin
from tests.clocks import FrozenClock
from tests.stores import a_store

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HALF = timedelta(minutes=30)
MINUTE = timedelta(minutes=1)


def test_there_is_a_morning_post_only_where_the_policy_has_an_hour() -> None:
    clock = FrozenClock()
    without = {job.name for job in jobs(a_policy(), "C0", clock)}
    posting = a_policy(morning=Morning(time(7, 5), "Asia/Tokyo"))
    (morning,) = [job for job in jobs(posting, "C0", clock) if job.name not in without]

    assert without == {
        *("expire", "rescue", "look", "guard", "members", "page", "hold", "snooze", "night"),
        "untie",
        *("refusals", "remind", "storm", "sync", "sweep", "outage"),
    }
    assert (morning.cron, morning.timezone) == ("5 7 * * *", "Asia/Tokyo")


def test_what_the_policy_alone_asks_for_is_done_only_where_it_does() -> None:
    clock = FrozenClock()
    without = {job.name for job in jobs(a_policy(), "C0", clock)}
    routes = (Route(Match(severities=frozenset({Severity.LOW})), mode=Mode.DIGEST),)
    on_call = OnCall(group="S0ALL", escalate_after=15 * MINUTE)
    kept = {"raw_kept": timedelta(days=90), "findings_kept": timedelta(days=400)}
    policy = a_policy(**kept, routes=routes, on_call=on_call)

    found = {job.name for job in jobs(policy, "C0", clock)} - without
    assert found == {"forget", "purge", "digest", "escalate"}


async def test_the_organization_is_asked_once_a_day_and_only_where_the_policy_says_so(
    tmp_path: Path,
) -> None:
    policy, clock = discovering(), FrozenClock()
    assert "discover" not in {
        job.name for job in jobs(replace(policy, discover=False), "C0", clock)
    }
    (job,) = [one for one in jobs(policy, "C0", clock) if one.name == "discover"]
    well = Checked(CHECK, "", "", Standing.PASSED, None, NOON)
    async with a_store(tmp_path) as store:
        await store.write(lambda unit: unit.coverage.note(well))
        await store.write(lambda unit: job.work(unit, NOON + HALF))
        early = await store.write(lambda unit: unit.runs.due("w1", 9, HALF))
        await store.write(lambda unit: job.work(unit, NOON + timedelta(days=1)))
        late = await store.write(lambda unit: unit.runs.due("w1", 9, HALF))

    assert early == ()
    assert [run.work for run in late] == [Work.DISCOVER]


async def test_old_findings_are_purged_once_a_day(tmp_path: Path) -> None:
    policy = a_policy(findings_kept=timedelta(days=400))
    (job,) = [one for one in jobs(policy, "C0", FrozenClock()) if one.name == "purge"]
    day = NOON.date().isoformat()
    found = []
    async with a_store(tmp_path) as store:
        for slot in (NOON, NOON + HALF, NOON + timedelta(days=1)):
            await store.write(partial(_at, job, slot))
            due = await store.write(lambda unit: unit.runs.due("w1", 9, HALF))
            found.append([run.work for run in due])
            for run in due:
                await store.write(partial(_purged, run=run, day=day))

    assert found == [[Work.PURGE], [], [Work.PURGE]]


def _at(job: Job, slot: datetime, unit: Unit) -> None:
    job.work(unit, slot)


def _purged(unit: Unit, run: Run, day: str) -> None:
    unit.purges.begin(Purge(day, 400, NOON, NOON))
    unit.purges.end(day, NOON, is_cut=False)
    unit.runs.finish(run)


def _finish(unit: Unit, run: Run) -> None:
    unit.runs.finish(run)


@pytest.mark.parametrize(
    ("work", "apart", "looks"),
    [(Work.LOOK, 30, [0, 1, 1, 1, 1]), (Work.GUARD, 10, [0, 1, 1, 1, 1])],
)
async def test_aws_is_looked_at_twice_an_hour_and_the_uses_of_our_roles_every_ten_minutes(
    tmp_path: Path, work: Work, apart: int, looks: list[int]
) -> None:
    async with a_store(tmp_path) as store:
        schedule = Schedule(store, jobs(a_policy(), "C0", FrozenClock()))
        found = []
        for tick in range(5):
            await schedule.tick(NOON + tick * timedelta(minutes=apart))
            due = await store.write(lambda unit: unit.runs.due("w1", 9, HALF))
            for run in due:
                await store.write(partial(_finish, run=run))
            found.append([run.work for run in due].count(work))

    assert found == looks


@pytest.mark.parametrize(
    ("minutes", "sweeps"), [(range(1, 31), [2, 15, 30]), ((1, 2, 3, 6, 7, 10), [2, 6, 10])]
)
async def test_lost_findings_are_looked_for_each_quarter_of_an_hour_and_after_a_downtime(
    tmp_path: Path, minutes: Sequence[int], sweeps: list[int]
) -> None:
    async with a_store(tmp_path) as store:
        schedule = Schedule(store, jobs(a_policy(), "C0", FrozenClock()))
        found = []
        for minute in minutes:
            await schedule.tick(NOON + minute * MINUTE)
            due = await store.write(lambda unit: unit.runs.due("w1", 9, HALF))
            for run in due:
                await store.write(partial(_finish, run=run))
            found += [minute for run in due if run.work is Work.SWEEP]

    assert found == sweeps


async def test_what_is_held_is_checked_every_minute_and_where_nothing_is_nothing_runs(
    tmp_path: Path,
) -> None:
    async with a_store(tmp_path) as store:
        schedule = Schedule(store, jobs(a_policy(), "C0", FrozenClock()))
        works = []
        for minute in range(4):
            if minute == 2:
                await begin(store, a_hold())
            await schedule.tick(NOON + minute * MINUTE)
            due = await store.write(lambda unit: unit.runs.due("w1", 9, HALF))
            for run in due:
                await store.write(partial(_finish, run=run))
            works.append([run.work for run in due if run.work is not Work.SWEEP])

    assert works == [[], [], [Work.HOLD], [Work.HOLD]]


async def test_what_was_contained_alone_is_looked_at_once_it_is_due(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        schedule = Schedule(store, jobs(a_policy(), "C0", FrozenClock()))
        by = Review(1, 1, "ann@example.com", "Ann", NOON, "it could not wait")
        night = replace(by, kind=ReviewKind.NIGHT, due_at=NOON + 2 * MINUTE)

        def contain(unit: Unit) -> None:
            ask(unit)
            unit.reviews.open(night)

        await store.write(contain)
        works = []
        for minute in range(4):
            await schedule.tick(NOON + minute * MINUTE)
            due = await store.write(lambda unit: unit.runs.due("w1", 9, HALF))
            for run in due:
                await store.write(partial(_finish, run=run))
            works.append([run.work for run in due if run.work is not Work.SWEEP])

    assert works == [[], [], [Work.NIGHT], [Work.NIGHT]]
