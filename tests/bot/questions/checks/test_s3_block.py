"""The account's block passes with all four settings on."""

from __future__ import annotations

import pytest

from bot.aws.access import AwsEstate
from bot.domain.policy import Account
from bot.questions.checks.s3_block import S3Block
from practice.aws.server import SimulatedAws
from tests.bot.questions.checks.accounts import SETTINGS, block, looked, why

CLOSED = ("IgnorePublicAcls", "RestrictPublicBuckets")


def test_a_block_that_was_never_set_is_off(estate: AwsEstate, prod: Account) -> None:
    assert why(looked(estate, prod, S3Block())) == (
        "FAILED: the account's Block Public Access is off"
    )


@pytest.mark.parametrize(
    ("on", "standing"),
    [
        (SETTINGS, "PASSED"),
        (
            CLOSED,
            (
                "WARNING: what is open is closed, but new public settings are not refused: "
                "BlockPublicAcls, BlockPublicPolicy off"
            ),
        ),
        (
            ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls"),
            (
                "FAILED: the account's Block Public Access does not close what is open: "
                "RestrictPublicBuckets off"
            ),
        ),
    ],
    ids=["all on", "new settings are let in", "what is open stays open"],
)
def test_the_four_settings_tell_how_it_stands(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, on: tuple[str, ...], standing: str
) -> None:
    block(aws, prod.number, *on)

    assert why(looked(estate, prod, S3Block())) == standing
