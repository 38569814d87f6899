"""Storms: how channels stand, the storms, their groups, resources and incidents, and rare types."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0018"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "storm",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column("stormy_at", sa.BigInteger(), nullable=False),
        sa.Column("shown_at", sa.BigInteger(), nullable=False),
        sa.Column("findings", sa.Integer(), nullable=False),
        sa.Column("named", sa.Integer(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("whom", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("number", name="pk_storm"),
    )
    op.create_table(
        "weather",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("opened", sa.Text(), nullable=False),
        sa.Column("carded", sa.Text(), nullable=False),
        sa.Column("storm", NUMBER),
        sa.PrimaryKeyConstraint("channel", name="pk_weather"),
        sa.ForeignKeyConstraint(["storm"], ["storm.number"], name="fk_weather_storm"),
    )
    op.create_table(
        "seen_type",
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("many", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("type", name="pk_seen_type"),
    )
    _make_what_came()


def _make_what_came() -> None:
    """Make the tables of what came in a storm."""
    op.create_table(
        "storm_group",
        sa.Column("storm", NUMBER, autoincrement=False, nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("severity", sa.SmallInteger(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("incident", NUMBER, nullable=False),
        sa.Column("many", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("storm", "type", "account", "region", name="pk_storm_group"),
        sa.ForeignKeyConstraint(["storm"], ["storm.number"], name="fk_storm_group_storm"),
        sa.ForeignKeyConstraint(["incident"], ["incident.number"], name="fk_storm_group_incident"),
    )
    op.create_index("ix_storm_group_place", "storm_group", ["storm", "place"])
    op.create_index("ix_storm_group_weight", "storm_group", ["storm", "weight"])
    op.create_table(
        "storm_resource",
        sa.Column("storm", NUMBER, autoincrement=False, nullable=False),
        sa.Column("resource", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("storm", "resource", name="pk_storm_resource"),
        sa.ForeignKeyConstraint(["storm"], ["storm.number"], name="fk_storm_resource_storm"),
    )
    op.create_table(
        "storm_incident",
        sa.Column("incident", NUMBER, autoincrement=False, nullable=False),
        sa.Column("storm", NUMBER, nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("incident", name="pk_storm_incident"),
        sa.ForeignKeyConstraint(
            ["incident"], ["incident.number"], name="fk_storm_incident_incident"
        ),
        sa.ForeignKeyConstraint(["storm"], ["storm.number"], name="fk_storm_incident_storm"),
    )
    op.create_index("ix_storm_incident_storm", "storm_incident", ["storm", "weight"])
