"""The public bucket: the attack is real calls, and the answer key can tell right from wrong."""

from __future__ import annotations

from collections.abc import Iterator

from practice.aws.server import SimulatedAws
from practice.scenarios.public_bucket import ALL, PublicBucket
from tests.practice.scenarios.estates import an_estate


def test_the_answer_key_follows_the_attack_the_containment_and_the_way_back(
    aws: SimulatedAws, account_numbers: Iterator[str]
) -> None:
    built = an_estate(aws, account_numbers)
    scenario = PublicBucket(aws, built)
    assert not scenario.is_as_before()
    scenario.attack()
    assert scenario.is_as_before()
    assert not scenario.is_contained()

    s3 = aws.client("s3", built.prod.account, built.region)
    for value in (True, False):
        s3.put_public_access_block(
            Bucket=scenario.bucket,
            PublicAccessBlockConfiguration=dict.fromkeys(ALL, value),
        )
        assert scenario.is_contained() is value
        assert scenario.is_as_before() is not value


def test_a_bucket_without_any_setting_is_not_contained(
    aws: SimulatedAws, account_numbers: Iterator[str]
) -> None:
    scenario = PublicBucket(aws, an_estate(aws, account_numbers))
    scenario.attack()
    s3 = aws.client("s3", scenario.estate.prod.account, scenario.estate.region)
    s3.delete_public_access_block(Bucket=scenario.bucket)

    assert not scenario.is_contained()
    assert not scenario.is_as_before()
