"""The reviews of what was contained alone at night: by when, and what came of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

MOMENT = sa.BigInteger()


def upgrade() -> None:
    """Say of each review what it is of; those that there are, are of broken glasses."""
    op.add_column("review", sa.Column("kind", sa.Text(), nullable=False, server_default="glass"))
    op.add_column("review", sa.Column("due_at", MOMENT))
    op.add_column("review", sa.Column("late_at", MOMENT))
    op.add_column(
        "review", sa.Column("is_denied", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("review", sa.Column("settled_at", MOMENT))
    op.add_column(
        "review", sa.Column("paged", sa.SmallInteger(), nullable=False, server_default="0")
    )
