"""The table of Slack's outages, beside those of `schema.py`."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Table, and_

from bot.store.schema import metadata
from bot.store.types import Instant, Number

outage = Table(
    "outage",
    metadata,
    Column("number", Number, primary_key=True),
    Column("since", Instant, nullable=False),
    Column("failed_at", Instant, nullable=False),
    Column("mark", Number, nullable=False),
    Column("declared", Boolean, nullable=False),
    Column("ended_at", Instant),
    Column("end_mark", Number),
    Column("paged_to", Number),
    Column("settled", Boolean, nullable=False),
    sqlite_autoincrement=True,
)
IS_LIVE = outage.c.ended_at.is_(None)
Index("ix_outage_live", outage.c.number, sqlite_where=IS_LIVE, postgresql_where=IS_LIVE)
IS_OWED = and_(outage.c.declared.is_(True), outage.c.settled.is_(False))
Index("ix_outage_owed", outage.c.number, sqlite_where=IS_OWED, postgresql_where=IS_OWED)
