"""What Control Tower has done and where it sees drift, as it comes."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.finding import Severity
from tests.bot.intake.formats.events import event
from tests.bot.intake.formats.examples import ACCOUNT, ADMINISTRATOR, notice_of, read_one

LIFECYCLE = "AWS Service Event via CloudTrail"


def did(call: str, state: str = "SUCCEEDED", **changes: Any) -> dict[str, Any]:
    """Return a lifecycle event about an account."""
    status = {
        "state": state,
        "message": "It went as it did.",
        "account": {"accountId": ACCOUNT, "accountName": "pay"},
        "organizationalUnit": {"organizationalUnitName": "Prod"},
    }
    detail = {
        "eventVersion": "1.05",
        "eventTime": "2026-11-22T08:30:00Z",
        "eventName": call,
        "eventID": "c1",
        "awsRegion": "us-east-1",
        "serviceEventDetails": {f"{call[:1].lower()}{call[1:]}Status": status},
        **changes,
    }
    return event("aws.controltower", LIFECYCLE, detail)


def test_a_guardrail_that_is_taken_down_is_high_and_names_the_account() -> None:
    finding = read_one(did("DisableGuardrail"))

    assert (finding.severity, finding.account) == (Severity.HIGH, ACCOUNT)
    assert finding.title == "Control Tower: DisableGuardrail succeeded"
    assert [one.id for one in finding.resources] == [ACCOUNT, "Prod"]


@pytest.mark.parametrize(
    ("call", "state", "severity"),
    [
        ("CreateManagedAccount", "SUCCEEDED", Severity.LOW),
        ("CreateManagedAccount", "FAILED", Severity.MEDIUM),
        ("DisableGuardrail", "FAILED", Severity.HIGH),
    ],
)
def test_everyday_work_is_low_and_what_failed_weighs_no_less(
    call: str, state: str, severity: Severity
) -> None:
    assert read_one(did(call, state)).severity is severity


@pytest.mark.parametrize(
    ("kind", "severity"),
    [("SCP_DETACHED_FROM_OU", Severity.HIGH), ("ACCOUNT_MOVED_BETWEEN_OUS", Severity.MEDIUM)],
)
def test_a_drift_from_its_topic_is_a_claim_about_the_account(kind: str, severity: Severity) -> None:
    finding = read_one(
        {
            "Message": "AWS Control Tower has seen it.",
            "MasterAccountId": ADMINISTRATOR,
            "ManagementAccountId": ADMINISTRATOR,
            "DriftType": kind,
            "RemediationStep": "Register the unit again.",
            "AccountId": ACCOUNT,
            "SourceId": "ou-1",
            "DestinationId": "ou-2",
        }
    )
    assert (finding.severity, finding.type, finding.account) == (severity, kind, ACCOUNT)
    assert [one.id for one in finding.resources] == [ACCOUNT, "ou-1", "ou-2"]
    assert "Register the unit again." in finding.description
    assert not finding.producer.verified


def test_a_drift_by_eventbridge_is_awss_own_word() -> None:
    detail = {"driftType": "SCP_CHANGED", "accountId": ACCOUNT}
    finding = read_one(event("aws.controltower", "Drift Detected", detail))
    assert (finding.producer.verified, finding.severity) == (True, Severity.HIGH)


def test_another_services_event_and_one_without_an_id_are_notices() -> None:
    other = event("aws.sso", LIFECYCLE, {"eventName": "X"})
    assert "is not read" in notice_of(other).reason
    assert "eventID" in notice_of(did("CreateManagedAccount", eventID="")).reason
