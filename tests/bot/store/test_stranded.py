"""Executions that are held until commit, and those that no run works on any more."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from bot.domain.execution import Stage
from bot.domain.run import Work
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.store.conftest import RACERS
from tests.bot.store.examples import a_decision
from tests.bot.store.test_executions import ask, move


async def test_what_is_locked_waits_for_the_one_who_locked_it(
    store: Store, meet: Callable[[], None]
) -> None:
    await ask(store)
    counted: list[int] = []

    def count(unit: Unit) -> None:
        meet()
        locked = unit.executions.lock(1)
        assert locked is not None
        decided = unit.executions.decisions(1, 1)
        counted.append(len(decided))
        unit.executions.decide(a_decision(1, f"{len(decided)}@example.com"))

    await asyncio.gather(*(store.write(count) for _ in range(RACERS)))

    assert counted == list(range(RACERS))


async def test_nothing_is_locked_that_is_not_there(store: Store) -> None:
    assert await store.write(lambda unit: unit.executions.lock(1)) is None


@pytest.mark.parametrize(
    ("stage", "is_stranded"),
    [
        (Stage.ASKED, True),
        (Stage.WAITING, False),
        (Stage.APPROVED, True),
        (Stage.RUNNING, True),
        (Stage.DONE, False),
        (Stage.REFUSED, False),
    ],
)
async def test_what_should_go_on_and_has_no_live_run_is_stranded(
    store: Store, stage: Stage, *, is_stranded: bool
) -> None:
    await ask(store)
    await move(store, Stage.ASKED, stage)
    stranded = await store.read(lambda unit: unit.executions.stranded())
    assert [each.number for each in stranded] == ([1] if is_stranded else [])


@pytest.mark.parametrize("work", [Work.PLAN, Work.EXECUTE])
async def test_what_has_a_live_run_of_its_own_is_not_stranded(store: Store, work: Work) -> None:
    await ask(store)
    await ask(store)
    run = await store.write(lambda unit: unit.runs.start(work, 1))
    await store.write(lambda unit: unit.runs.start(Work.ENRICH, 2))

    stranded = await store.read(lambda unit: unit.executions.stranded())
    assert [each.number for each in stranded] == [2]
    await store.write(lambda unit: unit.runs.cancel(run))
    assert len(await store.read(lambda unit: unit.executions.stranded())) == 2
