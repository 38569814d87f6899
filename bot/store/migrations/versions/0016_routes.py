"""What routes of the policy file keep from having a card, by day; swaps on call, and calls."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "aside",
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("severity", sa.SmallInteger(), nullable=False),
        sa.Column("many", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "route", "channel", "mode", "severity", name="pk_aside"),
    )
    op.create_table(
        "swap",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_swap"),
    )
    op.create_table(
        "escalation",
        sa.Column("incident", NUMBER, autoincrement=False, nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("incident", name="pk_escalation"),
        sa.ForeignKeyConstraint(["incident"], ["incident.number"], name="fk_escalation_incident"),
    )
