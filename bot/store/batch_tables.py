"""The tables of the batches: one wish over several targets, and its executions."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table

from bot.store.schema import metadata
from bot.store.types import Instant, Json, Number, Words

batch = Table(
    "batch",
    metadata,
    Column("number", Number, primary_key=True),
    Column("incident", Number, ForeignKey("incident.number")),
    Column("channel", Words, nullable=False),
    Column("begun_at", Instant, nullable=False),
    Column("round", Integer, nullable=False),
    Column("left_out", Json, nullable=False),
    Column("seal", Json),
    sqlite_autoincrement=True,
)

batch_member = Table(
    "batch_member",
    metadata,
    Column(
        "execution", Number, ForeignKey("execution.number"), primary_key=True, autoincrement=False
    ),
    Column("batch", Number, ForeignKey("batch.number"), nullable=False, index=True),
)
