"""CloudTrail names who has changed what a containment had touched, or says why it can't."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from bot.domain.execution import Execution
from bot.response.holding.holding_trail import CHANGES, LONGEST, Traced, trace
from practice.aws.faults import Failing, Fault
from tests.bot.response.works import EXTERNAL_ID, REGION, Works

HOSTILE = "APN/1.0 HashiCorp/1.0 Terraform/1.9 <!channel> *owned* " + "x" * 1000


@pytest.fixture
async def execution(works: Works) -> Execution:
    return await works.ended()


async def traced(
    works: Works, execution: Execution, names: Sequence[str], since: datetime | None = None
) -> Traced:
    return await asyncio.to_thread(
        trace, works.bench, execution, names, since or datetime.now(UTC) - timedelta(hours=1)
    )


async def test_the_newest_change_comes_first_with_who_how_and_from_where(
    works: Works, execution: Execution
) -> None:
    key = works.aws.credentials(works.account)
    config = Config(user_agent=HOSTILE)
    robot = works.aws.client_of(
        "s3", key.access_key_id, key.secret_access_key, region=REGION, config=config
    )
    robot.delete_public_access_block(Bucket=works.buckets[1])

    found = await traced(works, execution, works.buckets)
    first = found.body()["changes"][0]
    assert found.why is None
    assert first["event"] == "DeletePublicAccessBlock"
    assert first["actor"].startswith(f"arn:aws:iam::{works.account}:user/")
    assert first["agent"] == HOSTILE[:LONGEST]
    assert first["address"]
    assert datetime.fromisoformat(first["at"]).tzinfo is not None
    assert found.body()["event"] == "DeletePublicAccessBlock"


async def test_what_only_read_or_was_refused_changed_nothing(
    works: Works, execution: Execution
) -> None:
    s3 = works.aws.client("s3", works.account, REGION)
    nowhere = f"never-made-{works.account}"
    for call in (s3.get_bucket_location, s3.delete_public_access_block):
        with pytest.raises(ClientError):
            call(Bucket=nowhere)
    s3.get_public_access_block(Bucket=works.buckets[0])

    found = await traced(works, execution, [nowhere])
    reading = await traced(works, execution, works.buckets)
    assert all(change.name.startswith(("Put", "Create")) for change in reading.changes)
    assert found.changes == ()
    assert found.why is not None
    assert found.body()["untraced"].startswith("CloudTrail, which is minutes late")


async def test_only_so_many_are_kept_and_each_once(works: Works, execution: Execution) -> None:
    for _ in range(CHANGES):
        works.set(works.buckets[0], closed=False)
        works.set(works.buckets[0], closed=True)

    found = await traced(works, execution, [works.buckets[0]] * 2)
    assert len(found.body()["changes"]) == CHANGES
    assert len(found.changes) == len(set(found.changes))


async def test_a_lookup_that_is_denied_is_told_and_never_raises(
    works: Works, execution: Execution
) -> None:
    works.aws.faults.place(Fault(Failing.DENIED, works.account, operation="LookupEvents"))
    found = await traced(works, execution, works.buckets)
    assert found.changes == ()
    assert "untraced" in found.body()


async def test_an_account_that_the_policy_file_has_no_more_is_told(
    works: Works, execution: Execution
) -> None:
    works.under(policy=works.policy.__class__(digest="p2"))
    found = await traced(works, execution, works.buckets)
    assert found.why is not None
    assert works.account in found.why.plain()


async def test_what_the_execution_did_itself_is_no_change_but_its_name_in_another_role_is(
    works: Works, execution: Execution
) -> None:
    own = await traced(works, execution, works.buckets)
    known = replace(works.policy.accounts[works.account], contain_role="/team/secbot-contain")
    works.under(policy=replace(works.policy, accounts={works.account: known}))
    by_path = await traced(works, execution, works.buckets)
    assert all("secbot-contain" not in change.actor for change in own.changes)
    assert by_path.changes == own.changes

    key = works.aws.credentials(works.account)
    sts = works.aws.client_of("sts", key.access_key_id, key.secret_access_key, region=REGION)
    arn = f"arn:aws:iam::{works.account}:role/secbot-read"
    lent = sts.assume_role(
        RoleArn=arn, RoleSessionName=f"secbot-{execution.id}", ExternalId=EXTERNAL_ID
    )["Credentials"]
    robber = works.aws.client_of(
        "s3",
        lent["AccessKeyId"],
        lent["SecretAccessKey"],
        lent["SessionToken"],
        region=REGION,
    )
    robber.delete_public_access_block(Bucket=works.buckets[1])
    found = await traced(works, execution, works.buckets)
    assert found.changes[0].actor.endswith(f"/secbot-read/secbot-{execution.id}")
