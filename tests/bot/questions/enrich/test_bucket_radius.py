"""Tests of what closing a bucket breaks, as far as anything tells it."""

from __future__ import annotations

from bot.aws.access import AwsEstate
from bot.domain.policy import Account
from bot.questions.enrich.bucket_radius import READERS, BucketRadius
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION
from tests.bot.questions.asked import asked, value_of
from tests.bot.questions.enrich.resources import a_bucket

RADIUS = BucketRadius()


def test_a_bucket_is_told_with_its_website_and_what_nobody_can_tell(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    bucket = a_bucket(aws, prod.number)
    told = value_of(asked(estate, prod, RADIUS, "AwsS3Bucket", bucket))
    assert told.startswith("It serves no website. No CloudFront distribution")
    assert told.endswith(READERS.en)

    website = {"IndexDocument": {"Suffix": "index.html"}}
    s3 = aws.client("s3", prod.number, REGION)
    s3.put_bucket_website(Bucket=bucket, WebsiteConfiguration=website)
    told = value_of(asked(estate, prod, RADIUS, "AwsS3Bucket", bucket))
    assert told.startswith("It serves a website")
