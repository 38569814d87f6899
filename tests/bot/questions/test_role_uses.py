"""Who has entered secbot's roles, as CloudTrail tells it of the simulated AWS."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.aws.access import AwsEstate
from bot.aws.threads import AwsThreads
from bot.domain.guarding import Trail
from bot.domain.policy import Account
from bot.domain.words import guarding as words
from bot.questions.reasons import DENIED
from bot.questions.role_uses import LookingTrail
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import CONTAIN, EXTERNAL_ID, HOME, READ, REGION, RELEASE
from tests.practice.aws.asking import refusal

ELSEWHERE = "us-east-1"


def earlier() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=90)


def enter(
    aws: SimulatedAws,
    account: Account,
    role: str,
    name: str,
    region: str = REGION,
    service: str = "iam",
) -> Any:
    """Enter a role from the home account; return a client of a service."""
    given = aws.client("sts", HOME, region).assume_role(
        RoleArn=f"arn:aws:iam::{account.number}:role/{role}",
        RoleSessionName=name,
        ExternalId=EXTERNAL_ID,
    )["Credentials"]
    key = (given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"])
    return aws.client_of(service, *key)


@pytest.fixture
def watched(prod: Account) -> Account:
    return replace(prod, watch_regions=(REGION,))


async def look(estate: AwsEstate, threads: AwsThreads, account: Account) -> Trail:
    return await LookingTrail(estate, threads).read(account, {}, earlier())


async def test_a_session_is_found_whatever_it_is_called_and_so_is_what_it_changed(
    aws: SimulatedAws, estate: AwsEstate, threads: AwsThreads, watched: Account
) -> None:
    def steal() -> None:
        iam = enter(aws, watched, RELEASE, "any-name")
        refusal(iam.delete_role_policy, RoleName=READ, PolicyName="none")
        iam.list_users()
        enter(aws, watched, CONTAIN, "secbot-A-1", ELSEWHERE)
        enter(aws, watched, READ, "secbot-read")

    await asyncio.to_thread(steal)
    trail = await look(estate, threads, watched)

    assert trail.regions == {REGION: None, ELSEWHERE: None}
    found = {(use.role, use.session, use.region, use.action, use.enters) for use in trail.uses}
    assert found == {
        (RELEASE, "any-name", REGION, "sts:AssumeRole", True),
        (RELEASE, "any-name", ELSEWHERE, "iam:DeleteRolePolicy", False),
        (CONTAIN, "secbot-A-1", ELSEWHERE, "sts:AssumeRole", True),
    }
    (change,) = [use for use in trail.uses if not use.enters]
    assert change.address == aws.calls(session="any-name")[-1].source_address
    assert change.request_id
    assert change.caller.endswith(f"assumed-role/{RELEASE}/any-name")


async def test_a_call_that_iam_knows_by_another_ones_action_goes_by_that(
    aws: SimulatedAws, estate: AwsEstate, threads: AwsThreads, watched: Account
) -> None:
    def tell() -> None:
        hub = enter(aws, watched, RELEASE, "any-name", service="securityhub")
        hub.batch_update_findings_v2(MetadataUids=["m1"], StatusId=2)

    await asyncio.to_thread(tell)
    trail = await look(estate, threads, watched)

    (change,) = [use for use in trail.uses if not use.enters]
    assert change.action == "securityhub:BatchUpdateFindings"


async def test_who_was_not_let_in_has_not_used_the_role(
    aws: SimulatedAws, estate: AwsEstate, threads: AwsThreads, watched: Account
) -> None:
    asked = {
        "RoleArn": f"arn:aws:iam::{watched.number}:role/{CONTAIN}",
        "RoleSessionName": "x1",
        "ExternalId": "wrong",
    }
    assert refusal(aws.client("sts", watched.number, REGION).assume_role, **asked)

    trail = await look(estate, threads, watched)

    assert trail.uses == ()


async def test_a_region_that_can_not_be_read_is_told_and_hides_no_other(
    aws: SimulatedAws, estate: AwsEstate, threads: AwsThreads, watched: Account
) -> None:
    denied = Fault(
        Failing.DENIED, account=watched.number, operation="LookupEvents", region=ELSEWHERE
    )
    aws.faults.place(denied)
    await asyncio.to_thread(enter, aws, watched, CONTAIN, "any-name")

    trail = await look(estate, threads, watched)

    assert [use.session for use in trail.uses] == ["any-name"]
    assert trail.regions[REGION] is None
    why = trail.regions[ELSEWHERE]
    assert why is not None
    assert why.text is DENIED


async def test_an_account_that_can_not_be_entered_is_told_as_a_whole(
    estate: AwsEstate, threads: AwsThreads, watched: Account
) -> None:
    closed = replace(watched, external_id="wrong")

    trail = await look(estate, threads, closed)

    assert (trail.uses, list(trail.regions)) == ((), [""])
    assert trail.regions[""] is not None


async def test_more_than_is_read_at_a_time_is_told(
    estate: AwsEstate,
    threads: AwsThreads,
    watched: Account,
) -> None:
    trail = await LookingTrail(estate, threads, pages=0).read(watched, {}, earlier())

    why = trail.regions[REGION]
    assert why is not None
    assert why.text is words.TOO_MUCH
