"""The table that counts what is open, kept by triggers on every change of an incident.

The database itself counts, so that no way of changing an incident can forget it
(`migrations/versions/0031_growth.py`).
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table

from bot.store.schema import metadata
from bot.store.types import Rank, Words

open_incident = Table(
    "open_incident",
    metadata,
    Column("account", Words, primary_key=True),
    Column("severity", Rank, primary_key=True, autoincrement=False),
    Column("many", Integer, nullable=False),
)
