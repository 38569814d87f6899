"""The tables of what is left of deleted findings, and of each night's purge."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from bot.store.schema import finding, metadata
from bot.store.types import Instant, Number

gone_finding = Table(
    "gone_finding",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("key_hash", LargeBinary, nullable=False),
    Column("incident", ForeignKey("incident.number"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("days", Integer, nullable=False),
    Column("updated_at", Instant),
    Column("revision", LargeBinary, nullable=False),
    Index("ix_gone_finding_key_hash", "key_hash"),
    Index("ix_gone_finding_incident", "incident"),
)

purge = Table(
    "purge",
    metadata,
    Column("day", String, primary_key=True),
    Column("days", Integer, nullable=False),
    Column("before", Instant, nullable=False),
    Column("begun_at", Instant, nullable=False),
    Column("findings", Integer, nullable=False),
    Column("incidents", Integer, nullable=False),
    Column("ignored", Integer, nullable=False),
    Column("ended_at", Instant),
    Column("is_cut", Boolean, nullable=False),
)

Index("ix_finding_seen_at", finding.c.seen_at, finding.c.number)
