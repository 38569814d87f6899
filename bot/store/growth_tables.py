"""What keeps a look from reading a table that grows: counts of what is open, partial indexes.

The database itself counts, by triggers on every change of an incident, so that no way of changing
one can forget it (`migrations/versions/0031_growth.py`).
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, and_, literal_column

from bot.store.schema import IS_OPEN, incident, metadata, posting, record, run
from bot.store.types import Rank, Words

open_incident = Table(
    "open_incident",
    metadata,
    Column("account", Words, primary_key=True),
    Column("severity", Rank, primary_key=True, autoincrement=False),
    Column("many", Integer, nullable=False),
)

IS_ENDED = incident.c.status.in_([literal_column("'Closed'"), literal_column("'Resolved'")])
Index(
    "ix_incident_ended",
    incident.c.updated_at,
    sqlite_where=IS_ENDED,
    postgresql_where=IS_ENDED,
)
IS_CLEARED = and_(
    incident.c.status == literal_column("'Closed'"),
    incident.c.verdict == literal_column("'False Positive'"),
)
Index(
    "ix_incident_cleared",
    incident.c.updated_at,
    incident.c.number,
    sqlite_where=IS_CLEARED,
    postgresql_where=IS_CLEARED,
)
IS_CARDLESS = and_(IS_OPEN, incident.c.has_card.is_(False))
Index(
    "ix_incident_cardless",
    incident.c.number,
    sqlite_where=IS_CARDLESS,
    postgresql_where=IS_CARDLESS,
)
IS_LOADED = record.c.what == literal_column("'policy.loaded'")
Index("ix_record_loaded", record.c.number, sqlite_where=IS_LOADED, postgresql_where=IS_LOADED)
IS_UNDER = posting.c.under != literal_column("''")
Index("ix_posting_under", posting.c.under, sqlite_where=IS_UNDER, postgresql_where=IS_UNDER)
IS_OF_MANY = posting.c.sheet.in_(
    [literal_column(each) for each in ("'status'", "'storm'", "'groups'")]
)
Index(
    "ix_posting_of_many",
    posting.c.wanted_at,
    sqlite_where=IS_OF_MANY,
    postgresql_where=IS_OF_MANY,
)
IS_DEAD = run.c.state == literal_column("'dead'")
Index("ix_run_dead", run.c.ready_at, sqlite_where=IS_DEAD, postgresql_where=IS_DEAD)
