from __future__ import annotations

import json
from typing import Any

import pytest
import urllib3

from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import refusal

SHUT = {
    "BlockPublicAcls": True,
    "IgnorePublicAcls": True,
    "BlockPublicPolicy": True,
    "RestrictPublicBuckets": True,
}


def world_may_read(bucket: str) -> str:
    return _policy(bucket, "*")


def account_may_read(bucket: str, account: str) -> str:
    return _policy(bucket, {"AWS": f"arn:aws:iam::{account}:root"})


def _policy(bucket: str, principal: object) -> str:
    statement = {
        "Effect": "Allow",
        "Principal": principal,
        "Action": "s3:GetObject",
        "Resource": f"arn:aws:s3:::{bucket}/*",
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


@pytest.fixture
def s3(aws: SimulatedAws, account: str) -> Any:
    return aws.client("s3", account)


@pytest.fixture
def bucket(s3: Any, account: str) -> str:
    name = f"receipts-{account}"
    s3.create_bucket(Bucket=name)
    s3.put_object(Bucket=name, Key="2026/a b.csv", Body=b"1,2\n")
    return name


@pytest.fixture
def open_bucket(s3: Any, bucket: str) -> str:
    s3.delete_public_access_block(Bucket=bucket)
    s3.put_bucket_policy(Bucket=bucket, Policy=world_may_read(bucket))
    return bucket


def status_for_a_stranger(aws: SimulatedAws, bucket: str) -> int:
    with urllib3.PoolManager(retries=False) as http:
        return http.request("GET", f"{aws.url}/{bucket}/2026/a%20b.csv").status


def test_a_new_bucket_is_shut_owned_and_encrypted(s3: Any, bucket: str) -> None:
    blocked = s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]
    owned = s3.get_bucket_ownership_controls(Bucket=bucket)["OwnershipControls"]["Rules"]
    encrypted = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]

    assert blocked == SHUT
    assert owned == [{"ObjectOwnership": "BucketOwnerEnforced"}]
    default = encrypted["Rules"][0]["ApplyServerSideEncryptionByDefault"]
    assert default == {"SSEAlgorithm": "AES256"}


def test_a_public_policy_is_refused_while_public_policies_are_blocked(s3: Any, bucket: str) -> None:
    code = refusal(s3.put_bucket_policy, Bucket=bucket, Policy=world_may_read(bucket))

    assert code == "AccessDenied"
    assert refusal(s3.get_bucket_policy, Bucket=bucket) == "NoSuchBucketPolicy"


def test_a_policy_for_one_account_is_taken_all_the_same(s3: Any, bucket: str) -> None:
    s3.put_bucket_policy(Bucket=bucket, Policy=account_may_read(bucket, "444455556666"))

    assert s3.get_bucket_policy_status(Bucket=bucket)["PolicyStatus"] == {"IsPublic": False}


def test_the_accounts_settings_hold_for_a_bucket_without_its_own(
    aws: SimulatedAws, account: str, s3: Any, bucket: str
) -> None:
    s3.delete_public_access_block(Bucket=bucket)
    aws.client("s3control", account).put_public_access_block(
        AccountId=account, PublicAccessBlockConfiguration=SHUT
    )

    code = refusal(s3.put_bucket_policy, Bucket=bucket, Policy=world_may_read(bucket))
    assert code == "AccessDenied"


def test_a_bucket_opened_to_the_world_is_read_by_strangers(
    aws: SimulatedAws, s3: Any, open_bucket: str
) -> None:
    assert s3.get_bucket_policy_status(Bucket=open_bucket)["PolicyStatus"] == {"IsPublic": True}
    assert status_for_a_stranger(aws, open_bucket) == 200


def test_blocking_shuts_strangers_out_though_the_policy_stays(
    aws: SimulatedAws, s3: Any, open_bucket: str
) -> None:
    s3.put_public_access_block(Bucket=open_bucket, PublicAccessBlockConfiguration=SHUT)

    assert s3.get_bucket_policy_status(Bucket=open_bucket)["PolicyStatus"] == {"IsPublic": False}
    assert s3.get_bucket_policy(Bucket=open_bucket)["Policy"]
    assert status_for_a_stranger(aws, open_bucket) == 403


def test_settings_that_a_put_leaves_out_are_off(s3: Any, bucket: str) -> None:
    s3.put_public_access_block(
        Bucket=bucket, PublicAccessBlockConfiguration={"BlockPublicPolicy": True}
    )

    held = s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]
    assert held == {**dict.fromkeys(SHUT, False), "BlockPublicPolicy": True}


def test_another_account_reads_only_what_the_policy_gives_it(
    aws: SimulatedAws, account_numbers: Any, s3: Any, bucket: str
) -> None:
    other = next(account_numbers)
    theirs = aws.client("s3", other)
    before = refusal(theirs.get_object, Bucket=bucket, Key="2026/a b.csv")

    s3.put_bucket_policy(Bucket=bucket, Policy=account_may_read(bucket, other))

    read = theirs.get_object(Bucket=bucket, Key="2026/a b.csv")["Body"].read()
    assert (before, read) == ("AccessDenied", b"1,2\n")
    assert refusal(theirs.delete_object, Bucket=bucket, Key="2026/a b.csv") == "AccessDenied"


def test_a_bucket_that_enforces_its_owner_takes_no_acl(s3: Any, bucket: str) -> None:
    code = refusal(s3.put_bucket_acl, Bucket=bucket, ACL="public-read")

    assert code == "AccessControlListNotSupported"


def test_a_public_acl_is_refused_while_public_acls_are_blocked(account: str, s3: Any) -> None:
    name = f"old-{account}"
    s3.create_bucket(Bucket=name, ObjectOwnership="ObjectWriter")
    everyone = 'uri="http://acs.amazonaws.com/groups/global/AllUsers"'

    codes = {
        refusal(s3.put_bucket_acl, Bucket=name, ACL="public-read"),
        refusal(s3.put_bucket_acl, Bucket=name, GrantRead=everyone),
        refusal(s3.put_object, Bucket=name, Key="k", Body=b"", ACL="public-read"),
    }
    s3.put_bucket_acl(Bucket=name, ACL="private")
    assert codes == {"AccessDenied"}


def test_an_object_opened_by_acl_is_read_by_strangers_until_acls_are_ignored(
    aws: SimulatedAws, account: str, s3: Any
) -> None:
    name = f"old-{account}"
    s3.create_bucket(Bucket=name, ObjectOwnership="ObjectWriter")
    s3.delete_public_access_block(Bucket=name)
    s3.put_object(Bucket=name, Key="2026/a b.csv", Body=b"1", ACL="public-read")
    before = status_for_a_stranger(aws, name)

    s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=SHUT)

    assert (before, status_for_a_stranger(aws, name)) == (200, 403)


def test_a_bucket_cannot_be_made_with_a_public_acl(s3: Any, account: str) -> None:
    codes = [
        refusal(s3.create_bucket, Bucket=f"open-{account}", ACL="public-read"),
        refusal(
            s3.create_bucket,
            Bucket=f"open-{account}",
            ACL="public-read",
            ObjectOwnership="ObjectWriter",
        ),
    ]

    assert codes == ["InvalidBucketAclWithObjectOwnership", "AccessDenied"]


def test_making_a_bucket_again_leaves_it_as_it_is(s3: Any, open_bucket: str) -> None:
    s3.create_bucket(Bucket=open_bucket)

    assert refusal(s3.get_public_access_block, Bucket=open_bucket) == (
        "NoSuchPublicAccessBlockConfiguration"
    )
