"""The tables of looking for lost findings, and of canaries, beside those of `schema.py`."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, SmallInteger, String, Table

from bot.store.schema import metadata
from bot.store.types import Instant, Json, Number, Words

sweep = Table(
    "sweep",
    metadata,
    Column("detector", String, primary_key=True),
    Column("account", Words, primary_key=True),
    Column("region", Words, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("until", Instant),
    Column("done_at", Instant),
    Column("is_cut", Boolean, nullable=False),
    Column("why", Json),
)

healed = Table(
    "healed",
    metadata,
    Column("day", String, primary_key=True),
    Column("account", Words, primary_key=True),
    Column("region", Words, primary_key=True),
    Column("many", Integer, nullable=False),
)

reached = Table(
    "reached",
    metadata,
    Column("detector", Words, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("sample", Boolean, nullable=False),
)

beat = Table(
    "beat",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
)

canary = Table(
    "canary",
    metadata,
    Column("account", Words, primary_key=True),
    Column("region", Words, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("nonce", String, nullable=False),
    Column("before", String, nullable=False),
    Column("missed", Integer, nullable=False),
    Column("since", Instant),
    Column("heard_at", Instant),
    Column("incident", Number, nullable=False),
    Column("why", Json),
)
