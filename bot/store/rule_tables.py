"""The tables of what goes by the policy file: what routes kept aside, and swaps on call."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table

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
