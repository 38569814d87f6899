"""Findings of Macie, as EventBridge sends them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.finding import Severity
from tests.bot.intake.formats.events import event
from tests.bot.intake.formats.examples import ACCOUNT, REGION, notice_of, read_one


def opened(**changes: Any) -> dict[str, Any]:
    """Return a bucket that somebody has made public."""
    detail = {
        "schemaVersion": "1.0",
        "id": "m1",
        "accountId": ACCOUNT,
        "partition": "aws",
        "region": REGION,
        "type": "Policy:IAMUser/S3BucketPublic",
        "title": "The bucket is open to everybody",
        "description": "Its policy lets anybody read.",
        "severity": {"score": 3, "description": "High"},
        "createdAt": "2026-11-22T08:00:00Z",
        "updatedAt": "2026-11-22T08:30:00Z",
        "count": 2,
        "category": "POLICY",
        "archived": False,
        "sample": False,
        "resourcesAffected": {
            "s3Bucket": {
                "arn": "arn:aws:s3:::pay-receipts",
                "name": "pay-receipts",
                "tags": [{"key": "owner", "value": "pay"}],
            },
            "s3Object": {"bucketArn": "arn:aws:s3:::pay-receipts", "key": "2026/a.csv"},
        },
        "policyDetails": {
            "action": {"apiCallDetails": {"lastSeen": "2026-11-22T08:29:00Z"}},
            "actor": {
                "ipAddressDetails": {"ipAddressV4": "198.51.100.7"},
                "userIdentity": {
                    "type": "AssumedRole",
                    "assumedRole": {
                        "arn": f"arn:aws:sts::{ACCOUNT}:assumed-role/admin/mallory",
                        "sessionContext": {"sessionIssuer": {"userName": "admin"}},
                    },
                },
            },
        },
        **changes,
    }
    return event("aws.macie", "Macie Finding", detail)


def test_an_open_bucket_says_who_has_opened_it_and_from_where() -> None:
    finding = read_one(opened())

    assert finding.key == f"macie:aws:{ACCOUNT}:{REGION}:m1"
    assert (finding.type, finding.severity) == ("Policy:IAMUser/S3BucketPublic", Severity.HIGH)
    assert (finding.account, finding.count, finding.score) == (ACCOUNT, 2, 3.0)
    bucket, item = finding.resources
    assert (bucket.type, bucket.id, bucket.name) == (
        "AwsS3Bucket",
        "arn:aws:s3:::pay-receipts",
        "pay-receipts",
    )
    assert bucket.tags == (("owner", "pay"),)
    assert (item.type, item.id) == ("AwsS3Object", "arn:aws:s3:::pay-receipts/2026/a.csv")
    assert finding.principals == ("admin", "mallory")
    assert finding.remote == ("198.51.100.7",)
    assert not finding.sample
    assert not finding.archived


def test_a_user_is_named_as_such() -> None:
    details = {"actor": {"userIdentity": {"type": "IAMUser", "iamUser": {"userName": "eve"}}}}
    assert read_one(opened(policyDetails=details)).principals == ("eve",)


@pytest.mark.parametrize(
    ("word", "severity"),
    [("Low", Severity.LOW), ("Medium", Severity.MEDIUM), ("", Severity.MEDIUM)],
)
def test_its_three_words_are_three_severities(word: str, severity: Severity) -> None:
    assert read_one(opened(severity={"description": word})).severity is severity


def test_a_sample_and_an_archived_one_say_so() -> None:
    assert read_one(opened(sample=True)).sample
    assert read_one(opened(archived=True)).archived


def test_a_bucket_without_an_arn_is_known_by_its_name() -> None:
    (bucket,) = read_one(opened(resourcesAffected={"s3Bucket": {"name": "pay"}})).resources
    assert bucket.id == "arn:aws:s3:::pay"


def test_one_without_an_id_is_a_notice() -> None:
    assert "Macie without id" in notice_of(opened(id=None)).reason
