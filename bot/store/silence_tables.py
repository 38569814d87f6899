"""The tables of what keeps others from looking, beside those of `schema.py`."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from bot.store.schema import metadata
from bot.store.types import Instant, Number, Words

silence_wish = Table(
    "silence_wish",
    metadata,
    Column(
        "incident", Number, ForeignKey("incident.number"), primary_key=True, autoincrement=False
    ),
    Column("act", String, primary_key=True),
    Column("asked_by", Words, nullable=False),
    Column("asked_slack_id", Words, nullable=False),
    Column("asked_name", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("reason", Words, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("scope", String, nullable=False),
)
