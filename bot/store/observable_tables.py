"""The table of what the findings of incidents name."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table

from bot.store.schema import metadata
from bot.store.types import Instant, Number

observable = Table(
    "observable",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column(
        "incident",
        Number,
        ForeignKey("incident.number"),
        primary_key=True,
        autoincrement=False,
        index=True,
    ),
    Column("many", Integer, nullable=False),
    Column("at", Instant, nullable=False),
)
