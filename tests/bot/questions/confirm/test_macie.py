"""A finding is read again at Macie by its id, and only what stands there bears it out."""

from __future__ import annotations

from typing import Any

import pytest

from bot.aws.access import AwsEstate
from bot.domain.finding import Finding, Resource, Severity
from bot.domain.policy import Account
from bot.questions.confirm.macie import Macie
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION
from tests.bot.questions.confirm.asking import AT, come_in, forged, told

SOURCE = Macie()


def found(aws: SimulatedAws, account: str) -> Finding:
    """Let Macie find an open bucket, and return the finding as it comes in."""
    bucket = {"name": "payroll", "arn": "arn:aws:s3:::payroll"}
    role = {"arn": f"arn:aws:sts::{account}:assumed-role/admin/ann@example.com"}
    issuer = {"sessionIssuer": {"userName": "admin", "type": "Role"}}
    detail = {
        "id": "m-1",
        "accountId": account,
        "region": REGION,
        "type": "Policy:IAMUser/S3BucketPublic",
        "title": "A bucket is public",
        "description": "It is.",
        "severity": {"description": "High", "score": 3},
        "createdAt": AT,
        "updatedAt": AT,
        "resourcesAffected": {"s3Bucket": bucket, "s3Object": {"key": "a/b.csv"}},
        "policyDetails": {
            "actor": {"userIdentity": {"assumedRole": {**role, "sessionContext": issuer}}}
        },
    }
    aws.reporters.macie.findings.put(account, REGION, detail)
    return come_in("aws.macie", "Macie Finding", account, detail)


def test_what_macie_holds_is_borne_out(aws: SimulatedAws, estate: AwsEstate, prod: Account) -> None:
    finding = found(aws, prod.number)
    assert finding.principals == ("admin", "ann@example.com")
    assert told(SOURCE, estate, prod, finding) == ""


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"native_id": "m-2"}, "Macie knows no such finding"),
        ({"account": "444455556666"}, "Macie knows no such finding"),
        (
            {"type": "SensitiveData:S3Object/Personal"},
            "Macie calls it Policy:IAMUser/S3BucketPublic",
        ),
        ({"severity": Severity.LOW}, "Macie calls it HIGH"),
        ({"principals": ("admin",)}, "Macie does not name the same users and sessions"),
        (
            {"resources": (Resource("AwsS3Bucket", "arn:aws:s3:::victim"),)},
            "at Macie it does not name victim",
        ),
    ],
    ids=["other id", "other account", "other type", "other severity", "one fewer", "other bucket"],
)
def test_whatever_differs_from_what_macie_holds_is_told(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, changes: dict[str, Any], why: str
) -> None:
    assert told(SOURCE, estate, prod, forged(found(aws, prod.number), changes)) == why
