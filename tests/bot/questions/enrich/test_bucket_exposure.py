"""Tests of how far a bucket is open."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

from bot.aws.access import AwsEstate
from bot.domain.policy import Account
from bot.questions.enrich.bucket_exposure import BucketExposure
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION
from tests.bot.questions.asked import asked, value_of
from tests.bot.questions.enrich.resources import a_bucket

EXPOSURE = BucketExposure()
SETTINGS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")


class Bucket:
    """A bucket that a test opens."""

    def __init__(self, aws: SimulatedAws, account: str) -> None:
        """Make it, closed as every fresh one is."""
        self.name = a_bucket(aws, account)
        self.s3 = aws.client("s3", account, REGION)

    def unblock(self) -> None:
        """Take Block Public Access and the ban on ACLs away."""
        self.s3.delete_public_access_block(Bucket=self.name)
        rules = {"Rules": [{"ObjectOwnership": "ObjectWriter"}]}
        self.s3.put_bucket_ownership_controls(Bucket=self.name, OwnershipControls=rules)

    def block(self, *names: str) -> None:
        """Turn these settings on, and the others off."""
        settings = {name: name in names for name in SETTINGS}
        self.s3.put_public_access_block(Bucket=self.name, PublicAccessBlockConfiguration=settings)

    def grant_everyone(self, *permissions: str) -> None:
        """Let anyone do this."""
        everyone = {"Type": "Group", "URI": "http://acs.amazonaws.com/groups/global/AllUsers"}
        acl = self.s3.get_bucket_acl(Bucket=self.name)
        grants = [{"Grantee": everyone, "Permission": permission} for permission in permissions]
        self.s3.put_bucket_acl(
            Bucket=self.name,
            AccessControlPolicy={"Owner": acl["Owner"], "Grants": [*acl["Grants"], *grants]},
        )

    def open_by_policy(self) -> None:
        """Let anyone read."""
        statement = {
            "Effect": "Allow",
            "Principal": "*",
            "Action": "s3:GetObject",
            "Resource": f"arn:aws:s3:::{self.name}/*",
        }
        policy = {"Version": "2012-10-17", "Statement": [statement]}
        self.s3.put_bucket_policy(Bucket=self.name, Policy=json.dumps(policy))


@pytest.fixture
def bucket(aws: SimulatedAws, account: str) -> Bucket:
    return Bucket(aws, account)


def exposure(estate: AwsEstate, prod: Account, bucket: Bucket) -> str:
    return value_of(asked(estate, prod, EXPOSURE, "AwsS3Bucket", f"arn:aws:s3:::{bucket.name}"))


def test_a_fresh_bucket_is_not_public(estate: AwsEstate, prod: Account, bucket: Bucket) -> None:
    assert exposure(estate, prod, bucket) == (
        "not public: neither policy nor ACL lets anyone in; Block Public Access is on"
    )


def test_a_policy_for_everyone_is_public(estate: AwsEstate, prod: Account, bucket: Bucket) -> None:
    bucket.unblock()
    bucket.open_by_policy()

    assert exposure(estate, prod, bucket) == (
        "public by its own settings: its policy lets anyone in; Block Public Access is off"
    )


def test_an_acl_for_everyone_is_public_and_says_with_which_rights(
    estate: AwsEstate, prod: Account, bucket: Bucket
) -> None:
    bucket.unblock()
    bucket.grant_everyone("READ", "WRITE")

    assert exposure(estate, prod, bucket) == (
        "public by its own settings: its ACL grants READ and WRITE to everyone; "
        "Block Public Access is off"
    )


def test_what_the_block_holds_back_is_told(
    estate: AwsEstate, prod: Account, bucket: Bucket
) -> None:
    bucket.unblock()
    bucket.s3.put_bucket_acl(Bucket=bucket.name, ACL="authenticated-read")
    bucket.block("IgnorePublicAcls")

    assert exposure(estate, prod, bucket) == (
        "not public: policy or ACL would let anyone in, but the block holds them back; "
        "Block Public Access is on for IgnorePublicAcls only"
    )


def test_a_block_that_does_not_fit_holds_nothing_back(
    estate: AwsEstate, prod: Account, bucket: Bucket
) -> None:
    bucket.unblock()
    bucket.open_by_policy()
    bucket.block("BlockPublicAcls", "BlockPublicPolicy")

    assert exposure(estate, prod, bucket) == (
        "public by its own settings: its policy lets anyone in; "
        "Block Public Access is on for BlockPublicAcls, BlockPublicPolicy only"
    )


def test_a_bucket_that_is_gone_is_aws_s_own_refusal(
    estate: AwsEstate, prod: Account, bucket: Bucket
) -> None:
    bucket.s3.delete_bucket(Bucket=bucket.name)

    with pytest.raises(ClientError, match="NoSuchBucket"):
        exposure(estate, prod, bucket)
