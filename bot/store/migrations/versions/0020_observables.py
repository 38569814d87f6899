"""What the findings of incidents name, and into which other incident one was merged."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0018"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table, and the column that says where a merged incident has gone."""
    op.create_table(
        "observable",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("incident", NUMBER, autoincrement=False, nullable=False),
        sa.Column("many", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("digest", "incident", name="pk_observable"),
        sa.ForeignKeyConstraint(["incident"], ["incident.number"], name="fk_observable_incident"),
    )
    op.create_index("ix_observable_incident", "observable", ["incident"])
    op.add_column("incident", sa.Column("merged_into", NUMBER, nullable=True))
