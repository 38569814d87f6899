"""What alembic runs for each upgrade: every migration in one transaction, one process at a time."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, text

from bot.store.schema import metadata

LOCK = 0x5EC807


def migrate(connection: Connection) -> None:
    """Bring the schema to where it was asked to go, on a connection in a transaction.

    On SQLite the transaction has begun IMMEDIATE, so a second process waits for it; on PostgreSQL
    it waits for this lock.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        transactional_ddl=True,
    )
    context.run_migrations()


migrate(context.config.attributes["connection"])
