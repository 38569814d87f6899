"""The tables of the daily check, beside those of `schema.py`."""

from __future__ import annotations

from sqlalchemy import Column, Index, SmallInteger, String, Table

from bot.store.schema import incident, metadata
from bot.store.types import Instant, Json, Words

last_finding = Table(
    "last_finding",
    metadata,
    Column("account", Words, primary_key=True),
    Column("region", Words, primary_key=True),
    Column("at", Instant, nullable=False),
)

posture_check = Table(
    "posture_check",
    metadata,
    Column("account", Words, primary_key=True),
    Column("region", Words, primary_key=True),
    Column("name", Words, primary_key=True),
    Column("standing", String, nullable=False),
    Column("says", Json),
    Column("at", Instant, nullable=False),
)

posture_look = Table(
    "posture_look",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
)

noted_check = Table(
    "noted_check",
    metadata,
    Column("name", Words, primary_key=True),
    Column("standing", String, nullable=False),
    Column("says", Json),
    Column("at", Instant, nullable=False),
)

Index("ix_incident_opened_at", incident.c.opened_at)
