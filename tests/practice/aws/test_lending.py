from __future__ import annotations

import json
from typing import Any

import pytest

from practice.aws.server import Key, SimulatedAws
from tests.practice.aws.asking import document, refusal


@pytest.fixture
def ann(aws: SimulatedAws, account: str) -> Key:
    iam = aws.client("iam", account)
    iam.create_user(UserName="ann")
    key = iam.create_access_key(UserName="ann")["AccessKey"]
    return Key(key["AccessKeyId"], key["SecretAccessKey"])


def borrowed(aws: SimulatedAws, ann: Key, **asked: Any) -> tuple[str, str, str]:
    """Return temporary keys that the user's own key has asked for."""
    given = aws.client_of("sts", *ann).get_session_token(**asked)["Credentials"]
    return given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"]


def test_a_lent_key_acts_as_its_user_in_its_account(
    aws: SimulatedAws, account: str, ann: Key
) -> None:
    keys = borrowed(aws, ann)
    aws.client_of("s3", *keys).create_bucket(Bucket=f"lent-{account}")

    told = aws.client_of("sts", *keys).get_caller_identity()
    assert keys[0].startswith("ASIA")
    assert (told["Account"], told["Arn"]) == (account, f"arn:aws:iam::{account}:user/ann")
    assert [one["Name"] for one in aws.client("s3", account).list_buckets()["Buckets"]] == [
        f"lent-{account}"
    ]


def test_a_lent_key_outlives_the_key_that_asked_for_it_until_the_user_is_denied(
    aws: SimulatedAws, account: str, ann: Key
) -> None:
    theirs = aws.client_of("s3", *borrowed(aws, ann))
    iam = aws.client("iam", account)
    iam.update_access_key(UserName="ann", AccessKeyId=ann.access_key_id, Status="Inactive")

    theirs.list_buckets()
    deny = document("Deny", "*")
    iam.put_user_policy(UserName="ann", PolicyName="deny", PolicyDocument=deny)
    assert refusal(theirs.list_buckets) == "AccessDenied"


def test_no_policy_keeps_a_user_from_a_session_and_a_session_gives_no_other(
    aws: SimulatedAws, account: str, ann: Key
) -> None:
    deny = document("Deny", "*")
    aws.client("iam", account).put_user_policy(
        UserName="ann", PolicyName="deny", PolicyDocument=deny
    )

    keys = borrowed(aws, ann)
    assert refusal(aws.client_of("sts", *keys).get_session_token) == "AccessDenied"


def test_a_deny_by_age_reaches_a_users_session_and_not_the_key_that_lasts(
    aws: SimulatedAws, account: str, ann: Key
) -> None:
    older = {"DateLessThan": {"aws:TokenIssueTime": "2999-01-01T00:00:00Z"}}
    aws.client("iam", account).put_user_policy(
        UserName="ann", PolicyName="older", PolicyDocument=document("Deny", "*", Condition=older)
    )

    assert refusal(aws.client_of("s3", *borrowed(aws, ann)).list_buckets) == "AccessDenied"
    aws.client_of("s3", *ann).list_buckets()


def test_a_lent_key_ends_with_its_time_and_with_its_user(
    aws: SimulatedAws, account: str, ann: Key
) -> None:
    ended = borrowed(aws, ann, DurationSeconds=900)
    loan = aws._callers._loans[ended[0]]
    aws._callers._loans[ended[0]] = type(loan)(loan.account, loan.user, loan.issued, loan.issued)
    assert refusal(aws.client_of("sts", *ended).get_caller_identity) == "ExpiredToken"

    kept = borrowed(aws, ann)
    iam = aws.client("iam", account)
    iam.delete_access_key(UserName="ann", AccessKeyId=ann.access_key_id)
    iam.delete_user(UserName="ann")
    assert refusal(aws.client_of("sts", *kept).get_caller_identity) == "InvalidClientTokenId"


def test_the_trail_tells_a_users_session_by_its_key_and_since_when(
    aws: SimulatedAws, account: str, ann: Key
) -> None:
    keys = borrowed(aws, ann)
    aws.client_of("ec2", *keys).describe_vpcs()

    attributes = [{"AttributeKey": "AccessKeyId", "AttributeValue": keys[0]}]
    (found,) = aws.client("cloudtrail", account).lookup_events(LookupAttributes=attributes)[
        "Events"
    ]
    identity = json.loads(found["CloudTrailEvent"])["userIdentity"]
    assert (found["Username"], found["EventName"]) == ("ann", "DescribeVpcs")
    assert (identity["type"], identity["userName"]) == ("IAMUser", "ann")
    assert identity["sessionContext"]["attributes"]["creationDate"].endswith("Z")
