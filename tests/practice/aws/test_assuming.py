from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import allowing, refusal

EXTERNAL_ID = "range-external-id"


@pytest.fixture
def home(account_numbers: Any) -> str:
    return str(next(account_numbers))


def ask(aws: SimulatedAws, home: str, account: str, role: str, **more: Any) -> dict[str, Any]:
    answer: dict[str, Any] = aws.client("sts", home).assume_role(**asked(account, role, **more))
    return answer


def asked(account: str, role: str, **more: Any) -> dict[str, Any]:
    return {
        "RoleArn": f"arn:aws:iam::{account}:role/{role}",
        "RoleSessionName": "A-19X",
        "ExternalId": EXTERNAL_ID,
        **more,
    }


def entered(aws: SimulatedAws, service: str, answer: dict[str, Any]) -> Any:
    given = answer["Credentials"]
    return aws.client_of(
        service, given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"]
    )


def make_role(aws: SimulatedAws, account: str, name: str, *statements: dict[str, Any]) -> None:
    trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **s} for s in statements]}
    aws.client("iam", account).create_role(
        RoleName=name, AssumeRolePolicyDocument=json.dumps(trust)
    )


def test_a_session_in_another_account_is_who_it_says(
    aws: SimulatedAws, home: str, account: str
) -> None:
    aws.seed_roles(account, ("secbot-read",), EXTERNAL_ID)

    answer = ask(aws, home, account, "secbot-read", SourceIdentity="ann@example.com")

    arn = f"arn:aws:sts::{account}:assumed-role/secbot-read/A-19X"
    identity = entered(aws, "sts", answer).get_caller_identity()
    assert (identity["Account"], identity["Arn"]) == (account, arn)
    assert answer["AssumedRoleUser"]["Arn"] == arn
    assert answer["SourceIdentity"] == "ann@example.com"
    assert answer["Credentials"]["Expiration"] > datetime.now(UTC)


def test_the_record_knows_a_sessions_name_and_source_identity(
    aws: SimulatedAws, home: str, account: str
) -> None:
    aws.seed_roles(account, ("secbot-read",), EXTERNAL_ID)
    answer = ask(aws, home, account, "secbot-read", SourceIdentity="ann@example.com")

    entered(aws, "ec2", answer).describe_vpcs()

    (made,) = aws.calls(account=account, session="A-19X")
    assert (made.action, made.source_identity) == ("ec2:DescribeVpcs", "ann@example.com")
    assert made.access_key == answer["Credentials"]["AccessKeyId"]


def test_a_role_that_is_not_there_is_denied_like_one_that_does_not_trust(
    aws: SimulatedAws, home: str, account: str
) -> None:
    make_role(aws, account, "closed", {"Action": "sts:AssumeRole", "Principal": {"AWS": "1" * 12}})
    sts = aws.client("sts", home)

    assert refusal(sts.assume_role, **asked(account, "missing")) == "AccessDenied"
    assert refusal(sts.assume_role, **asked(account, "closed")) == "AccessDenied"


@pytest.mark.parametrize("external_id", [None, "another-id"])
def test_the_external_id_must_be_the_one_in_the_trust_policy(
    aws: SimulatedAws, home: str, account: str, external_id: str | None
) -> None:
    aws.seed_roles(account, ("secbot-read",), EXTERNAL_ID)
    how = asked(account, "secbot-read")
    del how["ExternalId"]

    given = {} if external_id is None else {"ExternalId": external_id}
    assert refusal(aws.client("sts", home).assume_role, **how, **given) == "AccessDenied"


def test_a_source_identity_needs_its_own_trust(aws: SimulatedAws, home: str, account: str) -> None:
    root = {"AWS": f"arn:aws:iam::{home}:root"}
    make_role(aws, account, "plain", {"Action": "sts:AssumeRole", "Principal": root})
    sts = aws.client("sts", home)

    ask(aws, home, account, "plain")
    with_identity = asked(account, "plain", SourceIdentity="ann@example.com")
    with_tags = asked(account, "plain", Tags=[{"Key": "k", "Value": "v"}])
    assert refusal(sts.assume_role, **with_identity) == "AccessDenied"
    assert refusal(sts.assume_role, **with_tags) == "AccessDenied"


def test_a_chain_of_roles_keeps_its_source_identity(
    aws: SimulatedAws, home: str, account: str
) -> None:
    aws.seed_roles(account, ("first", "second"), EXTERNAL_ID)
    first = entered(aws, "sts", ask(aws, home, account, "first", SourceIdentity="ann@example.com"))

    answer = first.assume_role(**asked(account, "second"))

    other = asked(account, "second", SourceIdentity="bob@example.com")
    assert answer["SourceIdentity"] == "ann@example.com"
    assert refusal(first.assume_role, **other) == "AccessDenied"


def test_a_session_cannot_last_longer_than_its_role_allows(
    aws: SimulatedAws, home: str, account: str
) -> None:
    aws.seed_roles(account, ("secbot-read",), EXTERNAL_ID)

    long = asked(account, "secbot-read", DurationSeconds=43_200)
    assert refusal(aws.client("sts", home).assume_role, **long) == "ValidationError"


def test_a_session_policy_must_be_json_and_short(
    aws: SimulatedAws, home: str, account: str
) -> None:
    aws.seed_roles(account, ("secbot-read",), EXTERNAL_ID)
    sts = aws.client("sts", home)

    codes = [
        refusal(sts.assume_role, **asked(account, "secbot-read", Policy="{not json")),
        refusal(
            sts.assume_role,
            **asked(account, "secbot-read", Policy=allowing("ec2:StopInstances" * 200)),
        ),
    ]
    assert codes == ["MalformedPolicyDocument", "PackedPolicyTooLarge"]


def test_a_managed_policy_narrows_a_session_too(aws: SimulatedAws, home: str, account: str) -> None:
    aws.seed_roles(account, ("secbot-read",), EXTERNAL_ID)
    made = aws.client("iam", account).create_policy(
        PolicyName="only-vpcs", PolicyDocument=allowing("ec2:DescribeVpcs")
    )
    arns = [{"arn": made["Policy"]["Arn"]}]

    ec2 = entered(aws, "ec2", ask(aws, home, account, "secbot-read", PolicyArns=arns))

    ec2.describe_vpcs()
    assert refusal(ec2.describe_instances) == "UnauthorizedOperation"


def test_an_arn_that_is_none_is_a_validation_error(aws: SimulatedAws, home: str) -> None:
    how = {"RoleArn": "not:an:arn:of:any-role", "RoleSessionName": "A-19X"}

    assert refusal(aws.client("sts", home).assume_role, **how) == "ValidationError"
