"""The containments that are verified again, and the names of what each has touched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
IS_HELD = sa.text("state IN ('held', 'slipped', 'unknown')")


def upgrade() -> None:
    """Make the tables, and an index over what is due."""
    op.create_table(
        "hold",
        sa.Column("execution", NUMBER, autoincrement=False, nullable=False),
        sa.Column("incident", NUMBER),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("runbook", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("next_check_at", sa.BigInteger(), nullable=False),
        sa.Column("held_at", sa.BigInteger()),
        sa.Column("checked_at", sa.BigInteger()),
        sa.Column("why", sa.Text()),
        sa.Column("marks", sa.Text(), nullable=False),
        sa.Column("slipped_at", sa.BigInteger()),
        sa.Column("slip", NUMBER),
        sa.Column("is_traced", sa.Boolean(), nullable=False),
        sa.Column("revert_at", sa.BigInteger()),
        sa.Column("revert_asked_at", sa.BigInteger()),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_by_slack", sa.Text(), nullable=False),
        sa.Column("asked_by_name", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("execution", name="pk_hold"),
        sa.ForeignKeyConstraint(["execution"], ["execution.number"], name="fk_hold_execution"),
        sa.ForeignKeyConstraint(["incident"], ["incident.number"], name="fk_hold_incident"),
    )
    op.create_index("ix_hold_incident", "hold", ["incident"])
    op.create_index(
        "ix_hold_due",
        "hold",
        ["next_check_at"],
        sqlite_where=IS_HELD,
        postgresql_where=IS_HELD,
    )
    op.create_table(
        "hold_touch",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("execution", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("name", "execution", name="pk_hold_touch"),
        sa.ForeignKeyConstraint(["execution"], ["hold.execution"], name="fk_hold_touch_execution"),
    )
