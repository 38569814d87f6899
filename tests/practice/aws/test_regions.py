from __future__ import annotations

from typing import Any

import pytest

from practice.aws.regions import BY_DEFAULT
from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import refusal


@pytest.fixture
def ec2(aws: SimulatedAws, account: str) -> Any:
    return aws.client("ec2", account)


def names(ec2: Any, **asked: Any) -> list[str]:
    return [each["RegionName"] for each in ec2.describe_regions(**asked)["Regions"]]


def test_a_new_account_has_the_regions_that_need_no_opting_in(ec2: Any) -> None:
    assert sorted(names(ec2)) == sorted(BY_DEFAULT)


def test_all_regions_are_told_with_whether_they_are_enabled(
    aws: SimulatedAws, account: str, ec2: Any
) -> None:
    aws.controls.regions.enable(account, ["us-east-1", "me-south-1"])

    told = ec2.describe_regions(AllRegions=True)["Regions"]

    statuses = {each["RegionName"]: each["OptInStatus"] for each in told}
    assert statuses["us-east-1"] == "opt-in-not-required"
    assert statuses["me-south-1"] == "opted-in"
    assert statuses["af-south-1"] == "not-opted-in"
    assert not any(name.startswith(("cn-", "us-gov-")) for name in statuses)


def test_an_account_has_the_regions_that_it_is_given(
    aws: SimulatedAws, account: str, ec2: Any
) -> None:
    aws.controls.regions.enable(account, ["us-east-1", "me-south-1"])

    assert sorted(names(ec2)) == ["me-south-1", "us-east-1"]
    assert names(ec2, RegionNames=["us-east-1", "eu-west-1"]) == ["us-east-1"]


def test_what_is_not_simulated_is_refused_plainly(ec2: Any) -> None:
    filters = [{"Name": "opt-in-status", "Values": ["opted-in"]}]

    assert refusal(ec2.describe_regions, Filters=filters) == "NotImplemented"
