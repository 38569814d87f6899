from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from practice.aws.server import SimulatedAws
from practice.aws.trails import Delivery
from tests.practice.aws.asking import refusal

HOME, AWAY = "us-east-1", "eu-west-1"
AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def arn(aws: SimulatedAws, account: str) -> str:
    return a_trail(aws, account, "everywhere", IsMultiRegionTrail=True)


def a_trail(aws: SimulatedAws, account: str, name: str, **more: Any) -> str:
    """Make a trail that logs, in the first Region, and return its ARN."""
    aws.client("s3", account).create_bucket(Bucket=f"{name}-{account}")
    client = aws.client("cloudtrail", account, HOME)
    made = client.create_trail(Name=name, S3BucketName=f"{name}-{account}", **more)
    client.start_logging(Name=name)
    return str(made["TrailARN"])


def seen(aws: SimulatedAws, account: str, region: str, **asked: Any) -> list[str]:
    listed = aws.client("cloudtrail", account, region).describe_trails(**asked)["trailList"]
    return [each["Name"] for each in listed]


def test_a_shadow_is_seen_where_it_is_wanted(aws: SimulatedAws, account: str, arn: str) -> None:
    a_trail(aws, account, "here")

    assert seen(aws, account, HOME, includeShadowTrails=False) == ["everywhere", "here"]
    assert seen(aws, account, AWAY) == ["everywhere"]
    assert seen(aws, account, AWAY, includeShadowTrails=False) == []
    assert seen(aws, account, HOME, trailNameList=[arn]) == ["everywhere"]
    assert seen(aws, account, HOME, trailNameList=["here"]) == ["here"]


def test_a_description_tells_the_home_region(aws: SimulatedAws, account: str, arn: str) -> None:
    (trail,) = aws.client("cloudtrail", account, AWAY).describe_trails()["trailList"]

    assert (trail["TrailARN"], trail["HomeRegion"]) == (arn, HOME)
    assert trail["IsMultiRegionTrail"]
    assert not trail["IsOrganizationTrail"]


def test_the_status_of_a_shadow_is_asked_for_by_its_arn(
    aws: SimulatedAws, account: str, arn: str
) -> None:
    assert aws.client("cloudtrail", account, HOME).get_trail_status(Name="everywhere")["IsLogging"]

    away = aws.client("cloudtrail", account, AWAY)
    assert refusal(away.get_trail_status, Name="everywhere") == "TrailNotFoundException"
    assert away.get_trail_status(Name=arn)["IsLogging"]


def test_a_trail_that_logs_delivers_until_it_is_stopped(
    aws: SimulatedAws, account: str, arn: str
) -> None:
    client = aws.client("cloudtrail", account, HOME)
    began = client.get_trail_status(Name=arn)["StartLoggingTime"]
    client.stop_logging(Name=arn)

    status = client.get_trail_status(Name=arn)

    assert not status["IsLogging"]
    assert status["StartLoggingTime"] == began
    assert began <= status["StopLoggingTime"] <= datetime.now(UTC)
    assert status["LatestDeliveryTime"].tzinfo
    assert "LatestDeliveryError" not in status


def test_a_delivery_fails_in_the_region_where_it_is_told_to(
    aws: SimulatedAws, account: str, arn: str
) -> None:
    aws.controls.trails.deliver(arn, AWAY, Delivery(AT, error="AccessDenied"))

    away = aws.client("cloudtrail", account, AWAY).get_trail_status(Name=arn)
    home = aws.client("cloudtrail", account, HOME).get_trail_status(Name=arn)

    assert (away["LatestDeliveryTime"], away["LatestDeliveryError"]) == (AT, "AccessDenied")
    assert home["LatestDeliveryTime"] > AT


def test_what_was_never_delivered_has_no_time(aws: SimulatedAws, account: str, arn: str) -> None:
    aws.controls.trails.deliver(arn, HOME, Delivery(None))

    status = aws.client("cloudtrail", account, HOME).get_trail_status(Name=arn)

    assert "LatestDeliveryTime" not in status


def test_members_see_the_organization_s_trail_and_no_stranger_does(
    aws: SimulatedAws, account: str, account_numbers: Iterator[str]
) -> None:
    arn = a_trail(aws, account, "org", IsMultiRegionTrail=True, IsOrganizationTrail=True)
    a_trail(aws, account, "own", IsMultiRegionTrail=True)
    member, stranger = next(account_numbers), next(account_numbers)
    aws.controls.trails.share(arn, [member])

    assert seen(aws, member, AWAY) == ["org"]
    assert seen(aws, member, HOME, includeShadowTrails=False) == []
    assert seen(aws, stranger, AWAY) == []
    theirs = aws.client("cloudtrail", member, HOME)
    assert theirs.get_trail_status(Name=arn)["IsLogging"]
    assert refusal(theirs.get_trail_status, Name="org") == "TrailNotFoundException"
    other = aws.client("cloudtrail", stranger, HOME)
    assert refusal(other.get_trail_status, Name=arn) == "TrailNotFoundException"


def test_a_member_s_log_may_fail_where_the_trail_s_own_does_not(
    aws: SimulatedAws, account: str, account_numbers: Iterator[str]
) -> None:
    arn = a_trail(aws, account, "org", IsMultiRegionTrail=True, IsOrganizationTrail=True)
    member = next(account_numbers)
    aws.controls.trails.share(arn, [member])
    aws.controls.trails.deliver(arn, HOME, Delivery(AT), account=member)

    theirs = aws.client("cloudtrail", member, HOME).get_trail_status(Name=arn)
    ours = aws.client("cloudtrail", account, HOME).get_trail_status(Name=arn)

    assert theirs["LatestDeliveryTime"] == AT
    assert ours["LatestDeliveryTime"] > AT
