"""Retention: when each finding was last seen, what is left of deleted ones, and each purge."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from bot.store.types import microseconds

revision = "0027"
down_revision = "0026"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables, and fill in when findings were seen.

    An incident has changed last when one of its findings was seen, or since. Of a finding without
    an incident nobody knows: its time begins now, so that none is deleted too early.
    """
    op.add_column(
        "finding", sa.Column("seen_at", sa.BigInteger(), nullable=False, server_default="0")
    )
    seen = "SELECT updated_at FROM incident WHERE incident.number = finding.incident"
    op.execute(
        sa.text(f"UPDATE finding SET seen_at = COALESCE(({seen}), :now)").bindparams(  # noqa: S608 - a constant
            sa.bindparam("now", microseconds(datetime.now(UTC)), type_=sa.BigInteger())
        )
    )
    op.create_index("ix_finding_seen_at", "finding", ["seen_at", "number"])
    op.create_table(
        "gone_finding",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("incident", NUMBER, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.BigInteger()),
        sa.Column("revision", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_gone_finding"),
        sa.ForeignKeyConstraint(["incident"], ["incident.number"], name="fk_gone_finding_incident"),
    )
    op.create_index("ix_gone_finding_key_hash", "gone_finding", ["key_hash"])
    op.create_index("ix_gone_finding_incident", "gone_finding", ["incident"])
    op.create_table(
        "purge",
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("before", sa.BigInteger(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("findings", sa.Integer(), nullable=False),
        sa.Column("incidents", sa.Integer(), nullable=False),
        sa.Column("ignored", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.BigInteger()),
        sa.Column("is_cut", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_purge"),
    )
