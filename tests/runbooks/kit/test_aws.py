"""What a runbook sees of AWS is what the estate gives, and what a small fake can give."""

from __future__ import annotations

import pytest

from bot.ports.estate import ForbiddenCallError
from practice.aws.server import SimulatedAws
from runbooks.block_public_s3 import BlockPublicS3
from runbooks.kit.aws import Aws
from tests.runbooks.kit.sample import lids
from tests.runbooks.site import REGION, a_site


def places(aws: Aws) -> tuple[str, str, str, str]:
    return aws.account, aws.region, aws.partition, aws.execution


def test_an_account_that_was_entered_to_read_says_where_it_is(
    aws: SimulatedAws, account: str
) -> None:
    with a_site(aws, account, BlockPublicS3) as site:
        entered: Aws = site.estate.reading(site._account(), REGION, ("s3:ListAllMyBuckets",))

        assert places(entered) == (account, REGION, "aws", "")
        assert entered.read("s3").list_buckets()["Buckets"] == []


def test_an_account_that_was_entered_to_read_gives_nothing_that_changes(
    aws: SimulatedAws, account: str
) -> None:
    with a_site(aws, account, BlockPublicS3) as site:
        entered: Aws = site.estate.reading(site._account(), REGION, ("s3:ListAllMyBuckets",))

        with pytest.raises(ForbiddenCallError):
            entered.change("s3")


def test_a_small_fake_can_stand_for_an_account() -> None:
    assert places(lids()) == ("111122223333", "ap-northeast-1", "aws", "")
