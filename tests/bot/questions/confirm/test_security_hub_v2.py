"""A finding is found at Security Hub V2 by its product and its own id, and named as ASFF names it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.aws.access import AwsEstate
from bot.domain.finding import Finding, Producer, Resource
from bot.domain.policy import Account
from bot.questions.confirm.securityhub import SecurityHub
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION
from tests.bot.questions.confirm.asking import come_in, forged, told

SOURCE = SecurityHub()
PRODUCT = f"arn:aws:securityhub:{REGION}::productv2/aws/macie"


def found(aws: SimulatedAws, account: str) -> Finding:
    """Let Security Hub V2 keep a finding of Macie's, and return it as it comes in."""
    document: dict[str, Any] = {
        "class_uid": 2004,
        "severity_id": 4,
        "status_id": 1,
        "time": 1767323045000,
        "metadata": {"uid": "hash-1", "product": {"uid": PRODUCT, "name": "Macie"}},
        "cloud": {"account": {"uid": account}, "region": REGION, "provider": "AWS"},
        "finding_info": {"uid": "macie-1", "title": "An open bucket", "types": ["Policy"]},
        "resources": [
            {"type": "AWS::S3::Bucket", "uid": "payroll"},
            {"type": "AWS::EC2::Instance", "uid": "i-0abc"},
        ],
    }
    aws.reporters.hub_v2.keep(account, REGION, document)
    kind = "Findings Imported V2"
    return come_in("aws.securityhub", kind, account, {"findings": [document]})


@pytest.mark.parametrize("is_older_on", [True, False])
def test_what_v2_holds_is_borne_out_whether_or_not_the_older_one_is_on(
    aws: SimulatedAws,
    estate: AwsEstate,
    prod: Account,
    is_older_on: bool,  # noqa: FBT001 - a column of the table
) -> None:
    if is_older_on:
        aws.client("securityhub", prod.number, REGION).enable_security_hub()
    finding = found(aws, prod.number)
    assert {one.type for one in finding.resources} == {"AwsS3Bucket", "AwsEc2Instance"}
    assert told(SOURCE, estate, prod, finding) == ""


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"native_id": "forged"}, "Security Hub knows no such finding"),
        (
            {"resources": (Resource("AwsS3Bucket", "arn:aws:s3:::victim"),)},
            "at Security Hub it does not name victim",
        ),
        ({"type": "S3.1"}, "at Security Hub it is no finding of the control S3.1"),
    ],
    ids=["other id", "other bucket", "another control"],
)
def test_whatever_differs_from_what_v2_holds_is_told(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, changes: dict[str, Any], why: str
) -> None:
    assert told(SOURCE, estate, prod, forged(found(aws, prod.number), changes)) == why


def test_another_product_s_finding_of_that_id_bears_nothing_out(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    finding = found(aws, prod.number)
    other = finding.producer.product.replace("macie", "guardduty")
    claimed = forged(finding, {"producer": Producer("securityhub", other, verified=True)})
    assert told(SOURCE, estate, prod, claimed) == "Security Hub knows no such finding"


def test_that_v2_may_not_be_asked_is_told_beside_what_the_older_one_says(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    aws.client("securityhub", prod.number, REGION).enable_security_hub()
    finding = found(aws, prod.number)
    aws.faults.place(Fault(Failing.DENIED, prod.number, operation="GetFindingsV2"))
    assert told(SOURCE, estate, prod, finding) == (
        f"Security Hub CSPM knows no such finding, and GetFindingsV2 was denied in {prod.number}"
    )
