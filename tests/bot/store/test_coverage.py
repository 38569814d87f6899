"""What proves the quiet is kept: the last finding of each place, and the last look at AWS."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from bot.domain.posture import Checked, Standing
from bot.ports.store import Store
from bot.ports.unit import Unit
from runbooks.kit.text import Text
from tests.bot.store.conftest import RACERS
from tests.bot.store.examples import HOSTILE
from tests.clocks import MORNING

HERE, THERE = ("111122223333", "ap-northeast-1"), ("111122223333", "eu-west-1")
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
OFF = Text("no detector in {region}", "{region} に検出器がない").fill(region=HOSTILE)


def a_check(name: str = "guardduty", region: str = HERE[1], **more: Standing) -> Checked:
    standing = more.get("standing", Standing.FAILED)
    says = None if standing is Standing.PASSED else OFF
    return Checked(name, HERE[0], region, standing, says, MORNING)


async def test_the_last_finding_of_each_place_is_kept(store: Store) -> None:
    assert await store.read(lambda unit: unit.coverage.last_heard()) == {}
    await store.write(lambda unit: unit.coverage.heard({HERE, THERE}, MORNING))
    await store.write(lambda unit: unit.coverage.heard({HERE}, MORNING + HOUR))
    await store.write(lambda unit: unit.coverage.heard(set(), MORNING + 2 * HOUR))

    heard = await store.read(lambda unit: unit.coverage.last_heard())

    assert heard == {HERE: MORNING + HOUR, THERE: MORNING}


async def test_it_is_exact_to_a_minute_and_never_goes_back(store: Store) -> None:
    await store.write(lambda unit: unit.coverage.heard({HERE}, MORNING))
    await store.write(lambda unit: unit.coverage.heard({HERE}, MORNING + 59 * SECOND))
    await store.write(lambda unit: unit.coverage.heard({HERE}, MORNING - HOUR))
    assert (await store.read(lambda unit: unit.coverage.last_heard()))[HERE] == MORNING

    await store.write(lambda unit: unit.coverage.heard({HERE}, MORNING + 60 * SECOND))
    assert (await store.read(lambda unit: unit.coverage.last_heard()))[HERE] > MORNING


async def test_many_processes_may_hear_of_one_place_at_once(
    store: Store, meet: Callable[[], None]
) -> None:
    def hear(unit: Unit) -> None:
        meet()
        unit.coverage.heard({THERE, HERE}, MORNING)

    await asyncio.gather(*(store.write(hear) for _ in range(RACERS)))

    assert set(await store.read(lambda unit: unit.coverage.last_heard())) == {HERE, THERE}


async def test_a_look_takes_the_place_of_the_one_before(store: Store) -> None:
    assert await store.read(lambda unit: unit.coverage.looked_at()) is None
    first = [a_check("trail", ""), a_check(), a_check(region=THERE[1], standing=Standing.PASSED)]
    await store.write(lambda unit: unit.coverage.keep(first, MORNING))

    assert await store.read(lambda unit: unit.coverage.checks()) == tuple(first)
    assert await store.read(lambda unit: unit.coverage.looked_at()) == MORNING

    await store.write(lambda unit: unit.coverage.keep(first[:1], MORNING + HOUR))
    assert await store.read(lambda unit: unit.coverage.checks()) == (first[0],)
    await store.write(lambda unit: unit.coverage.keep([], MORNING + 2 * HOUR))
    assert await store.read(lambda unit: unit.coverage.checks()) == ()
    assert await store.read(lambda unit: unit.coverage.looked_at()) == MORNING + 2 * HOUR


async def test_a_check_that_comes_twice_is_kept_once(store: Store) -> None:
    twice = [a_check(), a_check(standing=Standing.PASSED)]
    await store.write(lambda unit: unit.coverage.keep(twice, MORNING))

    assert await store.read(lambda unit: unit.coverage.checks()) == (twice[1],)


async def test_looks_at_once_leave_one_of_them_whole(
    store: Store, meet: Callable[[], None]
) -> None:
    def look(unit: Unit) -> None:
        meet()
        unit.coverage.keep([a_check(), a_check("trail", "")], MORNING)

    await asyncio.gather(*(store.write(look) for _ in range(RACERS)))

    assert len(await store.read(lambda unit: unit.coverage.checks())) == 2


BAD, WELL = (
    Checked("queue", "", "", standing, OFF, MORNING)
    for standing in (Standing.FAILED, Standing.PASSED)
)


def _note(unit: Unit, check: Checked) -> None:
    unit.coverage.note(check)


async def test_a_check_that_is_made_by_itself_is_kept_apart_from_the_looks_at_aws(
    store: Store,
) -> None:
    assert await store.read(lambda unit: unit.coverage.noted("queue")) is None
    for check in (BAD, WELL):
        await store.write(partial(_note, check=check))
        assert await store.read(lambda unit: unit.coverage.noted("queue")) == check
    await store.write(lambda unit: unit.coverage.keep([a_check()], MORNING))
    assert await store.read(lambda unit: unit.coverage.noted("queue")) == WELL


async def test_checks_of_many_subjects_are_kept_side_by_side(store: Store) -> None:
    for name in ("readers:C0B", "readers:C0A", "readers", "readers_of:C0C", "readers:C0A"):
        check = Checked(name, "", "", Standing.PASSED, None, MORNING)
        await store.write(partial(_note, check=check))

    found = await store.read(lambda unit: unit.coverage.noted_under("readers"))

    assert [each.check for each in found] == ["readers:C0A", "readers:C0B"]
