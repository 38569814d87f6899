"""Drills are only ever added, and are found by runbook and account."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.domain.drill import Drilled
from bot.ports.store import Store
from bot.ports.unit import Unit
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
