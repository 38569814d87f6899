"""The receipts of audit anchors, which are only ever added."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table, and let the database refuse what is no append, as it does for records."""
    op.create_table(
        "anchor",
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("place", NUMBER, autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("target", "place", "hash", name="pk_anchor"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER anchor_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON anchor "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER anchor_refuses_{change.lower()} BEFORE {change} ON anchor "
            "BEGIN SELECT RAISE(ABORT, 'anchors are only ever added'); END"
        )
