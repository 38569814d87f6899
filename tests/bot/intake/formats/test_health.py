"""Events of AWS Health, as EventBridge sends them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.finding import Severity, Workflow
from tests.bot.intake.formats.events import event
from tests.bot.intake.formats.examples import ACCOUNT, REGION, notice_of, read_one

ARN = "arn:aws:health:us-east-1::event/RISK/AWS_RISK_CREDENTIALS_EXPOSED/1"
KEY = "AKIAEXAMPLE00000001"
ABUSE = "AWS Health Abuse Event"


def told(kind: str = "AWS Health Event", **changes: Any) -> dict[str, Any]:
    """Return an access key that stands in public; the envelope's Region is where it was sent."""
    detail = {
        "eventArn": ARN,
        "service": "RISK",
        "eventTypeCode": "AWS_RISK_CREDENTIALS_EXPOSED",
        "eventTypeCategory": "issue",
        "eventScopeCode": "ACCOUNT_SPECIFIC",
        "startTime": "Sun, 22 Nov 2026 08:00:00 GMT",
        "lastUpdatedTime": "Sun, 22 Nov 2026 08:30:00 GMT",
        "statusCode": "open",
        "eventRegion": "us-east-1",
        "affectedAccount": ACCOUNT,
        "eventDescription": [
            {"language": "ja_JP", "latestDescription": "..."},
            {"language": "en_US", "latestDescription": "A key was found in public."},
        ],
        "affectedEntities": [{"entityValue": KEY}],
        "page": "1",
        "totalPages": "1",
        **changes,
    }
    return event("aws.health", kind, detail)


def test_an_exposed_key_is_critical_and_the_key_is_what_it_is_about() -> None:
    finding = read_one(told())

    assert (finding.account, finding.region) == (ACCOUNT, "us-east-1")
    assert (finding.type, finding.severity) == (
        "AWS_RISK_CREDENTIALS_EXPOSED",
        Severity.CRITICAL,
    )
    (key,) = finding.resources
    assert (key.type, key.id) == ("AwsIamAccessKey", KEY)
    assert finding.first_seen == datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    assert finding.description == "A key was found in public."
    assert "access key" in finding.title


@pytest.mark.parametrize(
    ("service", "severity"),
    [("RISK", Severity.HIGH), ("SHIELD", Severity.HIGH), ("EC2", Severity.LOW)],
)
def test_another_event_about_risk_or_an_attack_is_high(service: str, severity: Severity) -> None:
    finding = read_one(told(eventTypeCode="AWS_SOMETHING_NEW", service=service))
    assert finding.severity is severity


@pytest.mark.parametrize(
    ("kind", "code", "category", "severity"),
    [
        (ABUSE, "AWS_ABUSE_DOS_REPORT", "issue", Severity.HIGH),
        ("AWS Health Event", "AWS_EC2_OPERATIONAL_ISSUE", "issue", Severity.LOW),
        ("AWS Health Event", "AWS_RDS_X", "scheduledChange", Severity.INFORMATIONAL),
        ("AWS Health Event", "AWS_SECURITY_X", "investigation", Severity.MEDIUM),
        ("AWS Health Event", "AWS_NEW_X", "somethingNew", Severity.LOW),
    ],
)
def test_everything_else_weighs_what_its_kind_does(
    kind: str, code: str, category: str, severity: Severity
) -> None:
    finding = read_one(told(kind, eventTypeCode=code, eventTypeCategory=category, service="EC2"))
    assert finding.severity is severity
    assert code in finding.title


def test_a_machine_is_named_by_its_arn_in_the_events_region() -> None:
    entities = [{"entityValue": "i-0abc1234"}, {"entityValue": ""}]
    (machine,) = read_one(told(affectedEntities=entities, eventRegion=REGION)).resources
    assert machine.id == f"arn:aws:ec2:{REGION}:{ACCOUNT}:instance/i-0abc1234"


def test_a_copy_sent_to_another_region_is_the_same_and_a_second_page_is_another() -> None:
    first = read_one(told())
    assert read_one(told() | {"region": "us-west-2"}).key == first.key
    assert read_one(told(page="2")).key != first.key


def test_what_is_over_is_resolved() -> None:
    assert read_one(told(statusCode="closed")).workflow is Workflow.RESOLVED


def test_one_that_has_no_arn_is_a_notice() -> None:
    assert "AWS Health without eventArn" in notice_of(told(eventArn="")).reason
