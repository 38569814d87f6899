"""Alerts of OpenSearch monitors, in the JSON that their action was given."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.finding import Severity
from tests.bot.intake.formats.examples import ACCOUNT, REGION, notice_of, read_one


def alert(**changes: Any) -> dict[str, Any]:
    return {
        "monitor": {"id": "m1", "name": "ssh-brute-force"},
        "trigger": {"id": "t1", "name": "many failures", "severity": "1"},
        "alert": {"state": "ACTIVE"},
        "account": ACCOUNT,
        "region": REGION,
        "period_end": "2026-11-22T08:30:00Z",
        "text": "412 failures from one address",
        "resources": [f"arn:aws:ec2:{REGION}:{ACCOUNT}:instance/i-0abc123"],
        **changes,
    }


def test_a_monitors_alert_is_a_claim_of_the_severity_that_its_trigger_has() -> None:
    finding = read_one(alert())

    assert (finding.severity, finding.title) == (
        Severity.CRITICAL,
        "ssh-brute-force: many failures",
    )
    assert (finding.account, finding.region) == (ACCOUNT, REGION)
    assert finding.resources[0].name == "i-0abc123"
    assert finding.description == "412 failures from one address"
    assert not finding.producer.verified


@pytest.mark.parametrize("state", ["COMPLETED", "DELETED"])
def test_an_alert_that_is_over_has_passed(state: str) -> None:
    over = read_one(alert(alert={"state": state}))
    assert over.compliance == "PASSED"
    assert over.key == read_one(alert()).key


def test_a_severity_that_opensearch_does_not_have_is_medium() -> None:
    trigger = {"name": "t", "severity": "9"}
    assert read_one(alert(trigger=trigger)).severity is Severity.MEDIUM


def test_a_monitor_without_a_name_is_a_notice() -> None:
    assert "monitor.name" in notice_of(alert(monitor={"id": "m1"})).reason
