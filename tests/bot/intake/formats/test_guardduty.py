"""GuardDuty's findings: who they are, where, how bad, and what they say."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.finding import Finding, Producer, Severity
from bot.intake.formats.guardduty import matches, parse
from bot.intake.pieces import Event, Piece
from tests.bot.intake.formats.examples import (
    ACCOUNT,
    ADMINISTRATOR,
    ARN,
    GUARDDUTY_EVENT,
    GUARDDUTY_KEY,
    REGION,
    as_guardduty_event,
    guardduty,
    in_event,
    notice_of,
    read_one,
)


def pascal(value: Any) -> Any:
    """Return a value with every name's first letter raised, as GetFindings answers."""
    if isinstance(value, dict):
        return {name[0].upper() + name[1:]: pascal(item) for name, item in value.items()}
    return [pascal(item) for item in value] if isinstance(value, list) else value


def test_a_finding_is_read_whole() -> None:
    finding = read_one(as_guardduty_event())
    assert finding.key == GUARDDUTY_KEY
    assert finding.native_id == "f1"
    assert finding.producer == Producer("guardduty", "", verified=True)
    assert (finding.partition, finding.account, finding.region) == ("aws", ACCOUNT, REGION)
    assert finding.type == "Backdoor:EC2/C&CActivity.B!DNS"
    assert finding.title == "EC2 instance talking to a known C2 server"
    assert (finding.severity, finding.score) == (Severity.HIGH, 8.0)
    assert finding.created_at == datetime(2026, 11, 22, 8, tzinfo=UTC)
    assert finding.updated_at == datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
    assert finding.first_seen == datetime(2026, 11, 22, 8, tzinfo=UTC)
    assert finding.last_seen == datetime(2026, 11, 22, 8, 29, tzinfo=UTC)
    assert finding.count == 4
    assert finding.remote == ("c2.evil.example",)
    assert [item.name for item in finding.resources] == ["web-7"]
    assert (finding.sample, finding.archived, finding.compliance) == (False, False, "")


def test_camel_case_and_pascal_case_read_alike() -> None:
    assert read_one(pascal(guardduty())) == read_one(guardduty())
    assert read_one(in_event(GUARDDUTY_EVENT, pascal(guardduty()))) == read_one(guardduty())


def test_the_account_is_the_workloads_not_the_administrators() -> None:
    assert read_one(as_guardduty_event()).account == ACCOUNT
    assert read_one(as_guardduty_event(accountId=None)).account == ACCOUNT
    assert read_one(as_guardduty_event(accountId=None, arn=None)).account == ADMINISTRATOR


def test_a_region_that_is_missing_is_the_arns_or_the_events() -> None:
    assert read_one(as_guardduty_event(region=None)).region == REGION
    assert read_one(as_guardduty_event(region=None, arn="")).region == REGION


def test_without_an_arn_the_key_is_what_it_would_be_with_one() -> None:
    assert read_one(guardduty(arn=None)).key == GUARDDUTY_KEY
    assert read_one(guardduty(id=None)).key == GUARDDUTY_KEY
    no_detector = read_one(guardduty(arn=None, service={}))
    assert no_detector.key == f"guardduty:aws:{ACCOUNT}:{REGION}:detector/unknown/finding/f1"


def test_an_arn_of_another_account_lends_no_key() -> None:
    foreign = ARN.replace(ACCOUNT, "444455556666")
    finding = read_one(as_guardduty_event(arn=foreign))
    assert finding.account == ACCOUNT
    assert finding.key == GUARDDUTY_KEY


def test_an_event_that_somebody_else_has_put_is_no_finding_of_guardduty() -> None:
    forged = Event("my.app", "GuardDuty Finding", ACCOUNT, REGION)
    notice = notice_of(in_event(forged, guardduty()))
    assert "my.app" in notice.reason
    assert "GuardDuty" in notice.reason


def test_a_finding_without_identity_is_a_notice() -> None:
    notice = notice_of(as_guardduty_event(id=None, arn=None))
    assert "id" in notice.reason


def test_what_is_archived_says_so() -> None:
    service = {**guardduty()["service"], "archived": True}
    assert read_one(as_guardduty_event(service=service)).archived


def test_a_sample_says_so() -> None:
    service = guardduty()["service"]
    flagged = {**service, "additionalInfo": {"sample": True}}
    inside = {**service, "additionalInfo": {"type": "default", "value": '{"sample":true}'}}
    resource = {"resourceType": "Instance", "instanceDetails": {"instanceId": "i-99999999"}}
    assert read_one(as_guardduty_event(service=flagged)).sample
    assert read_one(as_guardduty_event(service=inside)).sample
    assert read_one(as_guardduty_event(resource=resource)).sample
    assert read_one(as_guardduty_event(title="[SAMPLE] x")).sample


def test_a_title_that_is_missing_is_the_type_or_the_id() -> None:
    assert read_one(as_guardduty_event(title=None)).title == "Backdoor:EC2/C&CActivity.B!DNS"
    assert read_one(as_guardduty_event(title="", type="")).title == "f1"


@pytest.mark.parametrize(
    "changes",
    [
        {"severity": "x", "createdAt": 5, "updatedAt": [], "title": {}, "description": 3},
        {"service": None, "resource": None},
        {"service": [], "resource": "i-1"},
        {"service": {"count": -1, "action": [], "additionalInfo": "x", "detection": 5}},
        {"service": {"count": 10**30}},
        {"resource": {"instanceDetails": {"instanceId": 5, "tags": {"a": None}}}},
        {"resource": {"s3BucketDetails": {"name": "b"}, "accessKeyDetails": []}},
        {"partition": None, "region": 5, "accountId": 111122223333},
    ],
)
def test_fields_of_the_wrong_kind_break_nothing(changes: dict[str, Any]) -> None:
    finding = parse(Piece(guardduty(**changes), GUARDDUTY_EVENT))
    assert isinstance(finding, Finding)
    assert finding.key.endswith("finding/f1")
    assert finding.account == ACCOUNT
    assert finding.title


@pytest.mark.parametrize(
    "body",
    [
        {"type": "SensitiveData:S3Object/Personal", "accountId": "1", "resourcesAffected": {}},
        {"type": "PACKAGE_VULNERABILITY", "awsAccountId": "1", "resources": []},
        {"resource": "arn:aws:s3:::b", "accountId": "1", "type": "a:b"},
        {"arn": "arn:aws:iam::1:user/x"},
        {},
    ],
)
def test_what_other_services_send_is_not_taken_for_guardduty(body: dict[str, Any]) -> None:
    assert not matches(Piece(body))
