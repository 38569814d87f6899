"""Growth: what is open is counted as it changes, and what would scan a table has an index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0028"

_ADD = (
    "INSERT INTO open_incident (account, severity, many) SELECT NEW.account, NEW.severity, 1 "
    "WHERE NEW.status <> 'Closed' "
    "ON CONFLICT (account, severity) DO UPDATE SET many = open_incident.many + 1;"
)
_ADD_ALL = (
    "INSERT INTO open_incident (account, severity, many) SELECT account, severity, count(*) "
    "FROM opened WHERE status <> 'Closed' GROUP BY account, severity ORDER BY account, severity "
    "ON CONFLICT (account, severity) DO UPDATE SET many = open_incident.many + EXCLUDED.many;"
)
"""In one order everywhere, so that two processes wait for each other, not in a deadlock."""
_TAKE = (
    "UPDATE open_incident SET many = many - 1 WHERE account = OLD.account "
    "AND severity = OLD.severity AND OLD.status <> 'Closed';"
)
_IS_ANOTHER = (
    "(OLD.status <> 'Closed') <> (NEW.status <> 'Closed') "
    "OR OLD.severity <> NEW.severity OR OLD.account <> NEW.account"
)
_TRIGGERS = {
    "incident_opened": ("INSERT", "", _ADD),
    "incident_changed": (
        "UPDATE OF status, severity, account",
        f"WHEN ({_IS_ANOTHER})",
        f"{_TAKE} {_ADD}",
    ),
    "incident_deleted": ("DELETE", "", _TAKE),
}


def upgrade() -> None:
    """Count what is open now, and from now on with each change; make the indexes."""
    op.create_table(
        "open_incident",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("severity", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("many", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("account", "severity", name="pk_open_incident"),
    )
    op.execute(
        "INSERT INTO open_incident (account, severity, many) SELECT account, severity, count(*) "
        "FROM incident WHERE status <> 'Closed' GROUP BY account, severity"
    )
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for name, (event, when, does) in _TRIGGERS.items():
        if on_sqlite:
            op.execute(f"CREATE TRIGGER {name} AFTER {event} ON incident {when} BEGIN {does} END")
            continue
        is_of_many = event == "INSERT"
        each = (
            "REFERENCING NEW TABLE AS opened FOR EACH STATEMENT" if is_of_many else "FOR EACH ROW"
        )
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {_ADD_ALL if is_of_many else does} RETURN NULL; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {name} AFTER {event} ON incident {each} {when} "
            f"EXECUTE FUNCTION {name}()"
        )
    _make_indexes()


def _make_indexes() -> None:
    op.drop_index("ix_record_execution", "record")
    for name, table, columns, condition in (
        ("ix_run_dead", "run", ["ready_at"], "state = 'dead'"),
        (
            "ix_incident_cleared",
            "incident",
            ["updated_at", "number"],
            "status = 'Closed' AND verdict = 'False Positive'",
        ),
        ("ix_incident_cardless", "incident", ["number"], "status != 'Closed' AND has_card IS {no}"),
        ("ix_incident_ended", "incident", ["updated_at"], "status IN ('Closed', 'Resolved')"),
        ("ix_record_loaded", "record", ["number"], "what = 'policy.loaded'"),
        ("ix_record_execution", "record", ["execution", "number"], "execution IS NOT NULL"),
        ("ix_posting_under", "posting", ["under"], "under != ''"),
        ("ix_posting_of_many", "posting", ["wanted_at"], "sheet IN ('status', 'storm', 'groups')"),
    ):
        op.create_index(
            name,
            table,
            columns,
            sqlite_where=sa.text(condition.format(no="0")),
            postgresql_where=sa.text(condition.format(no="false")),
        )
