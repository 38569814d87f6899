from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import refusal

EXTERNAL_ID = "range-external-id"


def names(found: dict[str, Any]) -> list[str]:
    return [one["EventName"] for one in found["Events"]]


def by(key: str, value: str) -> list[dict[str, str]]:
    return [{"AttributeKey": key, "AttributeValue": value}]


@pytest.fixture
def attacked(aws: SimulatedAws, account: str) -> Any:
    """Let a session look around, fail, and make a bucket; return CloudTrail."""
    aws.seed_roles(account, ("web",), EXTERNAL_ID)
    given = aws.client("sts", account).assume_role(
        RoleArn=f"arn:aws:iam::{account}:role/web",
        RoleSessionName="i-0abc",
        ExternalId=EXTERNAL_ID,
        SourceIdentity="mallory",
    )["Credentials"]
    key = (given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"])
    aws.client_of("ec2", *key).describe_vpcs()
    refusal(aws.client_of("ec2", *key).stop_instances, InstanceIds=["i-0123456789abcdef0"])
    s3 = aws.client_of("s3", *key)
    s3.create_bucket(Bucket=f"loot-{account}")
    s3.put_object(Bucket=f"loot-{account}", Key="k", Body=b"secret")
    return aws.client("cloudtrail", account)


def test_a_sessions_calls_are_found_by_its_name_newest_first(attacked: Any) -> None:
    found = attacked.lookup_events(LookupAttributes=by("Username", "i-0abc"))

    assert names(found) == ["CreateBucket", "StopInstances", "DescribeVpcs"]


def test_calls_are_found_by_what_they_were_about(attacked: Any, account: str) -> None:
    arn = f"arn:aws:ec2:us-east-1:{account}:instance/i-0123456789abcdef0"

    for name in (arn, "i-0123456789abcdef0"):
        found = attacked.lookup_events(LookupAttributes=by("ResourceName", name))
        assert names(found) == ["StopInstances"]


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("EventName", "CreateBucket", ["CreateBucket"]),
        ("EventSource", "s3.amazonaws.com", ["CreateBucket"]),
        ("EventName", "NoSuchCall", []),
        ("ResourceType", "AWS::S3::Bucket", []),
    ],
)
def test_calls_are_found_by_an_attribute(
    attacked: Any, key: str, value: str, expected: list[str]
) -> None:
    assert names(attacked.lookup_events(LookupAttributes=by(key, value))) == expected


def test_an_event_tells_who_did_what_and_how_it_went(attacked: Any, account: str) -> None:
    found = attacked.lookup_events(LookupAttributes=by("EventName", "StopInstances"))["Events"]

    event = json.loads(found[0]["CloudTrailEvent"])
    identity = event["userIdentity"]
    assert event["errorCode"] == "InvalidInstanceID.NotFound"
    assert event["requestParameters"] == {"instanceIds": ["i-0123456789abcdef0"]}
    assert identity["arn"] == f"arn:aws:sts::{account}:assumed-role/web/i-0abc"
    assert identity["sessionContext"]["sourceIdentity"] == "mallory"
    assert identity["sessionContext"]["sessionIssuer"]["userName"] == "web"
    assert found[0]["EventId"] == event["eventID"]


def test_what_happens_to_objects_is_no_management_event(attacked: Any) -> None:
    assert "PutObject" not in names(attacked.lookup_events())


def test_iams_events_are_in_us_east_1_only(aws: SimulatedAws, attacked: Any, account: str) -> None:
    aws.client("iam", account, "eu-west-1").create_user(UserName="backdoor")
    wanted = by("EventName", "CreateUser")

    there = aws.client("cloudtrail", account, "eu-west-1").lookup_events(LookupAttributes=wanted)
    assert names(attacked.lookup_events(LookupAttributes=wanted)) == ["CreateUser"]
    assert names(there) == []


def test_other_accounts_events_are_theirs(
    aws: SimulatedAws, attacked: Any, account_numbers: Any
) -> None:
    other = aws.client("cloudtrail", next(account_numbers))

    assert attacked.lookup_events()["Events"]
    assert names(other.lookup_events(LookupAttributes=by("Username", "i-0abc"))) == []


def test_events_outside_the_span_are_left_out(attacked: Any) -> None:
    now = datetime.now(UTC)
    hour = timedelta(hours=1)

    assert names(attacked.lookup_events(StartTime=now + hour, EndTime=now + 2 * hour)) == []
    assert names(attacked.lookup_events(StartTime=now - 2 * hour, EndTime=now - hour)) == []
    assert "CreateBucket" in names(attacked.lookup_events(StartTime=now - hour, EndTime=now + hour))


def test_long_lists_come_in_pages(attacked: Any) -> None:
    pages = list(
        attacked.get_paginator("lookup_events").paginate(
            LookupAttributes=by("Username", "i-0abc"), PaginationConfig={"PageSize": 2}
        )
    )

    assert [len(one["Events"]) for one in pages] == [2, 1]


def test_a_strange_token_is_refused(attacked: Any) -> None:
    assert refusal(attacked.lookup_events, NextToken="x; DROP") == "InvalidNextTokenException"


def test_secrets_are_hidden(aws: SimulatedAws, account: str, attacked: Any) -> None:
    iam = aws.client("iam", account)
    iam.create_user(UserName="ann")
    iam.create_login_profile(UserName="ann", Password="hunter2-Hunter2")

    found = attacked.lookup_events(LookupAttributes=by("EventName", "CreateLoginProfile"))

    assert "hunter2" not in found["Events"][0]["CloudTrailEvent"]


def test_who_enters_a_role_from_another_account_is_told_in_both_but_named_in_theirs_alone(
    aws: SimulatedAws, account: str, account_numbers: Iterator[str]
) -> None:
    stranger = next(account_numbers)
    aws.seed_roles(account, ("web",), EXTERNAL_ID)
    arn = f"arn:aws:iam::{account}:role/web"
    asked = {"RoleArn": arn, "RoleSessionName": "x1", "ExternalId": EXTERNAL_ID}
    key = aws.client("sts", stranger).assume_role(**asked)["Credentials"]["AccessKeyId"]
    refusal(aws.client("sts", stranger).assume_role, **{**asked, "ExternalId": "wrong"})

    told = {}
    for number in (account, stranger):
        found = aws.client("cloudtrail", number).lookup_events(
            LookupAttributes=by("ResourceName", arn)
        )["Events"]
        told[number] = [
            json.loads(one["CloudTrailEvent"]) for one in found if one["EventName"] == "AssumeRole"
        ]

    assert [len(told[number]) for number in (account, stranger)] == [1, 2]
    (here,), (*_, there) = told[account], told[stranger]
    assert here["responseElements"]["credentials"]["accessKeyId"] == key
    assert here["userIdentity"]["type"] == "AWSAccount"
    assert here["userIdentity"]["accountId"] == stranger
    assert "arn" in there["userIdentity"]
    assert here["readOnly"] is True
