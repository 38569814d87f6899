from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from practice.aws.call import RefusedError, Session
from practice.aws.callers import Callers
from practice.aws.server import Key, SimulatedAws
from tests.practice.aws.asking import refusal


@pytest.fixture
def ann(aws: SimulatedAws, account: str) -> Key:
    iam = aws.client("iam", account)
    iam.create_user(UserName="ann")
    key = iam.create_access_key(UserName="ann")["AccessKey"]
    return Key(key["AccessKeyId"], key["SecretAccessKey"])


def test_a_users_key_tells_its_account_and_user(account: str, ann: Key) -> None:
    caller = Callers().identify(ann.access_key_id)

    assert (caller.account, caller.name) == (account, "ann")
    assert caller.arn == f"arn:aws:iam::{account}:user/ann"


def test_a_key_that_nobody_has_is_refused_in_each_services_words(aws: SimulatedAws) -> None:
    codes = {
        service: refusal(getattr(aws.client_of(service, "AKIAUNKNOWN", "secret"), operation))
        for service, operation in (
            ("sts", "get_caller_identity"),
            ("iam", "list_users"),
            ("ec2", "describe_instances"),
            ("s3", "list_buckets"),
            ("cloudtrail", "lookup_events"),
            ("guardduty", "list_detectors"),
        )
    }

    assert codes == {
        "sts": "InvalidClientTokenId",
        "iam": "InvalidClientTokenId",
        "ec2": "AuthFailure",
        "s3": "InvalidAccessKeyId",
        "cloudtrail": "UnrecognizedClientException",
        "guardduty": "UnrecognizedClientException",
    }


def test_an_inactive_key_is_refused_until_it_is_active_again(
    aws: SimulatedAws, account: str, ann: Key
) -> None:
    iam = aws.client("iam", account)
    theirs = aws.client_of("sts", *ann)
    theirs.get_caller_identity()

    iam.update_access_key(UserName="ann", AccessKeyId=ann.access_key_id, Status="Inactive")
    code = refusal(theirs.get_caller_identity)
    iam.update_access_key(UserName="ann", AccessKeyId=ann.access_key_id, Status="Active")

    assert code == "InvalidClientTokenId"
    assert theirs.get_caller_identity()["Account"] == account


def test_a_deleted_key_is_refused(aws: SimulatedAws, account: str, ann: Key) -> None:
    theirs = aws.client_of("sts", *ann)
    theirs.get_caller_identity()

    aws.client("iam", account).delete_access_key(UserName="ann", AccessKeyId=ann.access_key_id)

    assert refusal(theirs.get_caller_identity) == "InvalidClientTokenId"


def test_a_session_that_has_run_out_is_refused(aws: SimulatedAws, account: str) -> None:
    aws.seed_roles(account, ("web",), "x-1")
    given = aws.client("sts", account).assume_role(
        RoleArn=f"arn:aws:iam::{account}:role/web", RoleSessionName="s1", ExternalId="x-1"
    )["Credentials"]
    past = datetime.now(UTC) - timedelta(seconds=1)
    callers = Callers()
    callers.remember(
        given["AccessKeyId"],
        Session(f"arn:aws:iam::{account}:role/web", "s1", "", (), past, past),
    )

    with pytest.raises(RefusedError, match="ExpiredToken"):
        callers.identify(given["AccessKeyId"])


def test_a_session_ends_with_its_role(aws: SimulatedAws, account: str) -> None:
    aws.seed_roles(account, ("web",), "x-1")
    given = aws.client("sts", account).assume_role(
        RoleArn=f"arn:aws:iam::{account}:role/web", RoleSessionName="s1", ExternalId="x-1"
    )["Credentials"]
    theirs = aws.client_of(
        "ec2", given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"]
    )

    aws.client("iam", account).delete_role(RoleName="web")

    assert refusal(theirs.describe_vpcs) == "AuthFailure"
