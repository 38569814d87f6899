"""Tests of whose the resource is."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from bot.aws.access import AwsEstate
from bot.domain.answer import Subject
from bot.domain.policy import Account
from bot.questions.enrich.owner import Owner
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION
from tests.bot.questions.asked import Plain, asked, plainly, value_of, why
from tests.bot.questions.enrich.resources import a_bucket, an_instance, tags

OWNER = Owner()


@pytest.mark.parametrize(
    ("named", "owner", "source"),
    [
        ({"owner": "ann", "Team": "pay"}, "ann", "tag owner, ec2:DescribeTags"),
        ({"Owner": "ann"}, "ann", "tag Owner, ec2:DescribeTags"),
        ({"TEAM": "pay", "Name": "web"}, "pay", "tag TEAM, ec2:DescribeTags"),
        ({"Owner": " ", "team": "pay"}, "pay", "tag team, ec2:DescribeTags"),
    ],
)
def test_the_tag_owner_or_else_team_names_the_owner_of_an_instance(
    aws: SimulatedAws,
    estate: AwsEstate,
    prod: Account,
    named: dict[str, str],
    owner: str,
    source: str,
) -> None:
    found = asked(estate, prod, OWNER, "AwsEc2Instance", an_instance(aws, prod.number, named))

    assert plainly(found) == Plain(owner, source)


def test_an_untagged_resource_says_so(aws: SimulatedAws, estate: AwsEstate, prod: Account) -> None:
    instance = an_instance(aws, prod.number, {"Name": "web-7"})

    found = asked(estate, prod, OWNER, "AwsEc2Instance", instance)

    assert why(found) == f"{instance} has no tag owner or team"


def test_of_an_untagged_key_the_user_is_named_who_bears_no_tag(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    iam = aws.client("iam", prod.number)
    iam.create_user(UserName="untagged-ci")
    key = iam.create_access_key(UserName="untagged-ci")["AccessKey"]["AccessKeyId"]

    found = asked(estate, prod, OWNER, "AwsIamAccessKey", key)

    assert why(found) == "untagged-ci has no tag owner or team"


def test_a_bucket_s_owner_is_in_its_tags(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    bucket = a_bucket(aws, prod.number)
    arn = f"arn:aws:s3:::{bucket}"
    assert (
        why(asked(estate, prod, OWNER, "AwsS3Bucket", arn)) == f"{bucket} has no tag owner or team"
    )
    aws.client("s3", prod.number, REGION).put_bucket_tagging(
        Bucket=bucket, Tagging={"TagSet": tags({"Owner": "payments"})}
    )

    found = asked(estate, prod, OWNER, "AwsS3Bucket", arn)

    assert plainly(found) == Plain("payments", "tag Owner, s3:GetBucketTagging")


def test_a_user_s_a_role_s_and_a_key_s_owner_is_in_the_principal_s_tags(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    iam = aws.client("iam", prod.number)
    iam.create_user(UserName="ci", Tags=tags({"owner": "ann"}))
    iam.create_role(RoleName="web", AssumeRolePolicyDocument="{}", Tags=tags({"team": "web"}))
    key = iam.create_access_key(UserName="ci")["AccessKey"]["AccessKeyId"]
    root = f"arn:aws:iam::{prod.number}"

    assert value_of(asked(estate, prod, OWNER, "AwsIamUser", f"{root}:user/ci")) == "ann"
    assert value_of(asked(estate, prod, OWNER, "AwsIamRole", f"{root}:role/web")) == "web"
    assert plainly(asked(estate, prod, OWNER, "AwsIamAccessKey", key)) == Plain(
        "ann", "tag owner, iam:ListUserTags"
    )
    assert "temporary key" in why(
        asked(estate, prod, OWNER, "AwsIamAccessKey", "ASIAIOSFODNN7EXAMPLE")
    )


def test_a_kind_whose_tags_are_not_read_says_so(estate: AwsEstate, prod: Account) -> None:
    found = asked(estate, prod, OWNER, "AwsLambdaFunction", "pay")

    assert why(found) == "secbot does not read tags of AwsLambdaFunction"


def test_a_bucket_that_is_gone_is_aws_s_own_refusal(estate: AwsEstate, prod: Account) -> None:
    with pytest.raises(ClientError, match="NoSuchBucket"):
        asked(estate, prod, OWNER, "AwsS3Bucket", "never-was-there")


def test_where_aws_has_no_owner_the_finding_s_tags_have_and_else_the_policy_file() -> None:
    account = Account("111122223333", "prod", owner="S0PAY")
    tagged = Subject("111122223333", REGION, "AwsEc2Instance", "i-0", (("Owner", "ann"),))
    plain = Subject("111122223333", REGION, "AwsEc2Instance", "i-0", (("Name", "web"),))

    assert plainly(OWNER.otherwise(tagged, account)) == Plain("ann", "tag Owner in the finding")
    assert plainly(OWNER.otherwise(plain, account)) == Plain("S0PAY", "policy file")
    assert OWNER.otherwise(plain, Account("111122223333", "prod")) is None
    assert OWNER.otherwise(plain, None) is None
