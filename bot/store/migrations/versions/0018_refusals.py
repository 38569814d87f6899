"""How many clicks of each person were refused in an hour, so that not each need be written down."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "refusal",
        sa.Column("pseudonym", sa.String(), nullable=False),
        sa.Column("since", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("many", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("pseudonym", "since", name="pk_refusal"),
        sa.ForeignKeyConstraint(["pseudonym"], ["person.pseudonym"], name="fk_refusal_pseudonym"),
    )
