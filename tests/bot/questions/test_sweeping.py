"""Detectors are asked again, page by page, from a moment on; what goes wrong is told."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.aws.access import AwsEstate
from bot.aws.threads import AwsThreads
from bot.domain.policy import Account
from bot.domain.sweeping import Detector, Haul
from bot.questions.reasons import DENIED, THROTTLED
from bot.questions.sweeping import LookingSweeper
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from runbooks.kit.text import Said
from tests.bot.aws.estates import REGION

START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def moment(minute: int) -> str:
    return (START + timedelta(minutes=minute)).isoformat().replace("+00:00", "Z")


def imported(account: Account, minute: int) -> dict[str, Any]:
    return {
        "SchemaVersion": "2018-10-08",
        "Id": f"f{minute}",
        "ProductArn": f"arn:aws:securityhub:{REGION}:{account.number}:product/{account.number}/default",
        "GeneratorId": "a test",
        "AwsAccountId": account.number,
        "Types": ["Effects/Data Exposure"],
        "CreatedAt": moment(minute),
        "UpdatedAt": moment(minute),
        "Severity": {"Label": "HIGH"},
        "Title": "bucket is public",
        "Description": "it is",
        "Resources": [{"Type": "AwsS3Bucket", "Id": "arn:aws:s3:::pay"}],
    }


def raised(minute: int) -> dict[str, Any]:
    return {"id": f"f{minute}", "type": "Recon:EC2/Portscan", "updatedAt": moment(minute)}


async def fill(aws: SimulatedAws, account: Account, minutes: range) -> None:
    """Let both detectors find something in each of these minutes."""

    def find() -> None:
        hub = aws.client("securityhub", account.number, REGION)
        hub.enable_security_hub()
        listed = [imported(account, minute) for minute in minutes]
        for start in range(0, len(listed), 100):
            hub.batch_import_findings(Findings=listed[start : start + 100])
        for minute in minutes:
            aws.raise_finding(account.number, REGION, raised(minute))

    await asyncio.to_thread(find)


async def swept(sweeper: LookingSweeper, account: Account, detector: Detector, minute: int) -> Haul:
    since = START + timedelta(minutes=minute)
    haul = await sweeper.sweep(account, REGION, detector, since)
    assert isinstance(haul, Haul), haul
    return haul


def ids(haul: Haul) -> list[str]:
    return [str(body["Id"]) for body in haul.bodies]


@pytest.mark.parametrize("detector", list(Detector))
async def test_what_was_updated_since_is_answered_page_by_page_the_oldest_first(
    detector: Detector, aws: SimulatedAws, estate: AwsEstate, threads: AwsThreads, prod: Account
) -> None:
    await fill(aws, prod, range(120))
    haul = await swept(LookingSweeper(estate, threads), prod, detector, 7)

    assert haul.until is None
    assert sorted(ids(haul)) == sorted(f"f{minute}" for minute in range(7, 120))


async def test_what_is_too_much_at_a_time_goes_on_where_it_stopped(
    aws: SimulatedAws, estate: AwsEstate, threads: AwsThreads, prod: Account
) -> None:
    await fill(aws, prod, range(130))
    sweeper = LookingSweeper(estate, threads, most=50)
    first = await swept(sweeper, prod, Detector.GUARDDUTY, 0)
    assert first.until == START + timedelta(minutes=49)
    second = await sweeper.sweep(prod, REGION, Detector.GUARDDUTY, first.until)
    assert isinstance(second, Haul)
    assert second.until == START + timedelta(minutes=98)
    third = await sweeper.sweep(prod, REGION, Detector.GUARDDUTY, second.until)
    assert isinstance(third, Haul)

    assert third.until is None
    everything = {*ids(first), *ids(second), *ids(third)}
    assert everything == {f"f{minute}" for minute in range(130)}


@pytest.mark.parametrize("detector", list(Detector))
async def test_a_detector_that_is_off_has_found_nothing(
    detector: Detector, estate: AwsEstate, threads: AwsThreads, prod: Account
) -> None:
    assert await swept(LookingSweeper(estate, threads), prod, detector, 0) == Haul()


@pytest.mark.parametrize(
    ("failing", "said"), [(Failing.DENIED, DENIED), (Failing.THROTTLED, THROTTLED)]
)
async def test_what_is_refused_is_told_with_its_reason(
    failing: Failing,
    said: object,
    aws: SimulatedAws,
    estate: AwsEstate,
    threads: AwsThreads,
    prod: Account,
) -> None:
    aws.faults.place(Fault(failing, account=prod.number, service="securityhub"))
    haul = await LookingSweeper(estate, threads).sweep(prod, REGION, Detector.SECURITY_HUB, START)

    assert isinstance(haul, Said)
    assert haul.text == said


async def test_the_regions_are_the_policy_files_else_those_that_are_enabled(
    estate: AwsEstate, threads: AwsThreads, prod: Account
) -> None:
    sweeper = LookingSweeper(estate, threads)
    enabled = await sweeper.regions(prod)

    assert await sweeper.regions(replace(prod, watch_regions=(REGION,))) == (REGION,)
    assert not isinstance(enabled, Said)
    assert {REGION, "us-east-1"} < set(enabled)
