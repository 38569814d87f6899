"""What routes of the policy file keep from having a card, by day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0011"


def upgrade() -> None:
    """Make the table."""
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
