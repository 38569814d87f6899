"""The tables of the guard over secbot's own roles, beside those of `schema.py`."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Table

from bot.store.schema import metadata
from bot.store.types import Instant, Json, Number, Words

role_reading = Table(
    "role_reading",
    metadata,
    Column("account", Words, primary_key=True),
    Column("region", Words, primary_key=True),
    Column("until", Instant),
    Column("at", Instant, nullable=False),
    Column("why", Json),
)

role_use = Table(
    "role_use",
    metadata,
    Column("event_id", Words, primary_key=True),
    Column("account", Words, nullable=False),
    Column("record", Number, nullable=False),
    Column("at", Instant, nullable=False),
    Column("pages", Boolean, nullable=False),
)
Index("ix_role_use_account", role_use.c.account, role_use.c.at)
