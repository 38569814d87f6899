"""Every table, once: what the migrations lead to and what the other files here speak of."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
    and_,
    literal_column,
)

from bot.domain.finding import Finding
from bot.store.types import Instant, Json, Number, Rank, Value, Words

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

# Partial indexes serve a query only where it repeats their condition to the letter, which a
# bound parameter would not: so each condition stands here once, with its constants in it.

UNREAD, READ, UNREADABLE = 0, 1, 2

inbox = Table(
    "inbox",
    metadata,
    Column("number", Number, primary_key=True),
    Column("source", Words, nullable=False),
    Column("topic", Words, nullable=False),
    Column("message_id", Words, nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("state", SmallInteger, nullable=False),
    Column("reason", Words, nullable=False),
    Column("body", Words, nullable=False),
    UniqueConstraint("message_id", "topic"),
    sqlite_autoincrement=True,
)
IS_UNREAD = inbox.c.state == literal_column("0")
IS_UNREADABLE = inbox.c.state == literal_column("2")
Index("ix_inbox_unread", inbox.c.number, sqlite_where=IS_UNREAD, postgresql_where=IS_UNREAD)
Index(
    "ix_inbox_unreadable",
    inbox.c.received_at,
    sqlite_where=IS_UNREADABLE,
    postgresql_where=IS_UNREADABLE,
)

incident = Table(
    "incident",
    metadata,
    Column("number", Number, primary_key=True),
    Column("status", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("severity", Rank, nullable=False),
    Column("title", Words, nullable=False),
    Column("account", Words, nullable=False),
    Column("region", Words, nullable=False),
    Column("owner", Words, nullable=False),
    Column("owner_name", Words, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("channel", Words, nullable=False),
    Column("contained", String, nullable=False),
    Column("has_card", Boolean, nullable=False),
    Column("alone_since", Instant),
    Column("merged_into", Number),
    sqlite_autoincrement=True,
)
IS_OPEN = incident.c.status != literal_column("'Closed'")
Index(
    "ix_incident_open",
    incident.c.severity,
    incident.c.opened_at,
    incident.c.number,
    sqlite_where=IS_OPEN,
    postgresql_where=IS_OPEN,
)
Index(
    "ix_incident_open_owner",
    incident.c.owner,
    incident.c.severity,
    incident.c.opened_at,
    sqlite_where=IS_OPEN,
    postgresql_where=IS_OPEN,
)

answer = Table(
    "answer",
    metadata,
    Column("incident", ForeignKey("incident.number"), primary_key=True),
    Column("question", Words, primary_key=True),
    Column("value", Words),
    Column("reason", Json),
    Column("source", Words, nullable=False),
    Column("read_at", Instant, nullable=False),
    Column("sensitivity", SmallInteger, nullable=False),
    Column("said", Json),
    Column("said_source", Json),
)

without_card = Table(
    "without_card",
    metadata,
    Column("day", String, primary_key=True),
    Column("severity", Rank, primary_key=True),
    Column("many", Integer, nullable=False),
)

finding = Table(
    "finding",
    metadata,
    Column("number", Number, primary_key=True),
    Column("key_hash", LargeBinary, nullable=False, unique=True),
    Column("incident", ForeignKey("incident.number"), index=True),
    Column("body", Value(Finding), nullable=False),
    Column("seen_at", Instant, nullable=False),
    sqlite_autoincrement=True,
)

execution = Table(
    "execution",
    metadata,
    Column("number", Number, primary_key=True),
    Column("incident", ForeignKey("incident.number"), index=True),
    Column("undo_of", ForeignKey("execution.number"), index=True),
    Column("ask", Json, nullable=False),
    Column("requester", Words, nullable=False),
    Column("requester_name", Words, nullable=False),
    Column("requester_slack_id", Words, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("stage", String, nullable=False),
    Column("plan_number", Integer, nullable=False),
    Column("outcome", String),
    Column("why", Json),
    Column("before", Json),
    Column("after", Json),
    Column("ended_at", Instant),
    Column("channel", Words, nullable=False),
    sqlite_autoincrement=True,
)
IS_WAITING = execution.c.stage == literal_column("'waiting'")
Index(
    "ix_execution_waiting",
    execution.c.number,
    sqlite_where=IS_WAITING,
    postgresql_where=IS_WAITING,
)

plan = Table(
    "plan",
    metadata,
    Column("execution", ForeignKey("execution.number"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("expires_at", Instant, nullable=False),
    Column("proposal", Json, nullable=False),
)

decision = Table(
    "decision",
    metadata,
    Column("number", Number, primary_key=True),
    Column("execution", ForeignKey("execution.number"), nullable=False),
    Column("plan", Integer, nullable=False),
    Column("identity", Words, nullable=False),
    Column("digest", String, nullable=False),
    Column("approved", Boolean, nullable=False),
    Column("slack_id", Words, nullable=False),
    Column("team", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("via", String, nullable=False),
    Column("reason", Words, nullable=False),
    Column("code_hash", String, nullable=False),
    Column("rendered_hash", String, nullable=False),
    Column("policy_digest", String, nullable=False),
    Column("groups", Json, nullable=False),
    Column("signature", String),
    UniqueConstraint("execution", "plan", "identity"),
    sqlite_autoincrement=True,
)

opened_plan = Table(
    "opened_plan",
    metadata,
    Column("execution", ForeignKey("execution.number"), primary_key=True),
    Column("plan", Integer, primary_key=True, autoincrement=False),
    Column("identity", Words, primary_key=True),
    Column("at", Instant, nullable=False),
)

person = Table(
    "person",
    metadata,
    Column("pseudonym", String, primary_key=True),
    Column("identity", Words, unique=True),
    Column("email", Words, nullable=False),
    Column("name", Words, nullable=False),
)

slack_account = Table(
    "slack_account",
    metadata,
    Column("slack_id", Words, primary_key=True),
    Column("pseudonym", ForeignKey("person.pseudonym"), nullable=False, index=True),
    Column("team", Words, nullable=False),
)

record = Table(
    "record",
    metadata,
    Column("number", Number, primary_key=True),
    Column("place", Number, unique=True),
    Column("what", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor", String, nullable=False),
    Column("incident", Number),
    Column("execution", Number),
    Column("body", Json, nullable=False),
    Column("previous", String, nullable=False),
    Column("hash", String, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_record_incident", record.c.incident, record.c.number)
HAS_EXECUTION = record.c.execution.is_not(None)
Index(
    "ix_record_execution",
    record.c.execution,
    record.c.number,
    sqlite_where=HAS_EXECUTION,
    postgresql_where=HAS_EXECUTION,
)
Index("ix_record_actor", record.c.actor, record.c.number)
IS_SETTLED = record.c.what == literal_column("'upstream.settled'")
Index("ix_record_settled", record.c.at, sqlite_where=IS_SETTLED, postgresql_where=IS_SETTLED)

record_head = Table(
    "record_head",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("last_place", Number, nullable=False),
    Column("hash", String, nullable=False),
)

anchor = Table(
    "anchor",
    metadata,
    Column("target", Words, primary_key=True),
    Column("place", Number, primary_key=True, autoincrement=False),
    Column("hash", String, primary_key=True),
    Column("origin", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("proof", Words, nullable=False),
)

drill = Table(
    "drill",
    metadata,
    Column("undo", Number, ForeignKey("execution.number"), primary_key=True, autoincrement=False),
    Column("execution", Number, ForeignKey("execution.number"), nullable=False),
    Column("runbook", Words, nullable=False),
    Column("account", Words, nullable=False),
    Column("code_hash", String, nullable=False),
    Column("actions", Json, nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_drill_runbook", "runbook", "account"),
)

drill_round = Table(
    "drill_round",
    metadata,
    Column("change", Number, ForeignKey("execution.number"), primary_key=True, autoincrement=False),
    Column("undo", Number, ForeignKey("execution.number")),
    Column("stopped_at", Instant),
    Column("ended_at", Instant),
    Column("is_proved", Boolean, nullable=False),
    Column("result", Json),
)

posting = Table(
    "posting",
    metadata,
    Column("number", Number, primary_key=True),
    Column("destination", Words, nullable=False),
    Column("sheet", String, nullable=False),
    Column("subject", Words, nullable=False),
    Column("under", Words, nullable=False),
    Column("nonce", String, nullable=False, unique=True),
    Column("ts", String, nullable=False),
    Column("wanted", Integer, nullable=False),
    Column("sent", Integer, nullable=False),
    Column("given_up", Integer, nullable=False),
    Column("reason", Words, nullable=False),
    Column("wanted_at", Instant, nullable=False),
    Column("turn_at", Instant, nullable=False),
    Column("ready_at", Instant, nullable=False),
    Column("leased", Boolean, nullable=False),
    Column("uncertain", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("fence", Integer, nullable=False),
    UniqueConstraint("destination", "subject", "sheet"),
    sqlite_autoincrement=True,
)
IS_PENDING = and_(posting.c.wanted > posting.c.sent, posting.c.wanted > posting.c.given_up)
Index(
    "ix_posting_turn",
    posting.c.destination,
    posting.c.turn_at,
    posting.c.number,
    sqlite_where=IS_PENDING,
    postgresql_where=IS_PENDING,
)
Index(
    "ix_posting_ready",
    posting.c.destination,
    posting.c.ready_at,
    sqlite_where=IS_PENDING,
    postgresql_where=IS_PENDING,
)
IS_LEASED = posting.c.leased.is_(True)
Index(
    "ix_posting_leased",
    posting.c.destination,
    posting.c.ready_at,
    sqlite_where=IS_LEASED,
    postgresql_where=IS_LEASED,
)

bucket = Table(
    "bucket",
    metadata,
    Column("destination", Words, primary_key=True),
    Column("full_at", Instant, nullable=False),
    Column("blocked_until", Instant, nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("number", Number, primary_key=True),
    Column("work", String, nullable=False),
    Column("subject", Number, nullable=False),
    Column("state", String, nullable=False),
    Column("ready_at", Instant, nullable=False),
    Column("owner", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("reason", Words, nullable=False),
    sqlite_autoincrement=True,
)
IS_LIVE = run.c.state.in_([literal_column("'due'"), literal_column("'claimed'")])
Index(
    "uq_run_live",
    run.c.work,
    run.c.subject,
    unique=True,
    sqlite_where=IS_LIVE,
    postgresql_where=IS_LIVE,
)
Index("ix_run_live", run.c.ready_at, sqlite_where=IS_LIVE, postgresql_where=IS_LIVE)

slot = Table(
    "slot",
    metadata,
    Column("job", String, primary_key=True),
    Column("at", Instant, primary_key=True, autoincrement=False),
)

click = Table(
    "click",
    metadata,
    Column("key", Words, primary_key=True),
    Column("at", Instant, nullable=False, index=True),
)

error_report = Table(
    "error_report",
    metadata,
    Column("number", Number, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("actor", Words, nullable=False),
    Column("what", Words, nullable=False),
    Column("trace", Words, nullable=False),
    sqlite_autoincrement=True,
)
