"""The outages of Slack: since when it took nothing, until when, and what was paged about it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.BigInteger()


def upgrade() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "outage",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("failed_at", MOMENT, nullable=False),
        sa.Column("mark", NUMBER, nullable=False),
        sa.Column("declared", sa.Boolean(), nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.Column("end_mark", NUMBER),
        sa.Column("paged_to", NUMBER),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_outage"),
        sqlite_autoincrement=True,
    )
    is_live = sa.text("ended_at IS NULL")
    op.create_index(
        "ix_outage_live", "outage", ["number"], sqlite_where=is_live, postgresql_where=is_live
    )
    op.create_index(
        "ix_outage_owed",
        "outage",
        ["number"],
        sqlite_where=sa.text("declared IS 1 AND settled IS 0"),
        postgresql_where=sa.text("declared IS true AND settled IS false"),
    )
