from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from practice.aws.estate import DENY_ALL_POLICY, Accounts, Estate, Plan, build
from practice.aws.server import SimulatedAws
from practice.range import TEMPLATE
from tests.practice.aws.asking import allowing, refusal, until
from tests.practice.aws.endpoint import an_endpoint
from tests.practice.aws.verifying import verify


@pytest.fixture(scope="module")
def accounts(account_numbers: Iterator[str]) -> Accounts:
    return Accounts(next(account_numbers), next(account_numbers), next(account_numbers))


@pytest.fixture(scope="module")
def estate(aws: SimulatedAws, accounts: Accounts) -> Estate:
    policies = {"secbot-release": json.loads(allowing("ec2:DescribeVpcs"))}
    return build(aws, Plan(accounts, role_policies=policies))


def enter(aws: SimulatedAws, estate: Estate, role: str, service: str) -> Any:
    given = aws.client("sts", estate.home).assume_role(
        RoleArn=f"arn:aws:iam::{estate.prod.account}:role/{role}",
        RoleSessionName="A-19X",
        ExternalId=estate.external_id,
        SourceIdentity="ann@example.com",
    )["Credentials"]
    return aws.client_of(
        service,
        given["AccessKeyId"],
        given["SecretAccessKey"],
        given["SessionToken"],
        region=estate.region,
    )


def test_two_accounts_are_looked_after(estate: Estate, accounts: Accounts) -> None:
    assert [one.account for one in estate.places] == [accounts.prod, accounts.staging]
    assert len(estate.prod.interfaces["web-7"]) == 2
    assert set(estate.prod.instances) == {"web-7", "web-8", "ledger-1"}


def test_the_home_account_enters_by_each_role(aws: SimulatedAws, estate: Estate) -> None:
    for role in estate.roles:
        arn = enter(aws, estate, role, "sts").get_caller_identity()["Arn"]
        assert arn.endswith(f":assumed-role/{role}/A-19X")


def test_no_other_account_enters(aws: SimulatedAws, estate: Estate) -> None:
    code = refusal(
        aws.client("sts", estate.staging.account).assume_role,
        RoleArn=f"arn:aws:iam::{estate.prod.account}:role/secbot-contain",
        RoleSessionName="A-19X",
        ExternalId=estate.external_id,
    )

    assert code == "AccessDenied"


def test_a_role_has_the_rights_that_the_plan_gives_it(aws: SimulatedAws, estate: Estate) -> None:
    ec2 = enter(aws, estate, "secbot-release", "ec2")

    ec2.describe_vpcs()
    assert refusal(ec2.describe_instances) == "UnauthorizedOperation"


def test_the_policy_to_contain_by_is_there(aws: SimulatedAws, estate: Estate) -> None:
    for place in estate.places:
        arn = f"arn:aws:iam::{place.account}:policy/{DENY_ALL_POLICY}"
        assert aws.client("iam", place.account).get_policy(PolicyArn=arn)["Policy"]["Arn"] == arn


def test_findings_of_a_member_reach_the_home_topic_signed(
    aws: SimulatedAws, estate: Estate
) -> None:
    sns = aws.client("sns", estate.home, estate.region)
    with an_endpoint() as endpoint:
        sns.subscribe(TopicArn=estate.topic_arn, Protocol="http", Endpoint=endpoint.url)
        (asked,) = until(lambda: endpoint.of_type("SubscriptionConfirmation"))
        sns.confirm_subscription(TopicArn=estate.topic_arn, Token=asked["Token"])

        aws.raise_finding(estate.prod.account, estate.region, {"type": "Recon:EC2/Portscan"})
        (message,) = until(lambda: endpoint.of_type("Notification"))

    verify(aws.certificate_pem, message)
    event = json.loads(message["Message"])
    assert message["SignatureVersion"] == "2"
    assert (event["account"], event["detail"]["accountId"]) == (estate.home, estate.prod.account)
    assert event["detail"]["service"]["detectorId"] == estate.prod.detector


def test_one_bucket_can_be_opened_and_one_cannot(aws: SimulatedAws, estate: Estate) -> None:
    s3 = aws.client("s3", estate.prod.account, estate.region)
    shut, openable = estate.prod.buckets

    def policy(name: str) -> str:
        return allowing("s3:GetObject", resource=f"arn:aws:s3:::{name}/*", Principal="*")

    s3.put_bucket_policy(Bucket=openable, Policy=policy(openable))
    assert refusal(s3.put_bucket_policy, Bucket=shut, Policy=policy(shut)) == "AccessDenied"
    s3.delete_bucket_policy(Bucket=openable)


def test_a_template_makes_the_roles_instead(
    aws: SimulatedAws, account_numbers: Iterator[str]
) -> None:
    numbers = Accounts(next(account_numbers), next(account_numbers), next(account_numbers))
    built = build(aws, Plan(numbers, template=TEMPLATE.read_text(encoding="utf-8")))

    for role in built.roles:
        enter(aws, built, role, "sts").get_caller_identity()
    contain = enter(aws, built, "secbot-contain", "ec2")
    assert refusal(contain.describe_instances) == "UnauthorizedOperation"
    policies = aws.client("iam", numbers.prod).list_policies(Scope="Local")["Policies"]
    assert DENY_ALL_POLICY in [each["PolicyName"] for each in policies]
