"""Security Hub V2 is looked at first, told in OCSF's words, and never set over."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.record import What
from bot.domain.syncing import SECURITY_HUB_V2, Fate, Occasion, Tell
from bot.response.upstream import hub_v2, upstream_calls
from practice.aws.faults import Failing, Fault
from tests.bot.response.upstairs import V2, upstairs
from tests.bot.response.upstream.test_upstream_calls import reading
from tests.bot.response.works import REGION, Works

TAKEN, CLOSED, CLEARED = Occasion.TAKEN, Occasion.CLOSED, Occasion.CLEARED
DONE = Fate.DONE


@pytest.mark.parametrize(
    ("occasion", "tell", "status_id", "comment"),
    [
        (TAKEN, "In Progress", 2, "secbot: somebody works on it as I-1"),
        (CLOSED, "Resolved", 4, "secbot: I-1 was closed"),
        (CLEARED, "Suppressed", 3, "secbot: I-1 was closed as a false positive"),
    ],
)
async def test_what_people_have_made_of_an_incident_is_told_with_a_comment(
    works: Works, occasion: Occasion, tell: str, status_id: int, comment: str
) -> None:
    up = await upstairs(works, sync=V2)
    await up.want(occasion)
    await works.work()

    assert await up.told() == [(tell, DONE)]
    stands = up.at_v2()
    assert (stands["status_id"], stands["status"], stands["comment"]) == (status_id, tell, comment)
    (call,) = up.writes()
    assert call.parameters["MetadataUids"] == ["of-f1"]
    session = call.who.session
    assert session is not None
    assert session.role_arn.rpartition("/")[2] == "secbot-sync"
    (policy,) = session.policies
    assert f":{works.account}:hubv2/*" in policy
    kinds = (What.SYNC_INTENT, What.SYNC_RESULT, What.SYNCED)
    assert [record.what for record in await works.records(*kinds)] == [*kinds]


async def test_no_comment_is_written_unless_the_policy_says_so(works: Works) -> None:
    up = await upstairs(works, sync=replace(V2, security_hub_v2=frozenset({"in_progress"})))
    await up.want(TAKEN)
    await works.work()

    assert await up.told() == [("In Progress", DONE)]
    assert "comment" not in up.at_v2()


async def test_a_comment_alone_is_told_where_no_status_is_and_others_stay(works: Works) -> None:
    up = await upstairs(works, sync=replace(V2, security_hub_v2=frozenset({"comment"})))
    await up.want(TAKEN)
    await works.work()
    assert up.at_v2()["comment"] == "secbot: somebody works on it as I-1"
    assert up.at_v2()["status"] == "New"

    up.set_v2(1, "carol: ours")
    await up.want(CLOSED)
    await works.work()
    assert await up.told() == [("Comment", DONE), ("Comment", Fate.DRIFTED)]
    assert up.at_v2()["comment"] == "carol: ours"
    (record,) = await works.records(What.SYNC_DRIFTED)
    assert record.body["why"] == "there is a comment of somebody else's there"


@pytest.mark.parametrize(("status", "word"), [(3, "Suppressed"), (4, "Resolved"), (99, "Other")])
async def test_what_somebody_else_has_set_stays(works: Works, status: int, word: str) -> None:
    up = await upstairs(works, sync=V2)
    up.set_v2(status)
    await up.want(TAKEN)
    await works.work()

    assert await up.told() == [("In Progress", Fate.DRIFTED)]
    assert up.writes() == []
    (record,) = await works.records(What.SYNC_DRIFTED)
    assert record.body["why"] == f"it is {word} there, by whom is not known"
    assert record.body.get("how", "") == ("" if word == "Other" else word.upper())


async def test_what_is_so_already_is_not_written_again(works: Works) -> None:
    up = await upstairs(works, sync=V2)
    up.set_v2(2)
    await up.want(TAKEN)
    await works.work()

    assert (await up.told(), up.writes()) == ([("In Progress", Fate.ALREADY)], [])


async def test_what_only_one_wanted_is_never_sent(works: Works) -> None:
    up = await upstairs(works, sync=V2)
    await up.want(CLEARED, asked_by="")
    await works.work()

    assert (await up.told(), up.writes()) == ([("Suppressed", Fate.DROPPED)], [])


async def test_what_v2_throttles_is_tried_again_and_keeps_its_order(works: Works) -> None:
    up = await upstairs(works, sync=V2)
    await up.want(TAKEN)
    await up.want(CLOSED)
    works.aws.faults.place(
        Fault(Failing.THROTTLED, works.account, operation="BatchUpdateFindingsV2", times=1)
    )
    await works.work()
    assert await up.told() == [("In Progress", Fate.WAITING), ("Resolved", Fate.WAITING)]

    await works.work()
    assert await up.told() == [("In Progress", DONE), ("Resolved", DONE)]
    assert up.at_v2()["status"] == "Resolved"


async def test_one_call_tells_of_many_and_one_that_v2_has_not_hurts_no_other(works: Works) -> None:
    up = await upstairs(works, *(f"f{number}" for number in range(1, 24)), sync=V2)
    lost = replace(up.findings[0], key=up.findings[0].key[:-2] + "gone", native_id="gone")
    up.findings = (*up.findings, lost)
    await works.store.write(lambda unit: unit.findings.add([(lost, 1)], works.clock.now()))
    await up.want(TAKEN)
    await works.work()

    assert [fate for _, fate in await up.told()] == [*[DONE] * 23, Fate.DROPPED]
    assert len(up.writes()) == 1


@pytest.mark.parametrize(
    "stranger",
    [
        {"metadata": {"uid": "of-f1", "product": {"uid": "arn:aws:securityhub:x:1:productv2/1/y"}}},
        {"metadata": {"uid": "of-f1", "product": "GuardDuty"}},
        {"cloud": {"account": {"uid": "000000000000"}}},
    ],
)
async def test_what_another_product_or_account_named_so_is_not_the_finding(
    works: Works, stranger: dict[str, Any]
) -> None:
    up = await upstairs(works)
    (finding,) = up.findings
    works.aws.reporters.hub_v2.keep(works.account, REGION, {**up.at_v2(), **stranger})
    found = await asyncio.to_thread(
        upstream_calls.look, reading(works), SECURITY_HUB_V2, {finding.key: finding}
    )

    assert found == {}


def test_each_status_has_ocsfs_number() -> None:
    assert {tell.value: hub_v2.STATUSES[number] for tell, number in hub_v2.STATUS_IDS.items()} == {
        tell.value: tell.value for tell in (Tell.IN_PROGRESS, Tell.SUPPRESSED_V2, Tell.RESOLVED_V2)
    }
