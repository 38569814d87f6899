"""Tests of who runs under a role, and of when a user and its keys were used last."""

from __future__ import annotations

from bot.aws.access import AwsEstate
from bot.domain.policy import Account
from bot.questions.enrich.principal_radius import PrincipalRadius
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION
from tests.bot.questions.asked import asked, value_of, why

RADIUS = PrincipalRadius()
TRUST = '{"Version": "2012-10-17", "Statement": []}'


def test_a_role_is_told_with_who_runs_under_it(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    aws.client("iam", prod.number).create_role(RoleName="web", AssumeRolePolicyDocument=TRUST)

    told = value_of(asked(estate, prod, RADIUS, "AwsIamRole", "web"))
    assert told == (
        "Role web was not used within IAM's memory of 400 days. No instance and no function in "
        f"{REGION} runs under role web; other Regions and services were not looked at"
    )


def test_a_user_is_told_with_its_keys_and_a_key_with_its_users(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    iam = aws.client("iam", prod.number)
    iam.create_user(UserName="carol")
    assert value_of(asked(estate, prod, RADIUS, "AwsIamUser", "carol")) == (
        "User carol has no access key"
    )
    key = iam.create_access_key(UserName="carol")["AccessKey"]
    for kind, name in (("AwsIamUser", "carol"), ("AwsIamAccessKey", key["AccessKeyId"])):
        told = value_of(asked(estate, prod, RADIUS, kind, name))
        assert told == f"Key {key['AccessKeyId']} of user carol: never used"

    used = aws.client_of("s3", key["AccessKeyId"], key["SecretAccessKey"], region=REGION)
    used.list_buckets()
    told = value_of(asked(estate, prod, RADIUS, "AwsIamUser", "carol"))
    assert f", s3 in {REGION}" in told


def test_whoever_is_gone_has_no_radius(estate: AwsEstate, prod: Account) -> None:
    for kind in ("AwsIamRole", "AwsIamUser"):
        assert why(asked(estate, prod, RADIUS, kind, "gone")) == "gone is not there any more"
    assert why(asked(estate, prod, RADIUS, "AwsIamAccessKey", "none")).startswith("the finding")
