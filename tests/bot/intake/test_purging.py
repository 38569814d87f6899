"""Old findings are deleted at night, a few at a time, behind everything else; killed, it goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.domain.execution import Stage
from bot.domain.incident import Status
from bot.domain.record import What, Written
from bot.domain.retention import SETTLED_FOR, Purge
from bot.domain.run import Run, Work
from bot.domain.sweeping import Healed
from bot.intake.pace import MOST_ROWS
from bot.intake.purging import LONGEST, Purging, start
from bot.ports.incidents import Change
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.domain.makers import a_policy
from tests.bot.response.office import ask
from tests.bot.store.examples import a_message
from tests.bot.triage.examples import a_finding, an_incident
from tests.clocks import MORNING, FrozenClock
from tests.stores import a_store

DAY = timedelta(days=1)
KEPT = 400 * DAY
NIGHT = MORNING + 500 * DAY
TODAY = NIGHT.date().isoformat()


def purging(
    store: Store,
    clock: FrozenClock | None = None,
    busy: Callable[[], int] = lambda: 0,
    *,
    undoable: bool = False,
    **policy: Any,
) -> Purging:
    """Return what deletes findings that are older than 400 days, on a night 500 days later."""
    made = a_policy(**({"findings_kept": KEPT} | policy))
    return Purging(store, clock or FrozenClock(NIGHT), made, lambda *_: undoable, busy)


def old(unit: Unit, *sizes: int, start_at: int = 0) -> None:
    """Open and close an incident of so many findings each, long ago; 0 is one that never had any."""
    for at, size in enumerate(sizes, start_at):
        seen, keys = MORNING + at * timedelta(seconds=1), [f"{at}-{one}" for one in range(size)]
        if not size:
            unit.findings.add([(a_finding(key=f"quiet-{at}"), None)], seen)
            continue
        (number,) = unit.incidents.open([an_incident(status=Status.CLOSED, updated_at=seen)])
        unit.findings.add([(a_finding(key=key), number) for key in keys], seen)


async def left(store: Store) -> int:
    """Return how many findings there are."""
    found = await store.read(lambda unit: unit.purges.aged(NIGHT + DAY, None, 10_000))
    return len(found)


async def told(store: Store) -> list[Written]:
    """Return the records of what was deleted."""
    records = await store.read(lambda unit: unit.records.since(0, 1000))
    return [one for one in records if one.what is What.FINDINGS_DELETED]


async def test_what_is_old_goes_what_is_not_stays_and_one_record_says_how_much(
    tmp_path: Path,
) -> None:
    async with a_store(tmp_path) as store:
        await store.write(lambda unit: old(unit, 2, 0, 1, 0, MOST_ROWS + 9, 0))
        (still,) = await store.write(lambda unit: unit.incidents.open([an_incident()]))
        await store.write(lambda unit: unit.findings.add([(a_finding(key="open"), still)], MORNING))
        await store.write(lambda unit: unit.findings.add([(a_finding(key="new"), None)], NIGHT))
        done = await purging(store).purge(TODAY)
        again = await purging(store).purge(TODAY)
        (record,) = await told(store)
        kept = await left(store)
        chain = await store.read(lambda unit: unit.records.verify())

    many = 2 + 1 + MOST_ROWS + 9 + 3
    before = NIGHT - KEPT
    assert done == Purge(TODAY, 400, before, NIGHT, many, 3, ended_at=NIGHT)
    assert again is None
    assert kept == 2
    assert record.body == {
        "count": many,
        "incidents": 3,
        "days": 400,
        "day": before.date().isoformat(),
        "before": before.isoformat(),
    }
    assert record.hash
    assert (chain.broken_at, chain.cut_after) == (None, None)


async def test_no_step_deletes_more_than_it_may_but_never_half_an_incident(tmp_path: Path) -> None:
    sizes = (10, 10, 10, 60, 0, 0, 24, 1, 1)
    steps: list[int] = []

    class Counted:
        """A store that counts what each writing transaction deletes."""

        def __init__(self, store: Store) -> None:
            self.read, self._store = store.read, store

        async def write(self, work: Callable[[Unit], Any]) -> Any:
            before = await left(self._store)
            result = await self._store.write(work)
            steps.append(before - await left(self._store))
            return result

    async with a_store(tmp_path) as store:
        await store.write(lambda unit: old(unit, *sizes))
        await purging(Counted(store)).purge(TODAY)  # type: ignore[arg-type]
        assert await left(store) == 0

    deleting = [each for each in steps if each]
    assert 60 in deleting
    assert all(each <= MOST_ROWS or each == 60 for each in deleting)
    assert sum(deleting) == sum(size or 1 for size in sizes)


async def test_nothing_is_written_down_of_a_night_on_which_nothing_was_old(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        done = await purging(store).purge(TODAY)
        assert done is not None
        assert (done.findings, done.ended_at) == (0, NIGHT)
        assert await told(store) == []


async def test_what_is_killed_goes_on_where_it_was_and_is_told_once(tmp_path: Path) -> None:
    allowed = iter([True, True])
    async with a_store(tmp_path) as store:
        await store.write(lambda unit: old(unit, *[0] * 80))
        killed = await purging(store).purge(TODAY, lambda _: next(allowed, False))
        between = await left(store)
        done = await purging(store).purge(TODAY)
        (record,) = await told(store)
        rest = await left(store)

    assert killed is None
    assert 0 < between < 80
    assert rest == 0
    assert done is not None
    assert done.findings == record.body["count"] == 80


async def test_a_run_that_is_held_elsewhere_deletes_nothing(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        await store.write(lambda unit: old(unit, 1, 0))
        stale = Run(99, Work.PURGE, date.fromisoformat(TODAY).toordinal(), 1, 1)
        await purging(store)(stale)
        assert await left(store) == 2


async def test_what_has_undo_on_offer_is_kept(tmp_path: Path) -> None:
    def fill(unit: Unit) -> None:
        old(unit, 1)
        number = ask(unit, 1)
        assert unit.executions.move(number, (Stage.ASKED,), Stage.DONE, MORNING)

    async with a_store(tmp_path) as store:
        await store.write(fill)
        await purging(store, undoable=True).purge(TODAY)
        assert await left(store) == 1
        await purging(store).purge((NIGHT + DAY).date().isoformat())
        assert await left(store) == 0


async def test_what_is_opened_again_or_seen_again_before_it_goes_stays(tmp_path: Path) -> None:
    class Late:
        """A store in which, after the first look, a colleague and AWS are faster."""

        def __init__(self, store: Store) -> None:
            self.write, self._store, self.looks = store.write, store, 0

        async def read(self, work: Callable[[Unit], Any]) -> Any:
            found = await self._store.read(work)
            self.looks += 1
            if self.looks == 2:
                change = Change(status=Status.NEW)
                await self._store.write(lambda unit: unit.incidents.change(1, change, NIGHT))
                newer = [a_finding(key="quiet-1", count=9)]
                await self._store.write(lambda unit: unit.findings.replace(newer, NIGHT))
            return found

    async with a_store(tmp_path) as store:
        await store.write(lambda unit: old(unit, 1, 0, 1))
        done = await purging(Late(store)).purge(TODAY)  # type: ignore[arg-type]
        assert await left(store) == 2

    assert done is not None
    assert (done.findings, done.incidents) == (1, 1)


async def test_posts_and_messages_go_first(tmp_path: Path) -> None:
    waiting = iter([3, 2, 1])
    message = a_message(1)
    async with a_store(tmp_path) as store:
        await store.write(lambda unit: old(unit, 1))
        late = replace(message, received_at=NIGHT - timedelta(minutes=1))
        await store.write(lambda unit: unit.inbox.add([late]))
        purge = asyncio.create_task(purging(store, busy=lambda: next(waiting, 0)).purge(TODAY))
        await asyncio.sleep(0.2)
        assert await left(store) == 1
        (kept,) = await store.read(lambda unit: unit.inbox.unread(9))
        await store.write(lambda unit: unit.inbox.mark_read([kept.number]))
        await asyncio.wait_for(purge, 60)
        assert await left(store) == 0

    assert next(waiting, None) is None


async def test_a_night_ends_and_says_that_more_is_left(tmp_path: Path) -> None:
    clock = FrozenClock(NIGHT)

    def passing() -> int:
        clock.advance(LONGEST / 2)
        return 0

    async with a_store(tmp_path) as store:
        await store.write(lambda unit: old(unit, *[0] * 200))
        done = await purging(store, clock, passing).purge(TODAY)
        assert await left(store) > 0

    assert done is not None
    assert done.is_cut


async def test_without_the_key_nothing_is_deleted(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        await store.write(lambda unit: old(unit, 1))
        assert await purging(store, findings_kept=None).purge(TODAY) is None
        assert await left(store) == 1


def heal(unit: Unit, day: str) -> None:
    unit.sweeps.heal(Healed(day, "1", "r", 1))


async def test_what_sweeps_have_healed_goes_at_the_same_age(tmp_path: Path) -> None:
    days = [(NIGHT - KEPT + each * DAY).date().isoformat() for each in (-2, -1, 0)]
    async with a_store(tmp_path) as store:
        for day in days:
            await store.write(partial(heal, day=day))
        await purging(store).purge(TODAY)
        kept = await store.read(lambda unit: unit.sweeps.healed(""))

    assert [each.day for each in kept] == days[2:]


async def test_an_incident_that_has_just_ended_is_kept_for_a_month(tmp_path: Path) -> None:
    def fill(unit: Unit) -> None:
        old(unit, 1)
        unit.incidents.touch([1], NIGHT)

    async with a_store(tmp_path) as store:
        await store.write(fill)
        for days, kept in ((0, 1), (31, 1), (32, 0)):
            at = NIGHT + days * DAY
            await purging(store, FrozenClock(at)).purge(at.date().isoformat())
            assert await left(store) == kept

    assert SETTLED_FOR == 31 * DAY


def finish(unit: Unit, run: Run) -> None:
    unit.runs.finish(run)


@pytest.mark.parametrize(("hours", "starts"), [(0, 1), (14, 1), (19, 2)])
async def test_a_night_is_begun_once(tmp_path: Path, hours: int, starts: int) -> None:
    lease = timedelta(seconds=30)
    found: list[Run] = []
    async with a_store(tmp_path) as store:
        for slot in (NIGHT, NIGHT + timedelta(hours=hours)):
            await store.write(partial(start, slot=slot, timezone="UTC"))
            for run in await store.write(lambda unit: unit.runs.due("w1", 9, lease)):
                found.append(run)
                await purging(store, FrozenClock(slot))(run)
                await store.write(partial(finish, run=run))

    assert [run.work for run in found] == [Work.PURGE] * starts
    assert date.fromordinal(found[0].subject) == NIGHT.date()
