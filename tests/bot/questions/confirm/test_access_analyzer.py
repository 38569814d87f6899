"""A finding is read again at the account's analyzers, and only what stands there bears it out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.aws.access import AwsEstate
from bot.domain.finding import Finding, Resource, Severity
from bot.domain.policy import Account
from bot.questions.confirm.access_analyzer import AccessAnalyzer
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION
from tests.bot.questions.confirm.asking import AT, come_in, forged, told

SOURCE = AccessAnalyzer()
BUCKET = "arn:aws:s3:::payroll"
KIND = "Access Analyzer Finding"


def found(aws: SimulatedAws, account: str, *, is_public: bool = True) -> Finding:
    """Let an analyzer find a bucket within reach, and return the finding as it comes in."""
    at = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    kept = {
        "id": "a-1",
        "resource": BUCKET,
        "resourceType": "AWS::S3::Bucket",
        "resourceOwnerAccount": account,
        "status": "ACTIVE",
        "createdAt": at,
        "updatedAt": at,
        "analyzedAt": at,
        "findingType": "ExternalAccess",
        "findingDetails": [{"externalAccessDetails": {"condition": {}, "isPublic": is_public}}],
    }
    aws.reporters.analyzers.findings.put(account, REGION, kept)
    detail = {
        "id": "a-1",
        "accountId": account,
        "region": REGION,
        "resource": BUCKET,
        "resourceType": "AWS::S3::Bucket",
        "isPublic": is_public,
        "status": "ACTIVE",
        "createdAt": AT,
        "updatedAt": AT,
    }
    return come_in("aws.access-analyzer", KIND, account, detail)


@pytest.mark.parametrize(("is_public", "type_"), [(True, "public"), (False, "external")])
def test_what_an_analyzer_holds_is_borne_out(
    aws: SimulatedAws,
    estate: AwsEstate,
    prod: Account,
    is_public: bool,  # noqa: FBT001 - a column of the table
    type_: str,
) -> None:
    finding = found(aws, prod.number, is_public=is_public)
    assert finding.type == type_
    assert told(SOURCE, estate, prod, finding) == ""


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"native_id": "a-2"}, "IAM Access Analyzer knows no such finding"),
        ({"account": "444455556666"}, "IAM Access Analyzer knows no such finding"),
        ({"type": "ExternalAccess"}, "IAM Access Analyzer calls it public"),
        ({"severity": Severity.CRITICAL}, "IAM Access Analyzer calls it HIGH"),
        (
            {"resources": (Resource("AwsS3Bucket", "arn:aws:s3:::victim"),)},
            "at IAM Access Analyzer it does not name victim",
        ),
    ],
    ids=["other id", "other account", "other type", "other severity", "other bucket"],
)
def test_whatever_differs_from_what_an_analyzer_holds_is_told(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, changes: dict[str, Any], why: str
) -> None:
    assert told(SOURCE, estate, prod, forged(found(aws, prod.number), changes)) == why


def test_what_is_only_shared_is_not_public(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    shared = found(aws, prod.number, is_public=False)
    claimed = forged(shared, {"type": "public", "severity": Severity.HIGH})
    why = told(SOURCE, estate, prod, claimed)
    assert why == "IAM Access Analyzer calls it ExternalAccess"


def test_where_there_is_no_analyzer_nothing_is_borne_out(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    elsewhere = forged(found(aws, "444455556666"), {"account": prod.number})
    assert told(SOURCE, estate, prod, elsewhere) == "IAM Access Analyzer knows no such finding"
