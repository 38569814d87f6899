"""Tests of looking up whom an access key belongs to."""

from __future__ import annotations

import pytest

from bot.aws.access import AwsEstate
from bot.domain.answer import Subject
from bot.domain.policy import Account
from bot.questions.contract import Missing
from bot.questions.enrich.access_keys import user_of
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION

ACTIONS = ("iam:GetAccessKeyLastUsed",)


def looked_up(estate: AwsEstate, prod: Account, resource_id: str) -> str:
    subject = Subject(prod.number, REGION, "AwsIamAccessKey", resource_id)
    found = user_of(estate.reading(prod, REGION, ACTIONS), subject)
    return found.reason.plain() if isinstance(found, Missing) else found


@pytest.mark.parametrize("spelling", ["{key}", "AWS::IAM::AccessKey:{key}"])
def test_the_user_of_a_long_lived_key_is_found_however_the_finding_names_the_key(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, spelling: str
) -> None:
    iam = aws.client("iam", prod.number)
    iam.create_user(UserName="ci-deployer")
    key = iam.create_access_key(UserName="ci-deployer")["AccessKey"]["AccessKeyId"]

    assert looked_up(estate, prod, spelling.format(key=key)) == "ci-deployer"


def test_a_temporary_key_has_no_user(estate: AwsEstate, prod: Account) -> None:
    said = looked_up(estate, prod, "AWS::IAM::AccessKey:ASIAIOSFODNN7EXAMPLE")

    assert said == "ASIAIOSFODNN7EXAMPLE is a temporary key: it belongs to a session, not to a user"


def test_a_key_that_is_not_told_is_not_asked_about(estate: AwsEstate, prod: Account) -> None:
    assert looked_up(estate, prod, "root") == "the finding does not tell the key's id"
