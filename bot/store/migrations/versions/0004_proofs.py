"""The drills that prove a runbook in an account, which are only ever added."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table, and let the database refuse what is no append, as it does for records."""
    op.create_table(
        "drill",
        sa.Column("undo", NUMBER, autoincrement=False, nullable=False),
        sa.Column("execution", NUMBER, nullable=False),
        sa.Column("runbook", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("actions", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("undo", name="pk_drill"),
        sa.ForeignKeyConstraint(["undo"], ["execution.number"], name="fk_drill_undo"),
        sa.ForeignKeyConstraint(["execution"], ["execution.number"], name="fk_drill_execution"),
    )
    op.create_index("ix_drill_runbook", "drill", ["runbook", "account"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER drill_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON drill "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER drill_refuses_{change.lower()} BEFORE {change} ON drill "
            "BEGIN SELECT RAISE(ABORT, 'drills are only ever added'); END"
        )
