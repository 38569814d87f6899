"""Kinds of storms: found, only claimed, a day of what routes send to a thread; and when one calls."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0031"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FOUND = sa.text("'found'")


def upgrade() -> None:
    """Say of each storm, and of each channel's weather, of what kind it is: of what was found."""
    op.add_column("storm", sa.Column("kind", sa.String(), nullable=False, server_default=FOUND))
    op.add_column("storm", sa.Column("until", sa.BigInteger()))
    op.add_column("storm", sa.Column("stale", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("storm", sa.Column("waits_since", sa.BigInteger()))
    op.add_column("storm", sa.Column("calls", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE storm SET waits_since = began_at WHERE ended_at IS NULL")
    waits = sa.text("waits_since IS NOT NULL")
    op.create_index(
        "ix_storm_waits", "storm", ["waits_since"], sqlite_where=waits, postgresql_where=waits
    )
    standing = sa.text("SELECT channel, 'found' AS kind, opened, carded, storm FROM weather")
    rows = [dict(row) for row in op.get_bind().execute(standing).mappings()]
    op.drop_table("weather")
    weather = op.create_table(
        "weather",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("opened", sa.Text(), nullable=False),
        sa.Column("carded", sa.Text(), nullable=False),
        sa.Column("storm", NUMBER),
        sa.PrimaryKeyConstraint("channel", "kind", name="pk_weather"),
        sa.ForeignKeyConstraint(["storm"], ["storm.number"], name="fk_weather_storm"),
    )
    op.bulk_insert(weather, rows)
