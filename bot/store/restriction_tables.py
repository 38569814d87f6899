"""The tables of restricted incidents and of those whom they are for."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table

from bot.store.schema import metadata
from bot.store.types import Instant, Number, Words

restriction = Table(
    "restriction",
    metadata,
    Column(
        "incident", Number, ForeignKey("incident.number"), primary_key=True, autoincrement=False
    ),
    Column("channel", Words, nullable=False),
    Column("by", Words, nullable=False),
    Column("by_name", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("reason", Words, nullable=False),
)

restricted_to = Table(
    "restricted_to",
    metadata,
    Column(
        "incident", Number, ForeignKey("incident.number"), primary_key=True, autoincrement=False
    ),
    Column("slack_id", Words, primary_key=True),
    Column("identity", Words, nullable=False),
    Column("name", Words, nullable=False),
)
