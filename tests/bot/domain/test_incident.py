"""Incidents and the findings that they hold."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.finding import Severity
from bot.domain.incident import Case, Incident, Status, Verdict
from tests.bot.domain.makers import NOW
from tests.bot.domain.test_finding import FINDING

INCIDENT = Incident(
    number=3,
    status=Status.NEW,
    verdict=Verdict.UNKNOWN,
    severity=Severity.HIGH,
    title="t",
    account="111122223333",
    region="ap-northeast-1",
    owner="",
    owner_name="",
    opened_at=NOW,
    updated_at=NOW,
    revision=1,
    channel="C0SEC",
)


def test_the_card_speaks_of_the_most_severe_finding() -> None:
    worst = replace(FINDING, key="other", severity=Severity.CRITICAL)

    assert Case(INCIDENT, (FINDING, worst, FINDING)).lead is worst


def test_of_the_most_severe_findings_the_card_speaks_of_the_oldest_so_that_none_moves_it() -> None:
    first = replace(FINDING, key="first", severity=Severity.CRITICAL)
    second = replace(FINDING, key="second", severity=Severity.CRITICAL)

    assert Case(INCIDENT, (FINDING, first, second)).lead is first


def test_an_incident_has_an_id_to_read_aloud() -> None:
    assert INCIDENT.id == "I-3"
