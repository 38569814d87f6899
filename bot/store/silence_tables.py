"""The tables of what keeps others from looking, beside those of `schema.py`."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table

from bot.store.schema import metadata
from bot.store.types import Instant, Number, Rank, Words

silence_wish = Table(
    "silence_wish",
    metadata,
    Column(
        "incident", Number, ForeignKey("incident.number"), primary_key=True, autoincrement=False
    ),
    Column("act", String, primary_key=True),
    Column("asked_by", Words, nullable=False),
    Column("asked_slack_id", Words, nullable=False),
    Column("asked_name", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("reason", Words, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("scope", String, nullable=False),
)

snooze = Table(
    "snooze",
    metadata,
    Column("number", Number, primary_key=True),
    Column("incident", ForeignKey("incident.number"), nullable=False),
    Column("scope", String, nullable=False),
    Column("account", Words, nullable=False),
    Column("key", Words, nullable=False),
    Column("verified", Boolean, nullable=False),
    Column("severity", Rank, nullable=False),
    Column("since", Instant, nullable=False),
    Column("until", Instant, nullable=False),
    Column("by", Words, nullable=False),
    Column("by_name", Words, nullable=False),
    Column("agreed_name", Words, nullable=False),
    Column("why", Words, nullable=False),
    Column("is_outgrown", Boolean, nullable=False),
    Column("ended_at", Instant),
    Column("ended", String, nullable=False),
    Index("ix_snooze_key", "key", "account", "scope"),
    sqlite_autoincrement=True,
)
IS_SNOOZED = snooze.c.ended_at.is_(None)
Index("ix_snooze_live", snooze.c.until, sqlite_where=IS_SNOOZED, postgresql_where=IS_SNOOZED)

hidden = Table(
    "hidden",
    metadata,
    Column("snooze", Number, ForeignKey("snooze.number"), primary_key=True, autoincrement=False),
    Column(
        "incident", Number, ForeignKey("incident.number"), primary_key=True, autoincrement=False
    ),
    Column("many", Integer, nullable=False),
    Index("ix_hidden_incident", "incident"),
)
