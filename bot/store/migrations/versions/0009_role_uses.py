"""How far CloudTrail is read for uses of secbot's roles, and which of them were told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables, and the index by which the newest use of an account is found."""
    op.create_table(
        "role_reading",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("until", sa.BigInteger()),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.Text()),
        sa.PrimaryKeyConstraint("account", "region", name="pk_role_reading"),
    )
    op.create_table(
        "role_use",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("record", NUMBER, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("pages", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name="pk_role_use"),
    )
    op.create_index("ix_role_use_account", "role_use", ["account", "at"])
