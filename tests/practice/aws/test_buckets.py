from __future__ import annotations

import json
from typing import Any

import pytest

from practice.aws import buckets
from practice.aws.server import SimulatedAws


def statement(**more: Any) -> str:
    base = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [{**base, **more}]})


@pytest.mark.parametrize("document", [statement(), statement(Principal={"AWS": ["*"]})])
def test_a_policy_that_lets_everybody_in_is_public(document: str) -> None:
    assert buckets.policy_is_public(document)


@pytest.mark.parametrize(
    "document",
    [
        statement(Principal={"AWS": "111122223333"}),
        statement(Effect="Deny"),
        statement(Condition={"StringEquals": {"aws:SourceVpce": "vpce-1"}}),
    ],
)
def test_a_policy_with_a_name_or_a_condition_is_not_public(document: str) -> None:
    assert not buckets.policy_is_public(document)


def test_what_nobody_made_is_owned_by_nobody() -> None:
    assert buckets.owner("nowhere-at-all") is None
    assert buckets.find("nowhere-at-all") is None
    assert buckets.policy("nowhere-at-all") == ""
    assert not buckets.is_public("nowhere-at-all")


def test_a_bucket_is_found_by_its_name_with_its_owner_and_settings(
    aws: SimulatedAws, account: str
) -> None:
    name = f"found-{account}"
    aws.client("s3", account).create_bucket(Bucket=name)

    assert buckets.owner(name) == account
    assert buckets.flags(name, account) == dict.fromkeys(buckets.FLAGS, True)
    assert buckets.account_flags(account) == dict.fromkeys(buckets.FLAGS, False)
    assert buckets.ownership(name) == buckets.OWNER_ENFORCED


def test_only_whom_the_policy_names_is_let_in(aws: SimulatedAws, account: str) -> None:
    name = f"shared-{account}"
    s3 = aws.client("s3", account)
    s3.create_bucket(Bucket=name)
    s3.put_bucket_policy(
        Bucket=name,
        Policy=statement(Principal={"AWS": "444455556666"}, Resource=f"arn:aws:s3:::{name}/*"),
    )
    thing = f"arn:aws:s3:::{name}/k"

    assert buckets.policy_allows(name, ("444455556666",), "s3:GetObject", thing)
    assert not buckets.policy_allows(name, ("777788889999",), "s3:GetObject", thing)
    assert not buckets.policy_allows(name, ("444455556666",), "s3:PutObject", thing)


def test_a_public_list_shows_in_the_acl(aws: SimulatedAws, account: str) -> None:
    name = f"listed-{account}"
    s3 = aws.client("s3", account)
    s3.create_bucket(Bucket=name, ObjectOwnership="ObjectWriter")
    s3.delete_public_access_block(Bucket=name)
    before = buckets.is_public(name)

    s3.put_bucket_acl(Bucket=name, ACL="public-read")

    assert (before, buckets.is_public(name)) == (False, True)
