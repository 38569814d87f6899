"""Every turn that findings make an incident take, whatever people have made of it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.finding import Finding, Severity
from bot.domain.incident import Status, Verdict
from bot.domain.material import News
from bot.domain.observable import Kind, Observable
from bot.domain.routes import Routed
from bot.ports.incidents import Change
from bot.triage.changing import Joining, Opening, change_record, changed_by, joined_by, opened
from bot.triage.joining import reopens
from tests.bot.triage.examples import a_finding, an_incident, minutes

NEW, PROGRESS, HOLD, RESOLVED, CLOSED = Status
OPEN = (NEW, PROGRESS, HOLD)
CRITICAL = Severity.CRITICAL
WORSE = {"severity": CRITICAL}
GOES_ON = {"last_seen": minutes(30), "updated_at": minutes(31)}
TACTIC = {"type": "Impact:EC2/Other"}

TURNS: list[tuple[Status, dict[str, Any], Change | None]] = [
    *((status, {}, None) for status in Status),
    *((status, TACTIC, None) for status in (RESOLVED, CLOSED)),
    *((status, TACTIC, Change(status=NEW, owner=("", ""))) for status in OPEN),
    *((status, WORSE, Change(NEW, severity=CRITICAL, owner=("", ""))) for status in OPEN),
    *(
        (status, WORSE, Change(NEW, Verdict.UNKNOWN, CRITICAL, owner=("", "")))
        for status in (RESOLVED, CLOSED)
    ),
    *((status, GOES_ON, None) for status in OPEN),
    *(
        (status, GOES_ON, Change(NEW, Verdict.UNKNOWN, owner=("", "")))
        for status in (RESOLVED, CLOSED)
    ),
]


@pytest.mark.parametrize(("status", "changes", "makes"), TURNS)
def test_a_newer_revision_makes_of_each_status_another_or_leaves_it(
    status: Status, changes: dict[str, Any], makes: Change | None
) -> None:
    incident, before = an_incident(status=status, updated_at=minutes(10)), a_finding()
    after = a_finding(**changes)
    new: News = {"tactic": ["Impact"]} if changes is TACTIC else {}

    is_back = reopens(incident, before, after)
    assert changed_by(incident, after, is_back=is_back, news=new) == makes


@pytest.mark.parametrize(
    ("changes", "news", "makes"),
    [
        ({}, {}, None),
        ({"severity": Severity.LOW}, {}, None),
        ({}, {"tactic": ["Impact"]}, Change(status=NEW, owner=("", ""))),
        (WORSE, {}, Change(NEW, severity=CRITICAL, title="t", owner=("", ""))),
    ],
)
@pytest.mark.parametrize("status", OPEN)
def test_a_finding_that_joins_takes_it_from_its_owner_where_it_brings_something(
    status: Status, changes: dict[str, Any], news: News, makes: Change | None
) -> None:
    finding = a_finding(**{"title": "t", **changes})

    assert joined_by(an_incident(status=status), finding, news) == makes


def test_the_tables_have_every_status() -> None:
    assert {status for status, _, _ in TURNS} == set(Status)


def test_what_is_opened_is_as_bad_as_the_worst_of_what_it_is_opened_with() -> None:
    tie = Observable(Kind.KEY, "AKIAIOSFODNN7EXAMPLE", "here")
    worst: Finding = a_finding(severity=CRITICAL, title="worst")
    joining = Joining(worst, tie, (tie,))
    opening = Opening(
        a_finding(), None, Routed("C0PROD", opens=True), is_kept=False, joining=[joining]
    )
    incident = opened(opening, minutes(1), has_card=True)

    assert (incident.severity, incident.title, incident.status) == (CRITICAL, "worst", NEW)
    assert (incident.channel, incident.has_card) == ("C0PROD", True)


def test_a_record_of_a_change_names_only_what_is_another() -> None:
    record = change_record(
        an_incident(), a_finding(), a_finding(archived=True), minutes(1), is_back=False
    )

    assert record.body == {
        "before": {"archived": "no"},
        "after": {"archived": "yes"},
        "reopened": False,
    }
