"""What is told upstream, a row for each finding and thing; and what others have settled there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text()
MOMENT = sa.BigInteger()


def upgrade() -> None:
    """Make the table and the index."""
    op.create_table(
        "telling",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("incident", NUMBER, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("tell", sa.String(), nullable=False),
        sa.Column("account", TEXT, nullable=False),
        sa.Column("region", TEXT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("asked_by", TEXT, nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sent", sa.Boolean(), nullable=False),
        sa.Column("fate", sa.String(), nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.PrimaryKeyConstraint("number", name="pk_telling"),
        sa.ForeignKeyConstraint(["incident"], ["incident.number"], name="fk_telling_incident"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_telling_incident", "telling", ["incident"])
    op.create_index("ix_telling_key", "telling", ["key_hash"])
    for name, column, fate in (
        ("ix_telling_waiting", "number", "waiting"),
        ("ix_telling_failed", "ended_at", "failed"),
    ):
        is_so = sa.text(f"fate = '{fate}'")
        op.create_index(name, "telling", [column], sqlite_where=is_so, postgresql_where=is_so)
    is_settled = sa.text("what = 'upstream.settled'")
    op.create_index(
        "ix_record_settled",
        "record",
        ["at"],
        sqlite_where=is_settled,
        postgresql_where=is_settled,
    )
