"""The harness enters accounts as the worker does."""

from __future__ import annotations

from practice.aws.server import SimulatedAws
from runbooks.block_public_s3 import BlockPublicS3, Bucket
from tests.runbooks.site import a_site


def test_every_call_of_a_site_is_made_by_a_session_of_secbots_roles(
    aws: SimulatedAws, account: str
) -> None:
    with a_site(aws, account, BlockPublicS3) as site:
        site.client("s3").create_bucket(
            Bucket=f"photos-{account}",
            CreateBucketConfiguration={"LocationConstraint": "ap-northeast-1"},
        )
        site.observe(Bucket(bucket=f"photos-{account}"))

    assert "s3:GetPublicAccessBlock" in site.called()
    assert "s3:CreateBucket" not in site.called()
