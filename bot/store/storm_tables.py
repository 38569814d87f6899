"""The tables of storms: how channels stand, the storms, their groups, resources and incidents."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, column

from bot.store.schema import metadata
from bot.store.types import Instant, Json, Number, Rank, Words

storm = Table(
    "storm",
    metadata,
    Column("number", Number, primary_key=True),
    Column("channel", Words, nullable=False),
    Column("cause", String, nullable=False),
    Column("began_at", Instant, nullable=False),
    Column("stormy_at", Instant, nullable=False),
    Column("shown_at", Instant, nullable=False),
    Column("findings", Integer, nullable=False),
    Column("named", Integer, nullable=False),
    Column("told", Integer, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("whom", Json, nullable=False),
    Column("ended_at", Instant),
    Column("kind", String, nullable=False, server_default="found"),
    Column("until", Instant),
    Column("stale", Json, nullable=False, server_default="[]"),
    Column("waits_since", Instant),
    Column("calls", Integer, nullable=False, server_default="0"),
    Index(
        "ix_storm_waits",
        "waits_since",
        sqlite_where=column("waits_since").is_not(None),
        postgresql_where=column("waits_since").is_not(None),
    ),
)

weather = Table(
    "weather",
    metadata,
    Column("channel", Words, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("opened", Json, nullable=False),
    Column("carded", Json, nullable=False),
    Column("storm", Number, ForeignKey("storm.number")),
)

storm_group = Table(
    "storm_group",
    metadata,
    Column("storm", Number, ForeignKey("storm.number"), primary_key=True, autoincrement=False),
    Column("type", Words, primary_key=True),
    Column("account", Words, primary_key=True),
    Column("region", Words, primary_key=True),
    Column("severity", Rank, nullable=False),
    Column("weight", Integer, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("incident", Number, ForeignKey("incident.number"), nullable=False),
    Column("many", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Index("ix_storm_group_place", "storm", "place"),
    Index("ix_storm_group_weight", "storm", "weight"),
)

storm_resource = Table(
    "storm_resource",
    metadata,
    Column("storm", Number, ForeignKey("storm.number"), primary_key=True, autoincrement=False),
    Column("resource", Words, primary_key=True),
)

storm_incident = Table(
    "storm_incident",
    metadata,
    Column(
        "incident", Number, ForeignKey("incident.number"), primary_key=True, autoincrement=False
    ),
    Column("storm", Number, ForeignKey("storm.number"), nullable=False),
    Column("weight", Integer, nullable=False),
    Column("seen", Integer, nullable=False),
    Index("ix_storm_incident_storm", "storm", "weight"),
)

seen_type = Table(
    "seen_type",
    metadata,
    Column("type", Words, primary_key=True),
    Column("many", Integer, nullable=False),
)
