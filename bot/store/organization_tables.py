"""The table of the organization's accounts, beside those of `schema.py`."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Table

from bot.store.schema import metadata
from bot.store.types import Words

member = Table(
    "member",
    metadata,
    Column("number", Words, primary_key=True),
    Column("name", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("told", Boolean, nullable=False),
)
