"""Batches: one wish over several targets, and its executions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text()
MOMENT = sa.BigInteger()


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "batch",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("incident", NUMBER),
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("left_out", TEXT, nullable=False),
        sa.Column("seal", TEXT),
        sa.PrimaryKeyConstraint("number", name="pk_batch"),
        sa.ForeignKeyConstraint(["incident"], ["incident.number"], name="fk_batch_incident"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "batch_member",
        sa.Column("execution", NUMBER, autoincrement=False, nullable=False),
        sa.Column("batch", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("execution", name="pk_batch_member"),
        sa.ForeignKeyConstraint(
            ["execution"], ["execution.number"], name="fk_batch_member_execution"
        ),
        sa.ForeignKeyConstraint(["batch"], ["batch.number"], name="fk_batch_member_batch"),
    )
    op.create_index("ix_batch_member_batch", "batch_member", ["batch"])
