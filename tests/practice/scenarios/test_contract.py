"""A scenario whose attack leaves nothing to look for in AWS's record has no witness."""

from __future__ import annotations

from collections.abc import Iterator

from practice.aws.server import SimulatedAws
from practice.scenarios.contract import Scenario
from practice.scenarios.public_bucket import PublicBucket
from tests.practice.scenarios.estates import an_estate


def test_a_scenario_without_a_witness_of_its_own_says_so(
    aws: SimulatedAws, account_numbers: Iterator[str]
) -> None:
    scenario: Scenario = PublicBucket(aws, an_estate(aws, account_numbers))

    assert scenario.is_witnessed() is None
    assert scenario.brief.look is None
    assert scenario.is_told("")
