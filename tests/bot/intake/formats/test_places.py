"""Partitions, and the ARNs that are built where a finding has none."""

from __future__ import annotations

import pytest

from bot.intake.formats.places import GUARDDUTY_ARN, Place, id_in, partition_of


def test_arns_are_built_in_the_findings_own_place() -> None:
    place = Place("aws-cn", "111122223333", "cn-north-1")
    assert place.arn("ec2", "instance/i-1") == "arn:aws-cn:ec2:cn-north-1:111122223333:instance/i-1"
    assert place.iam_arn("role/web") == "arn:aws-cn:iam::111122223333:role/web"


@pytest.mark.parametrize(
    ("arn", "region", "partition"),
    [
        ("arn:aws-us-gov:s3:::b", "", "aws-us-gov"),
        ("arn:aws:s3:::b", "cn-north-1", "aws"),
        ("", "cn-north-1", "aws-cn"),
        ("", "us-gov-west-1", "aws-us-gov"),
        ("i-1", "eu-west-1", "aws"),
        ("arn:evil:s3:::b", "", "aws"),
    ],
)
def test_a_partition_is_the_arns_else_the_regions(arn: str, region: str, partition: str) -> None:
    assert partition_of(arn, region) == partition


@pytest.mark.parametrize(
    "text",
    [
        "arn:aws:guardduty:eu-west-1:1:detector/d/finding/f/more",
        "arn:aws:guardduty:eu-west-1:1:detector/d:e/finding/f",
        "xarn:aws:guardduty:eu-west-1:1:detector/d/finding/f",
        "arn:aws::guardduty:eu-west-1:1:detector/d/finding/f",
        "arn:aws:guardduty:eu-west-1:1:detector/d/finding/f\n",
    ],
)
def test_what_only_looks_like_an_arn_of_guardduty_is_none(text: str) -> None:
    assert not GUARDDUTY_ARN.fullmatch(text)


def test_an_instance_or_a_bucket_that_is_only_named_gets_its_arn_and_nothing_else_does() -> None:
    place = Place("aws-cn", "111122223333", "cn-north-1")
    instance = "arn:aws-cn:ec2:cn-north-1:111122223333:instance/i-1"
    assert id_in(place, "AwsEc2Instance", "i-1") == instance
    assert id_in(place, "AwsEc2Instance", instance) == instance
    assert id_in(place, "AwsS3Bucket", "pay") == "arn:aws-cn:s3:::pay"
    assert id_in(place, "AwsIamAccessKey", "AKIA1") == "AKIA1"
    assert id_in(place, "AwsS3Bucket", "") == ""
