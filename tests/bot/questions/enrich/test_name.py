"""Tests of what people call the resource."""

from __future__ import annotations

import pytest

from bot.aws.access import AwsEstate
from bot.domain.answer import Subject
from bot.domain.policy import Account
from bot.questions.enrich.name import Name
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION
from tests.bot.questions.asked import NobodysAws, asked, value_of, why
from tests.bot.questions.enrich.resources import an_instance

NAME = Name()


def test_an_instance_is_called_by_its_name_tag(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    instance = an_instance(aws, prod.number, {"name": "no", "Name": "web-7", "Owner": "ann"})
    arn = f"arn:aws:ec2:{REGION}:{prod.number}:instance/{instance}"

    found = asked(estate, prod, NAME, "AwsEc2Instance", arn)

    assert value_of(found) == "web-7"
    assert NAME.source_of(Subject("", "", "AwsEc2Instance", arn)) == "ec2:DescribeInstances"


def test_an_instance_without_a_name_says_so(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    instance = an_instance(aws, prod.number)

    found = asked(estate, prod, NAME, "AwsEc2Instance", instance)

    assert why(found) == f"{instance} has no tag Name"


def test_a_key_is_called_by_its_user(aws: SimulatedAws, estate: AwsEstate, prod: Account) -> None:
    iam = aws.client("iam", prod.number)
    iam.create_user(UserName="ci-deployer")
    key = iam.create_access_key(UserName="ci-deployer")["AccessKey"]["AccessKeyId"]

    assert value_of(asked(estate, prod, NAME, "AwsIamAccessKey", key)) == "ci-deployer"
    assert "temporary" in why(asked(estate, prod, NAME, "AwsIamAccessKey", "ASIAIOSFODNN7EXAMPLE"))


@pytest.mark.parametrize(
    ("kind", "resource_id", "region", "name"),
    [
        ("AwsS3Bucket", "arn:aws:s3:::pay-receipts", "eu-west-1", "pay-receipts"),
        ("AwsS3Bucket", "pay-receipts", "", "pay-receipts"),
        ("AwsIamUser", "arn:aws:iam::111122223333:user/ops/ann", "us-east-1", "ann"),
        ("AwsIamRole", "arn:aws:iam::111122223333:role/web-prod", "us-east-1", "web-prod"),
    ],
)
def test_what_bears_its_own_name_needs_no_call(
    kind: str, resource_id: str, region: str, name: str
) -> None:
    subject = Subject("111122223333", region, kind, resource_id)

    known = NAME.known(subject, None)

    assert known
    assert known.value == name
    assert NAME.source_of(subject) == "resource id"


@pytest.mark.parametrize("kind", ["AwsEc2Instance", "AwsIamAccessKey"])
def test_what_does_not_bear_its_name_has_to_be_asked_about(kind: str) -> None:
    assert NAME.known(Subject("111122223333", "eu-west-1", kind, "x"), None) is None


def test_an_instance_that_aws_does_not_list_any_more_is_gone() -> None:
    subject = Subject("111122223333", REGION, "AwsEc2Instance", "i-0abc")

    assert why(NAME.ask(NobodysAws(), subject)) == "i-0abc is not there any more"
