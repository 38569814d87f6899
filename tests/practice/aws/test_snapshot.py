from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from practice.aws.estate import DENY_ALL_POLICY, Accounts, Estate, Plan, build
from practice.aws.server import SimulatedAws
from practice.aws.snapshot import snapshot
from tests.practice.aws.asking import allowing, refusal


@pytest.fixture
def estate(aws: SimulatedAws, account_numbers: Iterator[str]) -> Estate:
    home, prod, staging = (next(account_numbers) for _ in range(3))
    return build(aws, Plan(Accounts(home, prod, staging)))


def prod(aws: SimulatedAws, estate: Estate) -> dict[str, Any]:
    found: dict[str, Any] = snapshot(aws, estate)["accounts"][0]
    return found


def named(listed: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(one for one in listed if one["name"] == name)


def test_a_snapshot_is_json_and_shows_every_account(aws: SimulatedAws, estate: Estate) -> None:
    shown = json.loads(json.dumps(snapshot(aws, estate)))

    assert [one["account"] for one in shown["accounts"]] == [
        estate.prod.account,
        estate.staging.account,
    ]
    assert (shown["home"], shown["region"]) == (estate.home, estate.region)


def test_machines_show_their_groups_by_interface(aws: SimulatedAws, estate: Estate) -> None:
    first, second = estate.prod.interfaces["web-7"]
    aws.client("ec2", estate.prod.account, estate.region).modify_network_interface_attribute(
        NetworkInterfaceId=first, Groups=[estate.prod.groups["base"]]
    )

    machine = named(prod(aws, estate)["instances"], "web-7")

    base = [{"id": estate.prod.groups["base"], "name": "base"}]
    assert machine["state"] == "running"
    assert machine["interfaces"] == [
        {"id": first, "groups": base},
        {"id": second, "groups": base},
    ]


def test_a_bucket_that_was_opened_shows_as_public(aws: SimulatedAws, estate: Estate) -> None:
    shut, openable = estate.prod.buckets
    before = named(prod(aws, estate)["buckets"], openable)
    world = allowing("s3:GetObject", resource=f"arn:aws:s3:::{openable}/*", Principal="*")

    aws.client("s3", estate.prod.account, estate.region).put_bucket_policy(
        Bucket=openable, Policy=world
    )

    listed = prod(aws, estate)["buckets"]
    assert (before["public"], before["blocked"]) == (False, False)
    assert named(listed, openable)["public"] is True
    assert named(listed, shut) == {"name": shut, "public": False, "blocked": True}


def test_users_show_their_keys_and_policies(aws: SimulatedAws, estate: Estate) -> None:
    key = estate.prod.keys["deploy-payments"].access_key_id
    iam = aws.client("iam", estate.prod.account)
    iam.update_access_key(UserName="deploy-payments", AccessKeyId=key, Status="Inactive")
    iam.put_user_policy(
        UserName="deploy-payments", PolicyName="secbot-deny", PolicyDocument=allowing("s3:*")
    )

    deny = f"arn:aws:iam::{estate.prod.account}:policy/{DENY_ALL_POLICY}"
    iam.attach_user_policy(UserName="deploy-payments", PolicyArn=deny)

    shown = named(prod(aws, estate)["users"], "deploy-payments")

    assert shown["keys"] == [{"id": key, "status": "Inactive"}]
    assert set(shown["policies"]) == {"secbot-deny", DENY_ALL_POLICY}
    assert {one["name"] for one in prod(aws, estate)["users"]} == {"deploy-payments", "carol"}


def test_the_last_calls_are_of_people_and_not_of_the_range(
    aws: SimulatedAws, estate: Estate
) -> None:
    carol = aws.client_of("s3", *estate.prod.keys["carol"], region=estate.region)
    carol.list_buckets()

    shown = snapshot(aws, estate)["calls"]
    snapshot(aws, estate)

    assert shown[0]["action"] == "s3:ListAllMyBuckets"
    assert shown[0]["caller"] == f"arn:aws:iam::{estate.prod.account}:user/carol"
    assert shown[0]["error"] == ""
    assert snapshot(aws, estate)["calls"] == shown


def test_a_failure_is_expected_of_an_intruder_and_of_a_question_but_not_of_secbot_s_own_change(
    aws: SimulatedAws, estate: Estate
) -> None:
    bucket = estate.prod.buckets[0]
    session = aws.client("sts", estate.home).assume_role(
        RoleArn=f"arn:aws:iam::{estate.prod.account}:role/secbot-read",
        RoleSessionName="secbot-read",
        ExternalId=estate.external_id,
        Policy=allowing("s3:GetBucketWebsite"),
    )["Credentials"]
    key = (session["AccessKeyId"], session["SecretAccessKey"], session["SessionToken"])
    ours = aws.client_of("s3", *key, region=estate.region)
    carol = aws.client_of("s3", *estate.prod.keys["carol"], region=estate.region)

    assert refusal(carol.get_bucket_website, Bucket="no-bucket-of-hers") == "NoSuchBucket"
    assert refusal(ours.get_bucket_website, Bucket=bucket) == "NoSuchWebsiteConfiguration"
    assert refusal(ours.get_bucket_acl, Bucket=bucket) == "AccessDenied"

    shown = snapshot(aws, estate)["calls"][:3]
    assert [(one["error"], one["expected"]) for one in shown] == [
        ("AccessDenied", False),
        ("NoSuchWebsiteConfiguration", True),
        ("NoSuchBucket", True),
    ]
