"""The reviews that a broken glass opens: one for each execution, one open at a time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table; `slot` is 1 while a review is open, and no two may be."""
    op.create_table(
        "review",
        sa.Column("execution", NUMBER, autoincrement=False, nullable=False),
        sa.Column("plan", sa.Integer(), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("opened_by_name", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("closed_by_name", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.BigInteger()),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("slot", sa.SmallInteger()),
        sa.PrimaryKeyConstraint("execution", name="pk_review"),
        sa.ForeignKeyConstraint(["execution"], ["execution.number"], name="fk_review_execution"),
        sa.UniqueConstraint("slot", name="uq_review_slot"),
    )
