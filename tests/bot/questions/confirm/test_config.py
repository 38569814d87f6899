"""A change of compliance is held against what AWS Config says of the resource now."""

from __future__ import annotations

from typing import Any

import pytest

from bot.aws.access import AwsEstate
from bot.domain.finding import Finding, Resource
from bot.domain.policy import Account
from bot.questions.confirm.config import Config
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION
from tests.bot.questions.confirm.asking import AT, come_in, forged, told

SOURCE = Config()
RULE = "s3-bucket-public-read-prohibited"
BUCKET = ("AWS::S3::Bucket", "payroll")


def found(aws: SimulatedAws, account: str, now: str = "NON_COMPLIANT") -> Finding:
    """Let a rule find an open bucket, which stands like this now; return it as it comes in."""
    aws.reporters.compliance.judge(account, REGION, BUCKET, "another-rule", "COMPLIANT")
    aws.reporters.compliance.judge(account, REGION, BUCKET, RULE, now)
    detail = {
        "awsAccountId": account,
        "awsRegion": REGION,
        "configRuleName": RULE,
        "resourceType": BUCKET[0],
        "resourceId": BUCKET[1],
        "newEvaluationResult": {"complianceType": "NON_COMPLIANT", "resultRecordedTime": AT},
    }
    return come_in("aws.config", "Config Rules Compliance Change", account, detail)


@pytest.mark.parametrize(
    ("now", "why"),
    [("NON_COMPLIANT", ""), ("COMPLIANT", "at AWS Config it is COMPLIANT now")],
)
def test_what_the_rule_says_now_bears_it_out_or_not(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, now: str, why: str
) -> None:
    assert told(SOURCE, estate, prod, found(aws, prod.number, now)) == why


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"native_id": f"{RULE}|AWS::S3::Bucket|victim"}, "AWS Config knows no such finding"),
        ({"native_id": "no-rule|AWS::S3::Bucket|payroll"}, "AWS Config knows no such finding"),
        ({"type": "other"}, f"AWS Config calls it {RULE}"),
        (
            {"resources": (Resource("AwsS3Bucket", "arn:aws:s3:::victim"),)},
            "at AWS Config it does not name victim",
        ),
    ],
    ids=["other bucket's id", "other rule's id", "other rule", "other bucket"],
)
def test_whatever_differs_from_what_config_holds_is_told(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, changes: dict[str, Any], why: str
) -> None:
    assert told(SOURCE, estate, prod, forged(found(aws, prod.number), changes)) == why


@pytest.mark.parametrize("owner", ["CUSTOM_LAMBDA", "CUSTOM_POLICY"])
def test_what_a_rule_says_that_somebody_in_the_account_made_is_never_confirmed(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, owner: str
) -> None:
    finding = found(aws, prod.number)
    aws.reporters.compliance.owners[RULE] = owner
    assert told(SOURCE, estate, prod, finding) == (
        f"{RULE} is a custom rule of AWS Config, so that whoever made it chooses what it finds"
    )
