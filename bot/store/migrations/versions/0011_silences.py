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
    _snoozes()


def _snoozes() -> None:
    op.create_table(
        "snooze",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("incident", NUMBER, nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("account", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("severity", sa.SmallInteger(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("by_name", TEXT, nullable=False),
        sa.Column("agreed_name", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("is_outgrown", sa.Boolean(), nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.Column("ended", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_snooze"),
        sa.ForeignKeyConstraint(["incident"], ["incident.number"], name="fk_snooze_incident"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_snooze_key", "snooze", ["key", "account", "scope"])
    is_snoozed = sa.text("ended_at IS NULL")
    op.create_index(
        "ix_snooze_live",
        "snooze",
        ["until"],
        sqlite_where=is_snoozed,
        postgresql_where=is_snoozed,
    )
    op.create_table(
        "hidden",
        sa.Column("snooze", NUMBER, autoincrement=False, nullable=False),
        sa.Column("incident", NUMBER, autoincrement=False, nullable=False),
        sa.Column("many", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("snooze", "incident", name="pk_hidden"),
        sa.ForeignKeyConstraint(["snooze"], ["snooze.number"], name="fk_hidden_snooze"),
        sa.ForeignKeyConstraint(["incident"], ["incident.number"], name="fk_hidden_incident"),
    )
    op.create_index("ix_hidden_incident", "hidden", ["incident"])
