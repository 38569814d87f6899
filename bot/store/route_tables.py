"""The table of what routes of the policy file kept from having a card."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table

from bot.store.schema import metadata
from bot.store.types import Rank, Words

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
