"""The checks that are made by themselves, apart from the looks at AWS."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "noted_check",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("says", sa.Text()),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_noted_check"),
    )
