"""Findings of Inspector, as EventBridge sends them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.finding import Severity, Workflow
from tests.bot.intake.formats.events import event
from tests.bot.intake.formats.examples import ACCOUNT, REGION, notice_of, read_one

ARN = f"arn:aws:inspector2:{REGION}:{ACCOUNT}:finding/f1"


def vulnerability(**changes: Any) -> dict[str, Any]:
    """Return a vulnerable package on a machine."""
    return {
        "awsAccountId": ACCOUNT,
        "findingArn": ARN,
        "type": "PACKAGE_VULNERABILITY",
        "severity": "CRITICAL",
        "status": "ACTIVE",
        "title": "CVE-2026-1234 - openssl",
        "description": "A bound is not checked, and the rest of this was cut mid-wo",
        "inspectorScore": 9.8,
        "firstObservedAt": "Sun Nov 22 08:00:00.356 UTC 2026",
        "lastObservedAt": "Sun Nov 22 08:29:00.000 UTC 2026",
        "updatedAt": "Sun Nov 22 08:30:00.000 UTC 2026",
        "packageVulnerabilityDetails": {"vulnerabilityId": "CVE-2026-1234"},
        "resources": [
            {
                "id": "i-0abc123",
                "type": "AWS_EC2_INSTANCE",
                "region": REGION,
                "tags": {"Name": "web-7"},
            }
        ],
        **changes,
    }


def sent(**changes: Any) -> dict[str, Any]:
    return event("aws.inspector2", "Inspector2 Finding", vulnerability(**changes))


def test_a_vulnerability_is_the_workloads_and_its_times_are_read() -> None:
    finding = read_one(sent())

    assert finding.key == f"inspector2:aws:{ACCOUNT}:{REGION}:{ARN}"
    assert (finding.account, finding.region, finding.producer.verified) == (ACCOUNT, REGION, True)
    assert (finding.type, finding.severity, finding.score) == (
        "CVE-2026-1234",
        Severity.CRITICAL,
        9.8,
    )
    assert finding.title == "CVE-2026-1234 - openssl"
    assert finding.first_seen == datetime(2026, 11, 22, 8, 0, 0, 356000, tzinfo=UTC)
    assert finding.updated_at == datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
    (machine,) = finding.resources
    assert machine.type == "AwsEc2Instance"
    assert machine.id == f"arn:aws:ec2:{REGION}:{ACCOUNT}:instance/i-0abc123"
    assert machine.name == "web-7"


def test_one_that_is_seen_again_each_day_is_a_check_that_fails_and_no_new_threat() -> None:
    assert read_one(sent()).compliance == "FAILED"


@pytest.mark.parametrize(
    ("status", "workflow"),
    [
        ("ACTIVE", Workflow.NEW),
        ("CLOSED", Workflow.RESOLVED),
        ("SUPPRESSED", Workflow.SUPPRESSED),
        ("", Workflow.NEW),
    ],
)
def test_what_is_closed_is_resolved(status: str, workflow: Workflow) -> None:
    assert read_one(sent(status=status)).workflow is workflow


@pytest.mark.parametrize(
    ("word", "severity"),
    [("MEDIUM", Severity.MEDIUM), ("UNTRIAGED", Severity.MEDIUM), ("nonsense", Severity.MEDIUM)],
)
def test_what_nobody_has_judged_yet_is_neither_silence_nor_alarm(
    word: str, severity: Severity
) -> None:
    assert read_one(sent(severity=word)).severity is severity


def test_an_image_keeps_its_own_arn() -> None:
    arn = f"arn:aws:ecr:{REGION}:{ACCOUNT}:repository/web/sha256:0a"
    (image,) = read_one(sent(resources=[{"id": arn, "type": "AWS_ECR_CONTAINER_IMAGE"}])).resources
    assert (image.type, image.id) == ("AwsEcrContainerImage", arn)


def test_without_an_event_it_is_a_claim_that_never_takes_the_place_of_the_real_one() -> None:
    claim = read_one(vulnerability())
    assert not claim.producer.verified
    assert claim.key != read_one(sent()).key


def test_another_source_and_a_finding_without_an_arn_are_notices() -> None:
    forged = event("my.app", "Inspector2 Finding", vulnerability())
    assert "my.app" in notice_of(forged).reason
    assert "findingArn" in notice_of(sent(findingArn="")).reason
