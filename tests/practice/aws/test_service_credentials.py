from __future__ import annotations

from typing import Any

import pytest

from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import refusal

GIT = "codecommit.amazonaws.com"
BEDROCK = "bedrock.amazonaws.com"


@pytest.fixture
def iam(aws: SimulatedAws, account: str) -> Any:
    client = aws.client("iam", account)
    for name in ("ann", "bob"):
        client.create_user(UserName=name)
    return client


def made(iam: Any, user: str = "ann", service: str = GIT) -> str:
    answer = iam.create_service_specific_credential(UserName=user, ServiceName=service)
    name: str = answer["ServiceSpecificCredential"]["ServiceSpecificCredentialId"]
    return name


def statuses(iam: Any, user: str = "ann", **asked: str) -> dict[str, str]:
    answer = iam.list_service_specific_credentials(UserName=user, **asked)
    return {
        one["ServiceSpecificCredentialId"]: one["Status"]
        for one in answer["ServiceSpecificCredentials"]
    }


def test_a_credential_is_its_users_and_tells_its_password_once(iam: Any, account: str) -> None:
    answer = iam.create_service_specific_credential(UserName="ann", ServiceName=GIT)
    told = answer["ServiceSpecificCredential"]

    assert told["ServicePassword"]
    assert told["ServiceUserName"] == f"ann-at-{account}"
    assert statuses(iam) == {told["ServiceSpecificCredentialId"]: "Active"}
    (listed,) = iam.list_service_specific_credentials(UserName="ann")["ServiceSpecificCredentials"]
    assert "ServicePassword" not in listed
    assert statuses(iam, "bob") == {}


def test_credentials_are_listed_for_one_service(iam: Any) -> None:
    git, bedrock = made(iam), made(iam, service=BEDROCK)

    assert set(statuses(iam)) == {git, bedrock}
    assert set(statuses(iam, ServiceName=BEDROCK)) == {bedrock}


def test_a_status_is_set_and_set_back_for_one_credential_only(iam: Any) -> None:
    first, second = made(iam), made(iam)
    for status in ("Inactive", "Active"):
        iam.update_service_specific_credential(
            UserName="ann", ServiceSpecificCredentialId=first, Status=status
        )
        assert statuses(iam) == {first: status, second: "Active"}


def test_a_third_credential_for_a_service_is_refused(iam: Any) -> None:
    made(iam)
    made(iam)
    asked = {"UserName": "ann", "ServiceName": GIT}
    assert refusal(iam.create_service_specific_credential, **asked) == "LimitExceeded"


def test_what_is_not_there_can_not_be_set_or_listed(iam: Any) -> None:
    hers = made(iam)
    for user, name in (("ann", "ACCA0123456789ABCDEF"), ("bob", hers), ("eve", hers)):
        code = refusal(
            iam.update_service_specific_credential,
            UserName=user,
            ServiceSpecificCredentialId=name,
            Status="Inactive",
        )
        assert code == "NoSuchEntity"
    assert refusal(iam.list_service_specific_credentials, UserName="eve") == "NoSuchEntity"
