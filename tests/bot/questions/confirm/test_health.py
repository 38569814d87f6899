"""An event is read again at AWS Health with all that it affects; some accounts may not ask."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from bot.aws.access import AwsEstate
from bot.domain.finding import Finding, Resource, Severity
from bot.domain.policy import Account
from bot.questions.confirm.health import Health
from bot.questions.reasons import is_denial, reason_of
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION
from tests.bot.questions.confirm.asking import AT, come_in, forged, told

SOURCE = Health()
CODE = "AWS_RISK_CREDENTIALS_EXPOSED"
KEY = "AKIAIOSFODNN7EXAMPLE"
INSTANCE = "i-0abc1234567890def"


def found(aws: SimulatedAws, account: str) -> Finding:
    """Let Health tell of an exposed key, and return the finding as it comes in."""
    arn = f"arn:aws:health:us-east-1::event/RISK/{CODE}/{account}"
    told_of = {"arn": arn, "service": "RISK", "eventTypeCode": CODE, "statusCode": "open"}
    aws.reporters.health.tell(account, told_of, (KEY, INSTANCE))
    detail = {
        "eventArn": arn,
        "service": "RISK",
        "eventTypeCode": CODE,
        "eventTypeCategory": "issue",
        "startTime": AT,
        "affectedEntities": [{"entityValue": KEY}, {"entityValue": INSTANCE}],
        "affectedAccount": account,
        "eventRegion": REGION,
    }
    return come_in("aws.health", "AWS Health Event", account, detail)


def test_what_health_tells_is_borne_out_and_so_is_each_page_of_it(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    finding = found(aws, prod.number)
    assert told(SOURCE, estate, prod, finding) == ""
    page = forged(finding, {"native_id": f"{finding.native_id}/page/2"})
    assert told(SOURCE, estate, prod, page) == ""


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"native_id": "arn:aws:health:x::event/1"}, "AWS Health knows no such finding"),
        ({"type": "AWS_ABUSE"}, f"AWS Health calls it {CODE}"),
        ({"severity": Severity.LOW}, "AWS Health calls it CRITICAL"),
        (
            {"resources": (Resource("AwsIamAccessKey", "AKIAVICTIM1234567890"),)},
            "at AWS Health it does not name AKIAVICTIM1234567890",
        ),
    ],
    ids=["other id", "other type", "other severity", "other key"],
)
def test_whatever_differs_from_what_health_tells_is_told(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, changes: dict[str, Any], why: str
) -> None:
    assert told(SOURCE, estate, prod, forged(found(aws, prod.number), changes)) == why


def test_without_a_support_plan_it_is_said_that_one_is_needed(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    finding = found(aws, prod.number)
    aws.reporters.plans.end(prod.number)
    with pytest.raises(ClientError) as caught:
        told(SOURCE, estate, prod, finding)
    why = reason_of(caught.value, prod.number, 3.0).plain()
    says = f"DescribeEventDetails needs a Support plan with the API, which {prod.number} has not"
    assert (why, is_denial(caught.value)) == (says, True)
