"""The drills that go on by themselves, each by the execution of its change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "drill_round",
        sa.Column("change", NUMBER, autoincrement=False, nullable=False),
        sa.Column("undo", NUMBER),
        sa.Column("stopped_at", sa.BigInteger()),
        sa.Column("ended_at", sa.BigInteger()),
        sa.Column("is_proved", sa.Boolean(), nullable=False),
        sa.Column("result", sa.Text()),
        sa.PrimaryKeyConstraint("change", name="pk_drill_round"),
        sa.ForeignKeyConstraint(["change"], ["execution.number"], name="fk_drill_round_change"),
        sa.ForeignKeyConstraint(["undo"], ["execution.number"], name="fk_drill_round_undo"),
    )
