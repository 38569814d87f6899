"""A Region is logged where one trail that covers it logs and delivers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.aws.access import AwsEstate
from bot.domain.policy import Account
from bot.questions.checks.cloudtrail import MOST_TRAILS, CloudTrail
from practice.aws.server import SimulatedAws
from practice.aws.trails import Delivery
from tests.bot.aws.estates import REGION
from tests.bot.questions.checks.accounts import TRAIL, a_trail, looked, why

ELSEWHERE = "us-east-1"
CHECK = CloudTrail()


def test_without_a_trail_nothing_is_logged(estate: AwsEstate, prod: Account) -> None:
    assert why(looked(estate, prod, CHECK)) == "FAILED: no trail logs this Region"


def test_a_trail_of_one_region_covers_no_other(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    a_trail(aws, prod.number)

    assert why(looked(estate, prod, CHECK)) == "PASSED"
    assert why(looked(estate, prod, CHECK, ELSEWHERE)) == "FAILED: no trail logs this Region"


def test_a_trail_of_all_regions_covers_each(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    a_trail(aws, prod.number, ELSEWHERE, IsMultiRegionTrail=True)

    assert why(looked(estate, prod, CHECK)) == "PASSED"


def test_the_organization_s_trail_covers_its_members(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, account_numbers: Iterator[str]
) -> None:
    management = next(account_numbers)
    arn = a_trail(
        aws, management, ELSEWHERE, name="org", IsMultiRegionTrail=True, IsOrganizationTrail=True
    )
    assert why(looked(estate, prod, CHECK)).startswith("FAILED")

    aws.controls.trails.share(arn, [prod.number])

    assert why(looked(estate, prod, CHECK)) == "PASSED"
    aws.client("cloudtrail", management, ELSEWHERE).stop_logging(Name="org")
    assert why(looked(estate, prod, CHECK)) == "FAILED: the trail org is not logging"


def test_a_trail_that_was_stopped_fails(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    a_trail(aws, prod.number)
    aws.client("cloudtrail", prod.number, REGION).stop_logging(Name=TRAIL)

    assert why(looked(estate, prod, CHECK)) == f"FAILED: the trail {TRAIL} is not logging"


def test_a_trail_that_can_t_deliver_fails_where_it_can_t(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    arn = a_trail(aws, prod.number, IsMultiRegionTrail=True)
    failed = Delivery(datetime.now(UTC), error="NoSuchBucket")
    aws.controls.trails.deliver(arn, REGION, failed)

    assert why(looked(estate, prod, CHECK)) == (
        f"FAILED: the trail {TRAIL} can't deliver its log: NoSuchBucket"
    )
    assert why(looked(estate, prod, CHECK, ELSEWHERE)) == "PASSED"


def test_a_delivery_that_is_old_or_never_came_is_a_warning(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    arn = a_trail(aws, prod.number)
    old = datetime.now(UTC) - timedelta(hours=25)
    aws.controls.trails.deliver(arn, REGION, Delivery(old))
    assert why(looked(estate, prod, CHECK)) == (
        f"WARNING: the trail {TRAIL} logs, but has delivered nothing here since "
        f"{old:%Y-%m-%d %H:%M} UTC"
    )

    aws.controls.trails.deliver(arn, REGION, Delivery(datetime.now(UTC) - timedelta(hours=23)))
    assert why(looked(estate, prod, CHECK)) == "PASSED"

    aws.controls.trails.deliver(arn, REGION, Delivery(None))
    assert why(looked(estate, prod, CHECK)) == (
        f"WARNING: the trail {TRAIL} logs, but has delivered nothing here yet"
    )


@pytest.mark.parametrize("first", ["aaa", "zzz"])
def test_one_good_trail_is_enough_and_the_best_of_bad_ones_is_told(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, first: str
) -> None:
    client = aws.client("cloudtrail", prod.number, REGION)
    stopped, silent = (first, "mmm")
    a_trail(aws, prod.number, name=stopped)
    client.stop_logging(Name=stopped)
    aws.controls.trails.deliver(a_trail(aws, prod.number, name=silent), REGION, Delivery(None))
    assert why(looked(estate, prod, CHECK)).startswith("WARNING: the trail mmm")

    a_trail(aws, prod.number, ELSEWHERE, name="good", IsMultiRegionTrail=True)
    assert why(looked(estate, prod, CHECK)) == "PASSED"


def test_no_more_trails_are_asked_about_than_the_bound(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    for number in range(MOST_TRAILS + 1):
        arn = a_trail(aws, prod.number, name=f"trail-{number}")
        aws.controls.trails.deliver(arn, REGION, Delivery(None))

    looked(estate, prod, CHECK)

    calls = aws.calls(account=prod.number, session="secbot-read")
    asked = [each for each in calls if each.operation == "GetTrailStatus"]
    assert len(asked) == MOST_TRAILS
