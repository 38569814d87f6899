"""What the migrations make is what the code speaks of."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.store.schema import metadata
from tests.bot.store.databases import raw


def test_the_migrations_lead_to_the_schema_to_the_letter(address: str) -> None:
    with raw(address) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)

    assert differences == []


def test_a_column_that_no_migration_makes_would_be_noticed(address: str) -> None:
    with raw(address) as connection:
        connection.exec_driver_sql("ALTER TABLE inbox DROP COLUMN reason")
        differences = compare_metadata(MigrationContext.configure(connection), metadata)

    assert [difference[0] for difference in differences] == ["add_column"]
