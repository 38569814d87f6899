"""Every enabled Region is watched, unless the policy file names some."""

from __future__ import annotations

import pytest

from bot.aws.access import AwsEstate
from bot.domain.policy import Account
from bot.questions.checks.regions import Regions
from practice.aws.regions import BY_DEFAULT
from practice.aws.server import SimulatedAws
from tests.bot.questions.checks.accounts import why

REGIONS = Regions()
ENABLED = ("eu-west-1", "us-east-1")


def test_the_account_s_own_regions_are_told(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    reading = estate.reading(prod, "", REGIONS.about.actions)
    assert REGIONS.enabled(reading) == tuple(sorted(BY_DEFAULT))

    aws.controls.regions.enable(prod.number, ["us-east-1", "me-south-1"])
    assert REGIONS.enabled(reading) == ("me-south-1", "us-east-1")


@pytest.mark.parametrize(
    ("enabled", "named", "standing"),
    [
        (ENABLED, (), "PASSED"),
        (ENABLED, ENABLED, "PASSED"),
        (
            ENABLED,
            ("us-east-1",),
            "PASSED: 1 of 2 enabled Regions are watched, as the policy file says",
        ),
        (
            ENABLED,
            ("us-east-1", "me-south-1"),
            "WARNING: the policy file has Regions watched that are not enabled here: me-south-1",
        ),
        ((), ("us-east-1",), "NOT_AVAILABLE: AWS names no enabled Region"),
    ],
    ids=["all", "all by name", "some", "one too many", "none told"],
)
def test_what_is_left_out_of_the_watch_is_told(
    enabled: tuple[str, ...], named: tuple[str, ...], standing: str
) -> None:
    assert why(REGIONS.judge(enabled, named)) == standing
