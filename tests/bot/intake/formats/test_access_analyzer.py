"""Findings of IAM Access Analyzer, as EventBridge sends them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.finding import Severity, Workflow
from tests.bot.intake.formats.events import event
from tests.bot.intake.formats.examples import ACCOUNT, REGION, notice_of, read_one

EXTERNAL = "Access Analyzer Finding"
INTERNAL = "Internal Access Finding"
UNUSED = "Unused Access Finding for IAM entities"


def reached(kind: str = EXTERNAL, **changes: Any) -> dict[str, Any]:
    """Return a bucket that another account can read."""
    detail = {
        "version": "1.0",
        "id": "a1",
        "status": "ACTIVE",
        "resourceType": "AWS::S3::Bucket",
        "resource": "arn:aws:s3:::pay-receipts",
        "createdAt": "2026-11-22T08:00:00Z",
        "analyzedAt": "2026-11-22T08:29:00Z",
        "updatedAt": "2026-11-22T08:30:00Z",
        "accountId": ACCOUNT,
        "region": REGION,
        "principal": {"AWS": "444455556666"},
        "action": ["s3:GetObject"],
        "isDeleted": False,
        "isPublic": False,
        **changes,
    }
    return event("aws.access-analyzer", kind, detail)


def test_a_resource_that_another_account_reaches_is_told_in_the_workloads_account() -> None:
    finding = read_one(reached())

    assert finding.key == f"access-analyzer:aws:{ACCOUNT}:{REGION}:a1"
    assert (finding.severity, finding.type) == (Severity.MEDIUM, "external")
    (bucket,) = finding.resources
    assert (bucket.type, bucket.name) == ("AwsS3Bucket", "pay-receipts")
    assert "from outside" in finding.title


def test_what_anybody_reaches_is_high() -> None:
    finding = read_one(reached(isPublic=True))
    assert finding.severity is Severity.HIGH
    assert finding.title == "Anybody can reach arn:aws:s3:::pay-receipts"


def test_what_is_unused_has_its_id_under_another_name_and_is_low() -> None:
    role = f"arn:aws:iam::{ACCOUNT}:role/old"
    changes = {"id": None, "findingId": "u1", "findingType": "UnusedIAMRole"}
    finding = read_one(reached(UNUSED, resource=role, resourceType="AWS::IAM::Role", **changes))
    assert (finding.native_id, finding.severity) == ("u1", Severity.LOW)
    assert (finding.type, finding.resources[0].type) == ("UnusedIAMRole", "AwsIamRole")


def test_access_from_inside_is_low() -> None:
    assert read_one(reached(INTERNAL)).severity is Severity.LOW


@pytest.mark.parametrize(
    ("changes", "workflow", "archived"),
    [
        ({"status": "RESOLVED"}, Workflow.RESOLVED, False),
        ({"isDeleted": True}, Workflow.RESOLVED, False),
        ({"status": "ARCHIVED"}, Workflow.NEW, True),
    ],
)
def test_what_is_over_and_what_somebody_has_archived_are_told_apart(
    changes: dict[str, Any], workflow: Workflow, *, archived: bool
) -> None:
    finding = read_one(reached(**changes))
    assert (finding.workflow, finding.archived) == (workflow, archived)


def test_one_that_could_not_be_analyzed_says_why() -> None:
    assert read_one(reached(error="ACCESS_DENIED")).description == "ACCESS_DENIED"


def test_another_source_is_a_notice() -> None:
    forged = reached() | {"source": "my.app"}
    assert "IAM Access Analyzer, but the event came from my.app" in notice_of(forged).reason
