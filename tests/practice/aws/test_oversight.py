from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from practice.aws.estate import Accounts, Estate, Plan, build
from practice.aws.oversight import FAULT, SECOND_REGION, UNDELIVERED
from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import refusal


@pytest.fixture(scope="module")
def estate(aws: SimulatedAws, account_numbers: Iterator[str]) -> Estate:
    accounts = Accounts(next(account_numbers), next(account_numbers), next(account_numbers))
    return build(aws, Plan(accounts))


def status(aws: SimulatedAws, account: str, region: str) -> dict[str, Any]:
    """Return how the one trail that an account sees fares in a Region."""
    client = aws.client("cloudtrail", account, region)
    (trail,) = client.describe_trails()["trailList"]
    return dict(client.get_trail_status(Name=trail["TrailARN"]))


def recorders(aws: SimulatedAws, account: str, region: str) -> list[tuple[str, str]]:
    client = aws.client("config", account, region)
    listed = client.describe_configuration_recorder_status()["ConfigurationRecordersStatus"]
    return [(each["lastStatus"], each.get("lastErrorCode", "")) for each in listed]


def test_both_accounts_have_two_regions_with_guardduty_in_each(
    aws: SimulatedAws, estate: Estate
) -> None:
    for place in estate.places:
        regions = aws.client("ec2", place.account).describe_regions()["Regions"]
        names = {each["RegionName"] for each in regions}
        assert names == {estate.region, SECOND_REGION}
        for name in names:
            guardduty = aws.client("guardduty", place.account, name)
            assert len(guardduty.list_detectors()["DetectorIds"]) == 1


def test_prod_is_logged_and_recorded_everywhere(aws: SimulatedAws, estate: Estate) -> None:
    prod = estate.prod.account
    for region in (estate.region, SECOND_REGION):
        told = status(aws, prod, region)
        assert told["IsLogging"]
        assert datetime.now(UTC) - told["LatestDeliveryTime"] < timedelta(hours=1)
        assert recorders(aws, prod, region) == [("SUCCESS", "")]
        assert aws.client("securityhub", prod, region).describe_hub()["HubArn"]
    assert aws.client("iam", prod).get_account_summary()["SummaryMap"]["AccountMFAEnabled"]


def test_staging_has_its_gaps(aws: SimulatedAws, estate: Estate) -> None:
    staging = estate.staging.account
    told = status(aws, staging, SECOND_REGION)
    assert told["IsLogging"]
    assert datetime.now(UTC) - told["LatestDeliveryTime"] >= UNDELIVERED
    assert recorders(aws, staging, estate.region) == [("FAILURE", FAULT)]
    assert recorders(aws, staging, SECOND_REGION) == []
    hub = aws.client("securityhub", staging, SECOND_REGION)
    assert refusal(hub.describe_hub) == "InvalidAccessException"


def test_nobody_can_sign_in_as_staging_s_root_user(aws: SimulatedAws, estate: Estate) -> None:
    summary = aws.client("iam", estate.staging.account).get_account_summary()["SummaryMap"]
    assert not summary["AccountPasswordPresent"]
    assert not summary["AccountAccessKeysPresent"]
