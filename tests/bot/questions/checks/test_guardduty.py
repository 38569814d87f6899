"""GuardDuty is on where its detector is enabled."""

from __future__ import annotations

from typing import Any

import pytest

from bot.aws.access import AwsEstate
from bot.domain.policy import Account
from bot.questions.checks.guardduty import GuardDuty
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION
from tests.bot.questions.checks.accounts import looked, why

S3_OFF = [{"Name": "S3_DATA_EVENTS", "Status": "DISABLED"}]


def test_without_a_detector_it_is_off(estate: AwsEstate, prod: Account) -> None:
    assert why(looked(estate, prod, GuardDuty())) == (
        "FAILED: GuardDuty is off: there is no detector"
    )


@pytest.mark.parametrize(
    ("made", "standing"),
    [
        ({"Enable": True}, "PASSED"),
        ({"Enable": False}, "FAILED: GuardDuty is suspended"),
        (
            {"Enable": True, "Features": S3_OFF},
            "WARNING: GuardDuty is on, but S3 Protection is off: it sees no access to objects",
        ),
    ],
    ids=["on", "suspended", "blind to objects"],
)
def test_a_detector_tells_how_it_stands(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, made: dict[str, Any], standing: str
) -> None:
    aws.client("guardduty", prod.number, REGION).create_detector(**made)

    assert why(looked(estate, prod, GuardDuty())) == standing


def test_a_detector_of_another_region_proves_nothing(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    aws.client("guardduty", prod.number, "us-east-1").create_detector(Enable=True)

    assert why(looked(estate, prod, GuardDuty())).startswith("FAILED")
    assert why(looked(estate, prod, GuardDuty(), "us-east-1")) == "PASSED"
