"""The tables of what holds power back: reviews, who is in the approvers' groups, refused clicks."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, SmallInteger, Table

from bot.store.schema import metadata
from bot.store.types import Instant, Number, Words

group_reading = Table(
    "group_reading",
    metadata,
    Column("group_id", Words, primary_key=True),
    Column("at", Instant, nullable=False),
)

group_member = Table(
    "group_member",
    metadata,
    Column("group_id", Words, primary_key=True),
    Column("slack_id", Words, primary_key=True, index=True),
    Column("since", Instant),
    Column("confirmed_by", Words, nullable=False),
)

review = Table(
    "review",
    metadata,
    Column(
        "execution", Number, ForeignKey("execution.number"), primary_key=True, autoincrement=False
    ),
    Column("plan", Integer, nullable=False),
    Column("opened_by", Words, nullable=False),
    Column("opened_by_name", Words, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("reason", Words, nullable=False),
    Column("closed_by", Words, nullable=False),
    Column("closed_by_name", Words, nullable=False),
    Column("closed_at", Instant),
    Column("says", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("due_at", Instant),
    Column("late_at", Instant),
    Column("is_denied", Boolean, nullable=False),
    Column("settled_at", Instant),
    Column("paged", SmallInteger, nullable=False),
    Column("slot", SmallInteger, unique=True),
)

refusal = Table(
    "refusal",
    metadata,
    Column("pseudonym", ForeignKey("person.pseudonym"), primary_key=True),
    Column("since", Instant, primary_key=True, autoincrement=False),
    Column("many", Integer, nullable=False),
)
