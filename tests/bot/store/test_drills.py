"""Drills are only ever added, and are found by runbook and account."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.domain.drill import Drilled, Round
from bot.ports.store import Store
from bot.ports.unit import Unit
from runbooks.kit.text import Text
from tests.bot.store.databases import raw
from tests.bot.store.examples import an_ask
from tests.clocks import MORNING

DRILLED = Drilled(
    undo=2,
    execution=1,
    runbook="isolate_instance",
    account="111122223333",
    code_hash="c0de",
    actions=frozenset({"ec2:StopInstances", "ec2:CreateTags"}),
    at=MORNING,
)
LATER = replace(DRILLED, undo=4, execution=3)


async def keep(store: Store, *drills: Drilled) -> None:
    """Keep drills, of executions that were asked for."""

    def work(unit: Unit) -> None:
        for undo_of in (None, 1, None, 3):
            unit.executions.ask(
                an_ask(undo_of=undo_of),
                requester="ann@example.com",
                requester_name="Ann",
                at=MORNING,
                channel="C0SEC",
            )
        for drilled in drills:
            unit.drills.keep(drilled)

    await store.write(work)


async def test_drills_come_back_oldest_first(store: Store) -> None:
    await keep(store, LATER, DRILLED)

    found = await store.read(lambda unit: unit.drills.of("isolate_instance", "111122223333"))
    assert found == (DRILLED, LATER)


async def test_a_drill_of_another_runbook_or_account_is_none_of_it(store: Store) -> None:
    await keep(store, replace(DRILLED, runbook="other"), replace(LATER, account="444455556666"))

    found = await store.read(lambda unit: unit.drills.of("isolate_instance", "111122223333"))
    assert found == ()


async def test_a_drill_that_is_kept_twice_is_kept_once(store: Store) -> None:
    await keep(store, DRILLED, replace(DRILLED, code_hash="other"))

    found = await store.read(lambda unit: unit.drills.of("isolate_instance", "111122223333"))
    assert found == (DRILLED,)


@pytest.mark.parametrize("change", ["DELETE FROM drill", "UPDATE drill SET code_hash = ''"])
async def test_the_database_itself_refuses_to_change_a_drill(
    store: Store, address: str, change: str
) -> None:
    await keep(store, DRILLED)

    with pytest.raises(DBAPIError, match="only ever added"), raw(address) as connection:
        connection.execute(text(change))


async def test_the_newest_drill_of_each_runbook_and_account_is_found(store: Store) -> None:
    await keep(store, DRILLED, LATER)

    assert await store.read(lambda unit: unit.drills.newest()) == (LATER,)


async def test_a_round_goes_on_until_it_has_ended_and_ends_once(store: Store) -> None:
    await keep(store)
    result = Text("proved: {runbook}").fill(runbook="isolate_instance")

    def go_on(unit: Unit) -> list[bool]:
        for _ in range(2):
            unit.drills.begin(1)
        unit.drills.put_back(1, 2)
        return [
            *(unit.drills.stop(1, MORNING) for _ in range(2)),
            *(unit.drills.end(1, MORNING, result, is_proved=True) for _ in range(2)),
            unit.drills.stop(1, MORNING),
        ]

    await store.write(lambda unit: unit.drills.begin(3))
    assert await store.write(go_on) == [True, False, True, False, False]
    ended = Round(1, 2, MORNING, MORNING, is_proved=True, result=result)
    assert await store.read(lambda unit: unit.drills.round(1)) == ended
    assert await store.read(lambda unit: unit.drills.running()) == (Round(3),)
    assert await store.read(lambda unit: unit.drills.round(4)) is None
