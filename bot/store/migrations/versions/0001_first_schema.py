"""The first schema: inbox, findings, incidents, executions, people, records, outbox, runs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# Moments are microseconds since 1970, JSON is text: `bot/store/types.py` says how.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.BigInteger()
TEXT = sa.Text()
JSON = sa.Text()
NAME = sa.String()

START_OF_THE_CHAIN = "0" * 64

PENDING = sa.text("wanted > sent AND wanted > given_up")
LIVE = sa.text("state IN ('due', 'claimed')")
OPEN = sa.text("status != 'Closed'")


def upgrade() -> None:
    """Make every table."""
    _inbox()
    _incidents()
    _findings()
    _executions()
    _decisions()
    _people()
    _records()
    _refuse_changes_of_records()
    _brakes()
    _outbox()
    _runs()
    _clicks_slots_errors()


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("topic", TEXT, nullable=False),
        sa.Column("message_id", TEXT, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("state", sa.SmallInteger(), nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("body", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_inbox"),
        sa.UniqueConstraint("message_id", "topic", name="uq_inbox_message_id"),
        sqlite_autoincrement=True,
    )
    unread = sa.text("state = 0")
    op.create_index(
        "ix_inbox_unread", "inbox", ["number"], sqlite_where=unread, postgresql_where=unread
    )
    unreadable = sa.text("state = 2")
    op.create_index(
        "ix_inbox_unreadable",
        "inbox",
        ["received_at"],
        sqlite_where=unreadable,
        postgresql_where=unreadable,
    )


def _incidents() -> None:
    op.create_table(
        "incident",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("status", NAME, nullable=False),
        sa.Column("verdict", NAME, nullable=False),
        sa.Column("severity", sa.SmallInteger(), nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("account", TEXT, nullable=False),
        sa.Column("region", TEXT, nullable=False),
        sa.Column("owner", TEXT, nullable=False),
        sa.Column("owner_name", TEXT, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("contained", NAME, nullable=False),
        sa.Column("has_card", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_incident"),
        sqlite_autoincrement=True,
    )
    for name, columns in (
        ("ix_incident_open", ["severity", "opened_at", "number"]),
        ("ix_incident_open_owner", ["owner", "severity", "opened_at"]),
    ):
        op.create_index(name, "incident", columns, sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_table(
        "answer",
        sa.Column("incident", NUMBER, nullable=False),
        sa.Column("question", TEXT, nullable=False),
        sa.Column("value", TEXT),
        sa.Column("reason", JSON),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("read_at", MOMENT, nullable=False),
        sa.Column("sensitivity", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("incident", "question", name="pk_answer"),
        sa.ForeignKeyConstraint(["incident"], ["incident.number"], name="fk_answer_incident"),
    )
    op.create_table(
        "without_card",
        sa.Column("day", NAME, nullable=False),
        sa.Column("severity", sa.SmallInteger(), nullable=False),
        sa.Column("many", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "severity", name="pk_without_card"),
    )


def _findings() -> None:
    op.create_table(
        "finding",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("incident", NUMBER),
        sa.Column("body", JSON, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_finding"),
        sa.ForeignKeyConstraint(["incident"], ["incident.number"], name="fk_finding_incident"),
        sa.UniqueConstraint("key_hash", name="uq_finding_key_hash"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_finding_incident", "finding", ["incident"])


def _executions() -> None:
    op.create_table(
        "execution",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("incident", NUMBER),
        sa.Column("undo_of", NUMBER),
        sa.Column("ask", JSON, nullable=False),
        sa.Column("requester", TEXT, nullable=False),
        sa.Column("requester_name", TEXT, nullable=False),
        sa.Column("requester_slack_id", TEXT, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("stage", NAME, nullable=False),
        sa.Column("plan_number", sa.Integer(), nullable=False),
        sa.Column("outcome", NAME),
        sa.Column("why", JSON),
        sa.Column("before", JSON),
        sa.Column("after", JSON),
        sa.Column("ended_at", MOMENT),
        sa.Column("channel", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_execution"),
        sa.ForeignKeyConstraint(["incident"], ["incident.number"], name="fk_execution_incident"),
        sa.ForeignKeyConstraint(["undo_of"], ["execution.number"], name="fk_execution_undo_of"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_execution_incident", "execution", ["incident"])
    op.create_index("ix_execution_undo_of", "execution", ["undo_of"])
    waiting = sa.text("stage = 'waiting'")
    op.create_index(
        "ix_execution_waiting",
        "execution",
        ["number"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_table(
        "plan",
        sa.Column("execution", NUMBER, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("proposal", JSON, nullable=False),
        sa.PrimaryKeyConstraint("execution", "number", name="pk_plan"),
        sa.ForeignKeyConstraint(["execution"], ["execution.number"], name="fk_plan_execution"),
    )


def _decisions() -> None:
    op.create_table(
        "decision",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("execution", NUMBER, nullable=False),
        sa.Column("plan", sa.Integer(), nullable=False),
        sa.Column("identity", TEXT, nullable=False),
        sa.Column("digest", NAME, nullable=False),
        sa.Column("approved", sa.Boolean(), nullable=False),
        sa.Column("slack_id", TEXT, nullable=False),
        sa.Column("team", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("via", NAME, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("code_hash", NAME, nullable=False),
        sa.Column("rendered_hash", NAME, nullable=False),
        sa.Column("policy_digest", NAME, nullable=False),
        sa.Column("groups", JSON, nullable=False),
        sa.Column("signature", NAME),
        sa.PrimaryKeyConstraint("number", name="pk_decision"),
        sa.ForeignKeyConstraint(["execution"], ["execution.number"], name="fk_decision_execution"),
        sa.UniqueConstraint("execution", "plan", "identity", name="uq_decision_execution"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "opened_plan",
        sa.Column("execution", NUMBER, nullable=False),
        sa.Column("plan", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("identity", TEXT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("execution", "plan", "identity", name="pk_opened_plan"),
        sa.ForeignKeyConstraint(
            ["execution"], ["execution.number"], name="fk_opened_plan_execution"
        ),
    )


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("pseudonym", NAME, nullable=False),
        sa.Column("identity", TEXT),
        sa.Column("email", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("pseudonym", name="pk_person"),
        sa.UniqueConstraint("identity", name="uq_person_identity"),
    )
    op.create_table(
        "slack_account",
        sa.Column("slack_id", TEXT, nullable=False),
        sa.Column("pseudonym", NAME, nullable=False),
        sa.Column("team", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("slack_id", name="pk_slack_account"),
        sa.ForeignKeyConstraint(
            ["pseudonym"], ["person.pseudonym"], name="fk_slack_account_pseudonym"
        ),
    )
    op.create_index("ix_slack_account_pseudonym", "slack_account", ["pseudonym"])


def _records() -> None:
    op.create_table(
        "record",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("place", NUMBER),
        sa.Column("what", NAME, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", NAME, nullable=False),
        sa.Column("incident", NUMBER),
        sa.Column("execution", NUMBER),
        sa.Column("body", JSON, nullable=False),
        sa.Column("previous", NAME, nullable=False),
        sa.Column("hash", NAME, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_record"),
        sa.UniqueConstraint("place", name="uq_record_place"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_record_incident", "record", ["incident", "number"])
    op.create_index("ix_record_execution", "record", ["execution", "number"])
    op.create_index("ix_record_actor", "record", ["actor", "number"])
    head = op.create_table(
        "record_head",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("last_place", NUMBER, nullable=False),
        sa.Column("hash", NAME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_record_head"),
    )
    op.bulk_insert(head, [{"id": 1, "last_place": 0, "hash": START_OF_THE_CHAIN}])


def _refuse_changes_of_records() -> None:
    """Let the database itself refuse what is no append; whoever owns it can lift that."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
            "BEGIN RAISE EXCEPTION 'records are only ever added'; END $$"
        )
        op.execute(
            "CREATE TRIGGER record_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON record "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER record_refuses_{change.lower()} BEFORE {change} ON record "
            "BEGIN SELECT RAISE(ABORT, 'records are only ever added'); END"
        )


def _brakes() -> None:
    op.create_table(
        "brake",
        sa.Column("account", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("by_name", TEXT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("asked_by", TEXT, nullable=False),
        sa.Column("asked_at", MOMENT),
        sa.PrimaryKeyConstraint("account", name="pk_brake"),
    )


def _outbox() -> None:
    op.create_table(
        "posting",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("destination", TEXT, nullable=False),
        sa.Column("sheet", NAME, nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("under", TEXT, nullable=False),
        sa.Column("nonce", NAME, nullable=False),
        sa.Column("ts", NAME, nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("given_up", sa.Integer(), nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("wanted_at", MOMENT, nullable=False),
        sa.Column("turn_at", MOMENT, nullable=False),
        sa.Column("ready_at", MOMENT, nullable=False),
        sa.Column("leased", sa.Boolean(), nullable=False),
        sa.Column("uncertain", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_posting"),
        sa.UniqueConstraint("nonce", name="uq_posting_nonce"),
        sa.UniqueConstraint("destination", "subject", "sheet", name="uq_posting_destination"),
        sqlite_autoincrement=True,
    )
    for name, columns in (
        ("ix_posting_turn", ["destination", "turn_at", "number"]),
        ("ix_posting_ready", ["destination", "ready_at"]),
    ):
        op.create_index(name, "posting", columns, sqlite_where=PENDING, postgresql_where=PENDING)
    op.create_index(
        "ix_posting_leased",
        "posting",
        ["destination", "ready_at"],
        sqlite_where=sa.text("leased IS 1"),
        postgresql_where=sa.text("leased IS true"),
    )
    op.create_table(
        "bucket",
        sa.Column("destination", TEXT, nullable=False),
        sa.Column("full_at", MOMENT, nullable=False),
        sa.Column("blocked_until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("destination", name="pk_bucket"),
    )


def _runs() -> None:
    op.create_table(
        "run",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("work", NAME, nullable=False),
        sa.Column("subject", NUMBER, nullable=False),
        sa.Column("state", NAME, nullable=False),
        sa.Column("ready_at", MOMENT, nullable=False),
        sa.Column("owner", NAME, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_run"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_run_live",
        "run",
        ["work", "subject"],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )
    op.create_index("ix_run_live", "run", ["ready_at"], sqlite_where=LIVE, postgresql_where=LIVE)


def _clicks_slots_errors() -> None:
    op.create_table(
        "click",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_click"),
    )
    op.create_index("ix_click_at", "click", ["at"])
    op.create_table(
        "slot",
        sa.Column("job", NAME, nullable=False),
        sa.Column("at", MOMENT, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("job", "at", name="pk_slot"),
    )
    op.create_table(
        "error_report",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", TEXT, nullable=False),
        sa.Column("what", TEXT, nullable=False),
        sa.Column("trace", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_error_report"),
        sqlite_autoincrement=True,
    )
