"""However much is kept, nothing that is done all day reads a whole table that grows.

What is looked at are the statements themselves, as each work hands them to the database.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, event

from bot.domain.finding import Severity
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What
from bot.domain.reminding import Idle
from bot.domain.rota import OnCall
from bot.domain.run import Work
from bot.domain.tying import ties
from bot.durable.schedule import Job
from bot.jobs import jobs
from bot.ports.unit import Unit
from bot.response.incidents.storming import start_all
from bot.response.people import loading
from bot.store.unit import SqlUnit
from bot.triage.sorting import sort
from tests.bot.domain.test_noise import noted
from tests.bot.domain.test_snoozing import a_snooze
from tests.bot.store.databases import raw
from tests.bot.triage.examples import CHANNEL, a_finding, minutes
from tests.clocks import FrozenClock

GROWING = (
    *("inbox", "finding", "incident", "answer", "observable", "record", "posting", "run"),
    *("telling", "storm_incident", "gone_finding"),
)
BOUNDED = (
    *("ix_inbox_unread", "ix_inbox_unreadable", "ix_incident_open", "ix_incident_open_owner"),
    *("ix_incident_cardless", "ix_incident_cleared", "ix_posting_turn", "ix_posting_ready"),
    *("ix_posting_leased", "ix_posting_of_many", "ix_run_live", "ix_run_dead", "uq_run_live"),
    *("ix_record_loaded", "ix_record_settled", "ix_telling_waiting", "ix_telling_failed"),
)
"""Indexes over what waits or is open alone: to read one of these whole is to read little."""
UNTIL_ENOUGH = {"job forget": {"inbox"}}
"""What begins at a table's oldest row, and goes no further than a bound."""
NOW, LEASE = minutes(60), timedelta(minutes=5)
DAY = NOW - timedelta(days=1)
POLICY = Policy(
    digest="p1",
    on_call=OnCall(escalate_after=timedelta(minutes=5)),
    raw_kept=timedelta(days=30),
)
SCANNED = re.compile(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?")
SCANNED_ON_POSTGRESQL = re.compile(r"Seq Scan on (\w+)")


def a_little(unit: Unit) -> None:
    """Keep something of everything, so that every statement is reached."""
    others = [a_finding(key=f"guardduty:{each}", native_id=str(each)) for each in range(3)]
    sort(unit, [a_finding(), *others], CHANNEL, minutes(0), policy=POLICY)
    unit.incidents.take(1, minutes(1), ("U0ANN", "Ann"))
    unit.records.write([Record(What.INCIDENT_TAKEN, minutes(1), "", 1, body={})])
    unit.outbox.want([Wanted(CHANNEL, Sheet.ALERT, "I-1")], minutes(1))
    unit.snoozes.begin(a_snooze())
    unit.snoozes.hide({(1, 1): 1})
    unit.runs.start(Work.ENRICH, 1)


def looks() -> Mapping[str, Callable[[Unit], object]]:
    """Return what is done all day, by name: what people ask, what loops do, and each job."""
    every, one = Severity.INFORMATIONAL, a_finding()
    return {
        "sort": lambda unit: sort(unit, [one, a_finding(key="k2")], CHANNEL, NOW, policy=POLICY),
        "known": lambda unit: unit.findings.known([one.key]),
        "joins": lambda unit: unit.observables.seen(ties(one, POLICY), DAY),
        "list": lambda unit: unit.incidents.listed(floor=every, owner=None, limit=9, offset=9),
        "list of one": lambda unit: unit.incidents.listed(
            floor=every, owner="U0ANN", limit=9, offset=0, besides=[3]
        ),
        "count of a list": lambda unit: unit.incidents.count_listed(
            floor=Severity.HIGH, owner="", most=9, besides=[3]
        ),
        "open": lambda unit: unit.incidents.count_open(),
        "opened": lambda unit: unit.incidents.opened_since(DAY),
        "cleared": lambda unit: unit.incidents.cleared_since(DAY, 9),
        "incident": lambda unit: unit.incidents.get(1),
        "answers": lambda unit: unit.incidents.answers(1),
        "findings": lambda unit: unit.findings.of_incidents([1]),
        "finding": lambda unit: unit.findings.incident_of(1),
        "records": lambda unit: unit.records.of_incident(1, 9),
        "records of one": lambda unit: unit.records.of_actor("ann@example.com", 9),
        "settled": lambda unit: unit.records.settled_since(DAY, 9),
        "policy": lambda unit: unit.records.latest(What.POLICY_LOADED),
        "noise": lambda unit: unit.noises.since(DAY, 9),
        "unread": lambda unit: unit.inbox.unread(9),
        "depth of the inbox": lambda unit: unit.inbox.depth(),
        "unreadable": lambda unit: unit.inbox.unreadable(DAY, NOW, 9),
        "next message": lambda unit: unit.outbox.lease(NOW, 9, LEASE),
        "when the next": lambda unit: unit.outbox.next_at(),
        "depth of the outbox": lambda unit: unit.outbox.depth(),
        "posted of an incident": lambda unit: unit.outbox.about(1),
        "next run": lambda unit: unit.runs.due("p1", 9, LEASE),
        "given back": lambda unit: unit.runs.give_back("p1"),
        "dead": lambda unit: unit.runs.dead(DAY),
        "told": lambda unit: unit.tellings.sent([one.key]),
        "gathered": lambda unit: unit.storms.gathered([1]),
        **at_start(),
        "untaken": lambda unit: unit.storms.untaken(1),
        **{
            f"job {job.name}": partial(work_off, job)
            for job in jobs(POLICY, CHANNEL, FrozenClock())
        },
    }


def at_start() -> Mapping[str, Callable[[Unit], object]]:
    """Return what a start does before its first POST, and what the sheet and noise read."""
    return {
        "loaded": lambda unit: loading.audit(unit, POLICY, CHANNEL, NOW),
        "last slot": lambda unit: unit.slots.last("look"),
        "heard": lambda unit: (unit.coverage.last_heard(), unit.coverage.looked_at()),
        "ways": lambda unit: (unit.canaries.all(), unit.sweeps.last_reached()),
        "outages": lambda unit: (unit.outages.live(), unit.outages.owed()),
        "storms": start_all,
        "catching up": lambda unit: unit.sweeps.beat(NOW),
        "next noise": lambda unit: unit.noises.since(DAY, 9, before=noted()),
        "idle": lambda unit: unit.idles.since(NOW, 9),
        "next idle": lambda unit: unit.idles.since(
            NOW, 9, Idle(1, Severity.LOW, minutes(0), minutes(1))
        ),
        "nobody's": lambda unit: unit.incidents.count_listed(
            floor=Severity.LOW, owner="", most=9, account="111122223333"
        ),
    }


def work_off(job: Job, unit: Unit) -> None:
    """Do a job as its slot would."""
    job.work(unit, NOW)


def test_no_look_reads_a_growing_table_from_end_to_end(address: str) -> None:
    with raw(address) as connection:
        a_little(SqlUnit(connection))
        found = {
            name: scans(connection, look) - UNTIL_ENOUGH.get(name, set())
            for name, look in looks().items()
        }

    assert {name: tables for name, tables in found.items() if tables} == {}


def test_a_scan_would_be_noticed(address: str) -> None:
    def scanning(_: Unit) -> None:
        connection.exec_driver_sql("SELECT * FROM incident WHERE title = 'x'").all()

    with raw(address) as connection:
        assert scans(connection, scanning) == {"incident"}


def scans(connection: Connection, work: Callable[[Unit], object]) -> set[str]:
    """Return the growing tables that a work's statements read from end to end."""
    said: list[tuple[str, Any]] = []

    def keep(*told: Any) -> None:
        said.append((told[2], told[3]))

    event.listen(connection, "before_cursor_execute", keep)
    try:
        work(SqlUnit(connection))
    finally:
        event.remove(connection, "before_cursor_execute", keep)
    return {table for statement, told in said for table in _scanned(connection, statement, told)}


def _scanned(connection: Connection, statement: str, told: Any) -> set[str]:
    verb = statement.split(maxsplit=1)[0]
    if verb not in {"SELECT", "UPDATE", "DELETE"}:
        return set()
    one = told[0] if isinstance(told, list) else told
    is_sqlite = connection.dialect.name == "sqlite"
    if not is_sqlite:
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    rows = connection.exec_driver_sql(
        f"EXPLAIN {'QUERY PLAN ' if is_sqlite else ''}{statement}", one
    )
    lines = "\n".join(str(row[-1]) for row in rows)
    if not is_sqlite:
        return {table for table in SCANNED_ON_POSTGRESQL.findall(lines) if table in GROWING}
    return {
        table
        for table, index in SCANNED.findall(lines)
        if table in GROWING and index not in BOUNDED
    }
