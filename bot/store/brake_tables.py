"""The tables of what stops secbot itself, beside those of `schema.py`."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table

from bot.store.schema import execution, metadata
from bot.store.types import Instant, Words

Index("ix_execution_ended_at", execution.c.ended_at)

brake = Table(
    "brake",
    metadata,
    Column("account", Words, primary_key=True),
    Column("by", Words, nullable=False),
    Column("by_name", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("asked_by", Words, nullable=False),
    Column("asked_at", Instant),
    Column("is_own", Boolean, nullable=False),
    Column("reason", Words, nullable=False),
)

release = Table(
    "release",
    metadata,
    Column("account", Words, primary_key=True),
    Column("at", Instant, nullable=False),
)

place = Table(
    "place",
    metadata,
    Column("execution", ForeignKey("execution.number"), primary_key=True),
    Column("account", Words, primary_key=True),
    Column("target", Words, primary_key=True),
    Column("at", Instant, nullable=False, index=True),
    Column("is_begun", Boolean, nullable=False),
    Index("ix_place_target", "account", "target"),
)

lease = Table(
    "lease",
    metadata,
    Column("account", Words, primary_key=True),
    Column("resource", Words, primary_key=True),
    Column("execution", ForeignKey("execution.number"), nullable=False, index=True),
)

lift = Table(
    "lift",
    metadata,
    Column("account", Words, primary_key=True),
    Column("asked_by", Words, nullable=False),
    Column("asked_name", Words, nullable=False),
    Column("asked_at", Instant),
    Column("minutes", Integer, nullable=False),
    Column("reason", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("since", Instant),
    Column("until", Instant),
)
