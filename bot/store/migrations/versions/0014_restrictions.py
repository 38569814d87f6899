"""Incidents that are for named people alone, and who those are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text()
MOMENT = sa.BigInteger()


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "restriction",
        sa.Column("incident", NUMBER, autoincrement=False, nullable=False),
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("by_name", TEXT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("incident", name="pk_restriction"),
        sa.ForeignKeyConstraint(["incident"], ["incident.number"], name="fk_restriction_incident"),
    )
    op.create_table(
        "restricted_to",
        sa.Column("incident", NUMBER, autoincrement=False, nullable=False),
        sa.Column("slack_id", TEXT, nullable=False),
        sa.Column("identity", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("incident", "slack_id", name="pk_restricted_to"),
        sa.ForeignKeyConstraint(
            ["incident"], ["incident.number"], name="fk_restricted_to_incident"
        ),
    )
