from __future__ import annotations

import pytest

from practice.aws.record import KEPT, Record
from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import refusal


def test_a_record_begins_empty() -> None:
    assert Record().calls() == ()


def test_calls_are_kept_in_order_with_what_was_asked_and_how_it_went(
    aws: SimulatedAws, account: str
) -> None:
    iam = aws.client("iam", account)
    iam.create_user(UserName="ann")
    refusal(iam.create_user, UserName="ann")

    first, second = aws.calls(account=account)
    assert (first.service, first.operation, first.action) == ("iam", "CreateUser", "iam:CreateUser")
    assert first.parameters == {"UserName": "ann"}
    assert first.resources == (f"arn:aws:iam::{account}:user/ann",)
    assert (first.error, second.error) == ("", "EntityAlreadyExists")
    assert first.caller == f"arn:aws:iam::{account}:user/range-administrator"
    assert (first.session, first.source_identity) == ("", "")
    assert first.time <= second.time
    assert first.event_id != second.event_id


def test_the_bodies_of_objects_are_not_kept(aws: SimulatedAws, account: str) -> None:
    s3 = aws.client("s3", account)
    s3.create_bucket(Bucket=f"b-{account}")
    s3.put_object(Bucket=f"b-{account}", Key="k", Body=b"x" * 1000)

    made = aws.calls(account=account)[-1]
    assert (made.operation, "Body" in made.parameters) == ("PutObject", False)


def test_the_calls_since_a_moment_are_told_also_once_the_oldest_are_forgotten(
    aws: SimulatedAws, account: str
) -> None:
    aws.client("iam", account).list_users()
    (one,) = aws.calls(account=account)
    record = Record()
    for _ in range(KEPT):
        record.add(one)
    moment = record.made
    assert record.calls(since=moment) == ()

    record.add(one)
    assert record.calls(since=moment) == (one,)


def test_calls_that_are_forgotten_are_not_passed_over(aws: SimulatedAws, account: str) -> None:
    aws.client("iam", account).list_users()
    (one,) = aws.calls(account=account)
    record = Record()
    for _ in range(KEPT + 1):
        record.add(one)

    with pytest.raises(ValueError, match=f"of {KEPT + 1} calls since then only {KEPT} are kept"):
        record.calls(since=0)
