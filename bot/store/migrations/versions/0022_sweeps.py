"""How far detectors are asked for what no message brought, what was healed; canaries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "sweep",
        sa.Column("detector", sa.String(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger()),
        sa.Column("done_at", sa.BigInteger()),
        sa.Column("is_cut", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text()),
        sa.PrimaryKeyConstraint("detector", "account", "region", name="pk_sweep"),
    )
    op.create_table(
        "healed",
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("many", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "account", "region", name="pk_healed"),
    )
    op.create_table(
        "reached",
        sa.Column("detector", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("detector", name="pk_reached"),
    )
    op.create_table(
        "beat",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_beat"),
    )
    op.create_table(
        "canary",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.Column("since", sa.BigInteger()),
        sa.Column("heard_at", sa.BigInteger()),
        sa.Column("incident", NUMBER, nullable=False),
        sa.Column("why", sa.Text()),
        sa.PrimaryKeyConstraint("account", "region", name="pk_canary"),
    )
