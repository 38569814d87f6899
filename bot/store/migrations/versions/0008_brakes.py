"""What stops secbot itself: places under the ceiling, leases, lifts, and the breaker's stops."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text()
MOMENT = sa.BigInteger()
BEGUN = sa.text(
    "SELECT execution.number, execution.ask, plan.proposal, MIN(record.at) AS at "
    "FROM execution "
    "JOIN plan ON plan.execution = execution.number AND plan.number = execution.plan_number "
    "JOIN record ON record.execution = execution.number AND record.what = 'execution.started' "
    "WHERE execution.undo_of IS NULL "
    "GROUP BY execution.number, execution.ask, plan.proposal"
)


def upgrade() -> None:
    """Make the tables, and give what has begun before its place."""
    op.add_column(
        "brake", sa.Column("is_own", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("brake", sa.Column("reason", TEXT, nullable=False, server_default=""))
    op.create_index("ix_execution_ended_at", "execution", ["ended_at"])
    op.create_table(
        "release",
        sa.Column("account", TEXT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("account", name="pk_release"),
    )
    op.create_table(
        "lift",
        sa.Column("account", TEXT, nullable=False),
        sa.Column("asked_by", TEXT, nullable=False),
        sa.Column("asked_name", TEXT, nullable=False),
        sa.Column("asked_at", MOMENT),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("since", MOMENT),
        sa.Column("until", MOMENT),
        sa.PrimaryKeyConstraint("account", name="pk_lift"),
    )
    _leases()
    _places()


def _leases() -> None:
    op.create_table(
        "lease",
        sa.Column("account", TEXT, nullable=False),
        sa.Column("resource", TEXT, nullable=False),
        sa.Column("execution", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("account", "resource", name="pk_lease"),
        sa.ForeignKeyConstraint(["execution"], ["execution.number"], name="fk_lease_execution"),
    )
    op.create_index("ix_lease_execution", "lease", ["execution"])


def _places() -> None:
    """Make the table of places, and fill it from the executions that have begun."""
    place = op.create_table(
        "place",
        sa.Column("execution", NUMBER, nullable=False),
        sa.Column("account", TEXT, nullable=False),
        sa.Column("target", TEXT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("is_begun", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("execution", "account", "target", name="pk_place"),
        sa.ForeignKeyConstraint(["execution"], ["execution.number"], name="fk_place_execution"),
    )
    op.create_index("ix_place_at", "place", ["at"])
    op.create_index("ix_place_target", "place", ["account", "target"])
    rows = []
    for begun in op.get_bind().execute(BEGUN):
        proposal = json.loads(begun.proposal)
        if proposal["risk"] != "A":
            account = json.loads(begun.ask)["account"]
            own = {"execution": begun.number, "account": account, "target": proposal["target"]}
            rows.append({**own, "at": begun.at, "is_begun": True})
    if rows:
        op.bulk_insert(place, rows)
