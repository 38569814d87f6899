"""The tables of holds: one row an execution, and the names of what its change has touched."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    Table,
    literal_column,
)

from bot.domain.hold import LIVE
from bot.store.schema import metadata
from bot.store.types import Instant, Json, Number, Words

hold = Table(
    "hold",
    metadata,
    Column(
        "execution", Number, ForeignKey("execution.number"), primary_key=True, autoincrement=False
    ),
    Column("incident", Number, ForeignKey("incident.number"), index=True),
    Column("account", Words, nullable=False),
    Column("region", Words, nullable=False),
    Column("runbook", Words, nullable=False),
    Column("target", Words, nullable=False),
    Column("state", String, nullable=False),
    Column("since", Instant, nullable=False),
    Column("next_check_at", Instant, nullable=False),
    Column("held_at", Instant),
    Column("checked_at", Instant),
    Column("why", Json),
    Column("marks", Json, nullable=False),
    Column("slipped_at", Instant),
    Column("slip", Number),
    Column("is_traced", Boolean, nullable=False),
    Column("revert_at", Instant),
    Column("revert_asked_at", Instant),
    Column("asked_by", Words, nullable=False),
    Column("asked_by_slack", Words, nullable=False),
    Column("asked_by_name", Words, nullable=False),
    Column("asked_at", Instant),
)
_HELD: list[ColumnElement[str]] = [literal_column(f"'{state}'") for state in LIVE]
IS_HELD = hold.c.state.in_(_HELD)
Index("ix_hold_due", hold.c.next_check_at, sqlite_where=IS_HELD, postgresql_where=IS_HELD)

hold_touch = Table(
    "hold_touch",
    metadata,
    Column("name", Words, primary_key=True),
    Column(
        "execution", Number, ForeignKey("hold.execution"), primary_key=True, autoincrement=False
    ),
)
