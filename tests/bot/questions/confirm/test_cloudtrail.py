"""A call is looked up again in CloudTrail, and only what was really called bears it out."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.aws.access import AwsEstate
from bot.domain.finding import Finding, Resource, Severity
from bot.domain.policy import Account
from bot.questions.confirm.cloudtrail import CloudTrail
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION
from tests.bot.questions.confirm.asking import come_in, forged, told

SOURCE = CloudTrail()
CALL = "AWS API Call via CloudTrail"


def called(aws: SimulatedAws, account: str, *, is_there: bool = True) -> Finding:
    """Stop a trail's logging, or try to where there is none; return it as it comes in."""
    client = aws.client("cloudtrail", account, REGION)
    if is_there:
        aws.client("s3", account, REGION).create_bucket(
            Bucket=f"trail-{account}", CreateBucketConfiguration={"LocationConstraint": REGION}
        )
        client.create_trail(Name="main", S3BucketName=f"trail-{account}")
        client.stop_logging(Name="main")
    else:
        with pytest.raises(client.exceptions.TrailNotFoundException):
            client.stop_logging(Name="main")
    asked = [{"AttributeKey": "EventName", "AttributeValue": "StopLogging"}]
    event = client.lookup_events(LookupAttributes=asked)["Events"][0]
    record = json.loads(event["CloudTrailEvent"])
    return come_in("aws.cloudtrail", CALL, account, record)


def test_what_was_called_is_borne_out(aws: SimulatedAws, estate: AwsEstate, prod: Account) -> None:
    finding = called(aws, prod.number)
    assert finding.severity is Severity.CRITICAL
    assert told(SOURCE, estate, prod, finding) == ""


def test_what_was_refused_is_found_by_its_name_and_time(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    finding = called(aws, prod.number, is_there=False)
    assert finding.severity is Severity.HIGH
    assert told(SOURCE, estate, prod, finding) == ""
    never = replace(finding, last_seen=None)
    assert told(SOURCE, estate, prod, never) == "CloudTrail knows no such finding"
    worse = forged(finding, {"severity": Severity.CRITICAL})
    assert told(SOURCE, estate, prod, worse) == "CloudTrail calls it HIGH"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"native_id": "forged"}, "CloudTrail knows no such finding"),
        ({"account": "444455556666"}, "CloudTrail knows no such finding"),
        ({"type": "guardduty:DeleteDetector"}, "CloudTrail calls it cloudtrail:StopLogging"),
        ({"principals": ("ann",)}, "CloudTrail does not name the same users and sessions"),
        (
            {"resources": (Resource("AwsIamUser", "arn:aws:iam::1:user/main"),)},
            "at CloudTrail it does not name main",
        ),
        (
            {"resources": (Resource("AwsIamAccessKey", "AKIAVICTIM1234567890"),)},
            "at CloudTrail it does not name AKIAVICTIM1234567890",
        ),
    ],
    ids=["other id", "other account", "other call", "other person", "a trail's name", "other key"],
)
def test_whatever_differs_from_what_was_called_is_told(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, changes: dict[str, Any], why: str
) -> None:
    assert told(SOURCE, estate, prod, forged(called(aws, prod.number), changes)) == why
