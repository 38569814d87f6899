"""What was kept before counts from the last change of its incident, or else from the upgrade."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib import import_module

from alembic.migration import MigrationContext
from alembic.operations import Operations

from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.store.databases import raw
from tests.bot.triage.examples import a_finding, an_incident
from tests.clocks import MORNING

MIGRATION = "bot.store.migrations.versions.0027_retention"
BACK = (
    "DROP TABLE gone_finding",
    "DROP TABLE purge",
    "DROP INDEX ix_finding_seen_at",
    "ALTER TABLE finding DROP COLUMN seen_at",
)


async def test_each_finding_is_given_when_it_was_seen(store: Store, address: str) -> None:
    def fill(unit: Unit) -> None:
        (number,) = unit.incidents.open([an_incident(updated_at=MORNING)])
        old = MORNING - timedelta(days=9)
        unit.findings.add([(a_finding(key="f1"), number), (a_finding(key="f2"), None)], old)

    await store.write(fill)
    began = datetime.now(UTC) - timedelta(seconds=1)
    with raw(address) as connection:
        for statement in BACK:
            connection.exec_driver_sql(statement)
        with Operations.context(MigrationContext.configure(connection)):
            import_module(MIGRATION).upgrade()
    far = datetime.now(UTC) + timedelta(days=400)
    aged = await store.read(lambda unit: unit.purges.aged(far, None, 9))
    seen = {each.number: each.seen_at for each in aged}

    assert seen[1] == MORNING
    assert began <= seen[2] <= datetime.now(UTC)
