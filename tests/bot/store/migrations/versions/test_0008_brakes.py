"""What had begun before has its place under the ceiling after."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import text

from bot.domain.braking import Place
from bot.domain.execution import Stage
from bot.domain.record import Record, What
from bot.ports.store import Store
from bot.ports.unit import Unit
from runbooks.kit.values import RiskClass
from tests.bot.store.databases import raw
from tests.bot.store.examples import a_proposal, an_ask
from tests.clocks import MORNING

MIGRATION = "bot.store.migrations.versions.0008_brakes"
BACK = (
    "DROP TABLE place",
    "DROP TABLE lease",
    "DROP TABLE lift",
    "DROP TABLE release",
    "DROP INDEX ix_execution_ended_at",
    "ALTER TABLE brake DROP COLUMN is_own",
    "ALTER TABLE brake DROP COLUMN reason",
)


def begin(unit: Unit, risk: RiskClass, *, undo_of: int | None = None, starts: bool = True) -> None:
    """Let an execution begin, or only be approved."""
    number = unit.executions.ask(
        an_ask(undo_of=undo_of),
        requester="ann@x",
        requester_name="Ann",
        at=MORNING,
        channel="C0SEC",
    )
    unit.executions.propose(replace(a_proposal(number), risk=risk))
    unit.executions.move(number, (Stage.WAITING,), Stage.APPROVED, MORNING)
    if starts:
        unit.executions.begin(number, {})
        unit.records.write([Record(What.STARTED, MORNING, "", None, number, {})])


async def test_each_change_that_had_begun_is_given_its_place(store: Store, address: str) -> None:
    def work(unit: Unit) -> None:
        begin(unit, RiskClass.C)
        begin(unit, RiskClass.A)
        begin(unit, RiskClass.C, undo_of=1)
        begin(unit, RiskClass.C, starts=False)
        unit.brakes.stop("111122223333", "ann@x", "Ann", MORNING)

    await store.write(work)
    with raw(address) as connection:
        for statement in BACK:
            connection.execute(text(statement))
        with Operations.context(MigrationContext.configure(connection)):
            import_module(MIGRATION).upgrade()

    target = a_proposal(1).target
    kept = await store.read(lambda unit: unit.places.begun("111122223333", target))
    assert kept == (1,)
    (place,) = await store.read(lambda unit: unit.places.since(MORNING.replace(hour=1)))
    assert place == Place("111122223333", target, 1, MORNING, is_begun=True)
    (stop,) = await store.read(lambda unit: unit.brakes.stops())
    assert (stop.is_own, stop.reason) == (False, "")
