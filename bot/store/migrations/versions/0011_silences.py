"""What keeps others from looking: wishes to end an incident, and snoozes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text()
MOMENT = sa.BigInteger()


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "silence_wish",
        sa.Column("incident", NUMBER, autoincrement=False, nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("asked_by", TEXT, nullable=False),
        sa.Column("asked_slack_id", TEXT, nullable=False),
        sa.Column("asked_name", TEXT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("incident", "act", name="pk_silence_wish"),
        sa.ForeignKeyConstraint(["incident"], ["incident.number"], name="fk_silence_wish_incident"),
    )
