"""What was open before is counted after."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, text

from bot.domain.finding import Severity
from bot.domain.incident import Status
from bot.ports.incidents import Change
from bot.ports.store import Store
from tests.bot.store.databases import raw
from tests.bot.store.examples import an_incident
from tests.clocks import MORNING

MIGRATION = "bot.store.migrations.versions.0031_growth"
TRIGGERS = ("incident_opened", "incident_changed", "incident_deleted")
INDEXES = (
    *("ix_run_dead", "ix_incident_cleared", "ix_incident_cardless", "ix_record_loaded"),
    *("ix_posting_under", "ix_posting_of_many", "ix_incident_ended"),
)


async def test_what_is_open_is_counted_and_goes_on_to_be(store: Store, address: str) -> None:
    closed = an_incident(status=Status.CLOSED)
    elsewhere = replace(an_incident(Severity.LOW), account="444455556666")
    made = [an_incident(), an_incident(), closed, elsewhere]
    await store.write(lambda unit: unit.incidents.open(made))
    with raw(address) as connection:
        go_back(connection)
        with Operations.context(MigrationContext.configure(connection)):
            import_module(MIGRATION).upgrade()

    counts = await store.read(lambda unit: unit.incidents.count_open())
    there = await store.read(lambda unit: unit.incidents.count_open("444455556666"))
    await store.write(lambda unit: unit.incidents.change(1, Change(status=Status.CLOSED), MORNING))

    assert counts == {Severity.HIGH: 2, Severity.LOW: 1}
    assert there == {Severity.LOW: 1}
    after = await store.read(lambda unit: unit.incidents.count_open())
    assert after == {Severity.HIGH: 1, Severity.LOW: 1}


def go_back(connection: Connection) -> None:
    """Take away what the migration makes."""
    is_sqlite = connection.dialect.name == "sqlite"
    for name in TRIGGERS:
        on = "" if is_sqlite else " ON incident"
        connection.execute(text(f"DROP TRIGGER {name}{on}"))
        if not is_sqlite:
            connection.execute(text(f"DROP FUNCTION {name}()"))
    for name in INDEXES:
        connection.execute(text(f"DROP INDEX {name}"))
    connection.execute(text("DROP TABLE open_incident"))
