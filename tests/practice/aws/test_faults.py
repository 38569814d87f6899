from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.config import Config
from botocore.exceptions import ConnectionClosedError, HTTPClientError, ReadTimeoutError

from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import refusal, until


@pytest.fixture(autouse=True)
def all_well(aws: SimulatedAws) -> Iterator[None]:
    yield
    aws.faults.clear()


def codes(aws: SimulatedAws, account: str) -> dict[str, str]:
    asked = {
        "ec2": "describe_vpcs",
        "s3": "list_buckets",
        "iam": "list_users",
        "cloudtrail": "lookup_events",
        "guardduty": "list_detectors",
    }
    return {one: refusal(getattr(aws.client(one, account), two)) for one, two in asked.items()}


def test_throttling_is_said_in_each_services_words(aws: SimulatedAws, account: str) -> None:
    aws.faults.place(Fault(Failing.THROTTLED, account=account))

    assert codes(aws, account) == {
        "ec2": "RequestLimitExceeded",
        "s3": "SlowDown",
        "iam": "Throttling",
        "cloudtrail": "ThrottlingException",
        "guardduty": "TooManyRequestsException",
    }


def test_denial_is_said_in_each_services_words(aws: SimulatedAws, account: str) -> None:
    aws.faults.place(Fault(Failing.DENIED, account=account))

    assert codes(aws, account) == {
        "ec2": "UnauthorizedOperation",
        "s3": "AccessDenied",
        "iam": "AccessDenied",
        "cloudtrail": "AccessDeniedException",
        "guardduty": "AccessDeniedException",
    }


def test_a_broken_service_answers_500(aws: SimulatedAws, account: str) -> None:
    aws.faults.place(Fault(Failing.BROKEN, account=account))

    assert set(codes(aws, account).values()) == {"InternalError", "InternalFailure"}


def test_a_fault_happens_as_often_as_it_is_told(aws: SimulatedAws, account: str) -> None:
    aws.faults.place(Fault(Failing.THROTTLED, account=account, times=2))
    s3 = aws.client("s3", account)

    assert [refusal(s3.list_buckets), refusal(s3.list_buckets)] == ["SlowDown"] * 2
    s3.list_buckets()


def test_boto3_tries_again_and_comes_through(aws: SimulatedAws, account: str) -> None:
    aws.faults.place(Fault(Failing.THROTTLED, account=account, operation="ListUsers", times=1))
    key = aws.credentials(account)
    patient = aws.client_of(
        "iam", *key, config=Config(retries={"mode": "standard", "total_max_attempts": 3})
    )

    patient.list_users()

    errors = [one.error for one in aws.calls(account=account)]
    assert errors == ["Throttling", ""]


def test_only_the_operation_that_is_named_fails(aws: SimulatedAws, account: str) -> None:
    aws.faults.place(
        Fault(Failing.DENIED, account=account, service="ec2", operation="DescribeVpcs")
    )
    ec2 = aws.client("ec2", account)

    ec2.describe_instances()
    assert refusal(ec2.describe_vpcs) == "UnauthorizedOperation"


def test_other_regions_are_well(aws: SimulatedAws, account: str) -> None:
    aws.faults.place(Fault(Failing.DENIED, account=account, region="eu-west-1"))

    assert refusal(aws.client("ec2", account, "eu-west-1").describe_vpcs) == "UnauthorizedOperation"
    assert aws.client("ec2", account, "us-east-1").describe_vpcs()["Vpcs"]


def test_other_accounts_are_well(
    aws: SimulatedAws, account: str, account_numbers: Iterator[str]
) -> None:
    aws.faults.place(Fault(Failing.BROKEN, account=account))

    aws.client("s3", next(account_numbers)).list_buckets()


def test_clearing_one_account_leaves_the_faults_of_others(
    aws: SimulatedAws, account: str, account_numbers: Iterator[str]
) -> None:
    other = next(account_numbers)
    aws.faults.place(Fault(Failing.DENIED, account=account))
    aws.faults.place(Fault(Failing.DENIED, account=other))

    aws.faults.clear(account)

    aws.client("s3", account).list_buckets()
    assert refusal(aws.client("s3", other).list_buckets) == "AccessDenied"


def test_what_is_refused_is_not_applied(aws: SimulatedAws, account: str) -> None:
    aws.faults.place(Fault(Failing.BROKEN, account=account, operation="CreateUser"))
    iam = aws.client("iam", account)

    refusal(iam.create_user, UserName="ann")

    assert "ann" not in [one["UserName"] for one in iam.list_users()["Users"]]


def test_a_call_that_hangs_up_was_applied(aws: SimulatedAws, account: str) -> None:
    aws.faults.place(Fault(Failing.HUNG_UP, account=account, operation="CreateUser", times=1))
    iam = aws.client("iam", account)

    with pytest.raises((ConnectionClosedError, HTTPClientError)):
        iam.create_user(UserName="ann")

    assert "ann" in [one["UserName"] for one in iam.list_users()["Users"]]
    made = [one for one in aws.calls(account=account) if one.operation == "CreateUser"]
    assert [one.error for one in made] == [""]


def test_an_answer_that_is_late_runs_into_the_callers_timeout_after_it_was_applied(
    aws: SimulatedAws, account: str
) -> None:
    aws.faults.place(
        Fault(Failing.LATE, account=account, operation="CreateUser", times=1, seconds=3)
    )
    impatient: Any = aws.client_of(
        "iam",
        *aws.credentials(account),
        config=Config(read_timeout=0.5, retries={"total_max_attempts": 1}),
    )

    with pytest.raises(ReadTimeoutError):
        impatient.create_user(UserName="ann")

    iam = aws.client("iam", account)
    assert until(lambda: [one for one in iam.list_users()["Users"] if one["UserName"] == "ann"])
