"""The tables of what goes by the policy file: what routes kept aside, swaps on call, calls."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from bot.store.schema import metadata
from bot.store.types import Instant, Number, Rank, Words

aside = Table(
    "aside",
    metadata,
    Column("day", String, primary_key=True),
    Column("route", Words, primary_key=True),
    Column("channel", String, primary_key=True),
    Column("mode", String, primary_key=True),
    Column("severity", Rank, primary_key=True),
    Column("many", Integer, nullable=False),
)

escalation = Table(
    "escalation",
    metadata,
    Column(
        "incident", Number, ForeignKey("incident.number"), primary_key=True, autoincrement=False
    ),
    Column("step", Integer, nullable=False),
    Column("at", Instant, nullable=False),
)

swap = Table(
    "swap",
    metadata,
    Column("number", Number, primary_key=True),
    Column("who", Words, nullable=False),
    Column("since", Instant, nullable=False),
    Column("until", Instant, nullable=False),
    Column("by", Words, nullable=False),
    Column("by_name", Words, nullable=False),
)
