"""Since when nobody has an incident again, and swaps on call that wait for another's word."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0018"


def upgrade() -> None:
    """Make the column and the table."""
    op.add_column("incident", sa.Column("alone_since", sa.BigInteger(), nullable=True))
    op.create_table(
        "swap_wish",
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("who", name="pk_swap_wish"),
    )
