"""The table of what is told upstream, beside those of `schema.py`."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    literal_column,
)

from bot.store.schema import metadata
from bot.store.types import Instant, Number, Words

telling = Table(
    "telling",
    metadata,
    Column("number", Number, primary_key=True),
    Column("incident", ForeignKey("incident.number"), nullable=False),
    Column("key", Words, nullable=False),
    Column("key_hash", LargeBinary, nullable=False),
    Column("tell", String, nullable=False),
    Column("account", Words, nullable=False),
    Column("region", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", Words, nullable=False),
    Column("asked_by", Words, nullable=False),
    Column("occasion", String, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("sent", Boolean, nullable=False),
    Column("fate", String, nullable=False),
    Column("why", Words, nullable=False),
    Column("ended_at", Instant),
    Index("ix_telling_incident", "incident"),
    Index("ix_telling_key", "key_hash"),
    sqlite_autoincrement=True,
)
IS_WAITING = telling.c.fate == literal_column("'waiting'")
Index("ix_telling_waiting", telling.c.number, sqlite_where=IS_WAITING, postgresql_where=IS_WAITING)
IS_FAILED = telling.c.fate == literal_column("'failed'")
Index("ix_telling_failed", telling.c.ended_at, sqlite_where=IS_FAILED, postgresql_where=IS_FAILED)
