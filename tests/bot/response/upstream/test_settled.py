"""Who has settled a finding upstream is named from CloudTrail, or it is said why nobody knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.incident import Status
from bot.domain.record import Record, What
from bot.domain.run import Work
from bot.domain.syncing import Occasion
from bot.ports.incidents import Change
from bot.ports.unit import Unit
from bot.response.upstream.settled import GIVEN_UP
from practice.aws.faults import Failing, Fault
from tests.bot.response.upstairs import Upstairs, upstairs
from tests.bot.response.works import Works


async def settle(up: Upstairs, how: str) -> None:
    """Let it have come in, by CloudTrail's clock, that somebody settled the first finding."""
    works = up.works
    works.clock.advance(max(datetime.now(UTC) - works.clock.now(), timedelta()))

    def work(unit: Unit) -> None:
        body = {"how": how, "key": up.findings[0].key, "incident": "I-1"}
        told = Record(What.SETTLED, works.clock.now(), incident=1, body=body)
        (number,) = unit.records.write([told])
        unit.runs.start(Work.SETTLED, number)

    await works.store.write(work)


async def found(works: Works) -> list[dict[str, Any]]:
    return [dict(record.body) for record in await works.records(What.SETTLED_BY)]


async def test_who_suppressed_it_is_named_by_the_call_that_names_it(works: Works) -> None:
    up = await upstairs(works, "f1", "f2")
    other = {"Id": up.arn(1), "ProductArn": "arn:aws:securityhub:us-east-1::product/aws/guardduty"}
    up.set("SUPPRESSED", "secbot")
    up.hub.batch_update_findings(FindingIdentifiers=[other], Workflow={"Status": "NOTIFIED"})
    await settle(up, "SUPPRESSED")
    await works.work()

    (told,) = await found(works)
    assert told["actor"].startswith(f"arn:aws:iam::{works.account}:user/")
    assert (told["event"], told["how"]) == ("BatchUpdateFindings", "SUPPRESSED")


async def test_who_suppressed_it_at_v2_is_named_by_the_call_that_has_v2s_name_of_it(
    works: Works,
) -> None:
    up = await upstairs(works, "f1", "f2")
    up.hub.batch_update_findings_v2(MetadataUids=["of-f2"], StatusId=2)
    up.set_v2(3)
    await settle(up, "SUPPRESSED")
    await works.work()

    (told,) = await found(works)
    assert (told["event"], told["how"]) == ("BatchUpdateFindingsV2", "SUPPRESSED")


async def test_who_archived_it_is_named(works: Works) -> None:
    up = await upstairs(works)
    up.guardduty.archive_findings(DetectorId=up.detector, FindingIds=["f1"])
    await settle(up, "ARCHIVED")
    await works.work()

    (told,) = await found(works)
    assert told["event"] == "ArchiveFindings"


async def test_where_nobody_is_found_it_is_looked_again_and_then_said_with_the_note(
    works: Works,
) -> None:
    up = await upstairs(works)
    works.aws.faults.place(Fault(Failing.DENIED, works.account, service="cloudtrail", times=1))
    await settle(up, "RESOLVED")
    await works.work()
    assert await found(works) == []
    works.clock.advance(GIVEN_UP)
    await works.work()

    (told,) = await found(works)
    assert "actor" not in told
    assert told["why"].startswith("CloudTrail, which is minutes late, has no such call")


async def test_who_only_signed_the_note_is_named_as_such(works: Works) -> None:
    up = await upstairs(works)
    up.set("RESOLVED", "carol")
    works.clock.advance(timedelta(days=9999))  # CloudTrail is asked from then on only
    await settle(up, "RESOLVED")
    await works.work()
    assert await found(works) == []
    works.clock.advance(GIVEN_UP)
    await works.work()
    (told,) = await found(works)
    assert told["why"].startswith("the note there is signed carol, which anybody can write;")


async def test_what_people_have_ended_meanwhile_is_looked_into_no_more(works: Works) -> None:
    up = await upstairs(works)
    await settle(up, "RESOLVED")
    closed = Change(status=Status.CLOSED)
    await works.store.write(lambda unit: unit.incidents.change(1, closed, works.clock.now()))
    await works.work()
    assert await found(works) == []


async def test_an_account_that_the_policy_has_no_more_is_said(works: Works) -> None:
    up = await upstairs(works)
    works.under(policy=replace(works.policy, accounts={}))
    await settle(up, "ARCHIVED")
    works.clock.advance(GIVEN_UP)
    await works.work()
    (told,) = await found(works)
    assert told["why"] == f"the policy file has no account {works.account}"


@pytest.mark.parametrize("steps", ["nothing", "came in", "was named"])
async def test_who_has_set_what_secbot_would_not_set_over_is_named_once(
    works: Works, steps: str
) -> None:
    up = await upstairs(works)
    works.clock.advance(max(datetime.now(UTC) - works.clock.now(), timedelta()))
    up.set("SUPPRESSED", "carol")
    if steps != "nothing":
        await settle(up, "SUPPRESSED")
    if steps == "was named":
        await works.work()
    await up.want(Occasion.CLOSED)
    await works.work()
    await works.work()

    (drifted,) = await works.records(What.SYNC_DRIFTED)
    assert drifted.body["how"] == "SUPPRESSED"
    assert [told["event"] for told in await found(works)] == ["BatchUpdateFindings"]
