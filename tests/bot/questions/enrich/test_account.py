"""Tests of what people call the account."""

from __future__ import annotations

from dataclasses import replace

import pytest
from botocore.exceptions import ClientError

from bot.aws.access import AwsEstate
from bot.domain.answer import Subject
from bot.domain.policy import Account
from bot.questions.enrich.account import AccountName
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION
from tests.bot.questions.asked import Plain, asked, plainly, value_of

QUESTION = AccountName()


def subject(account: Account) -> Subject:
    return Subject(account.number, REGION, "AwsS3Bucket", "pay")


def test_the_policy_file_knows_best_and_aws_is_not_asked() -> None:
    account = Account("111122223333", "prod-payments")

    known = QUESTION.known(subject(account), account)

    assert known
    assert plainly(known) == Plain("prod-payments", "policy file")


def test_an_account_without_a_name_there_has_to_be_asked_about() -> None:
    account = Account("111122223333", "")

    assert QUESTION.known(subject(account), account) is None
    assert QUESTION.known(subject(account), None) is None


def test_organizations_knows_the_name(aws: SimulatedAws, estate: AwsEstate, prod: Account) -> None:
    organizations = aws.client("organizations", prod.number)
    organizations.create_organization(FeatureSet="ALL")
    name = organizations.describe_account(AccountId=prod.number)["Account"]["Name"]

    found = asked(estate, replace(prod, name=""), QUESTION, "AwsS3Bucket", "pay")

    assert value_of(found) == name


def test_what_organizations_does_not_answer_rises(estate: AwsEstate, prod: Account) -> None:
    with pytest.raises(ClientError, match="DescribeAccount"):
        asked(estate, prod, QUESTION, "AwsS3Bucket", "pay")
