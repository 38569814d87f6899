"""A call that tells something upstream is data: the very parameters, on one hub or detector."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.finding import Producer
from bot.domain.syncing import GUARDDUTY, SECURITY_HUB, SECURITY_HUB_V2, Occasion, Seen, Tell
from bot.response.upstream import upstream_calls
from bot.response.upstream.upstream_calls import Named, NoDetectorError
from runbooks.kit.values import Power
from tests.bot.domain.makers import ACCOUNT
from tests.bot.domain.test_syncing import KEY, a_telling
from tests.bot.response.office import a_finding
from tests.bot.response.upstairs import product, upstairs
from tests.bot.response.works import REGION, Works

READS = tuple(action for actions in upstream_calls.READS.values() for action in actions)


def reading(works: Works, account: str = "", region: str = REGION) -> Any:
    known = works.policy.accounts[account or works.account]
    return works.bench.estate.reading(known, region, READS)


def test_what_guardduty_found_goes_by_its_arn_in_security_hub() -> None:
    arn = f"arn:aws:guardduty:eu-west-1:{ACCOUNT}:detector/d1/finding/f1"
    hub = "arn:aws:securityhub:eu-west-1::product/aws/guardduty"
    assert upstream_calls.named(a_finding(key=KEY)) == Named(arn, hub, "f1")

    own = "arn:aws:securityhub:eu-west-1::product/x/y"
    producer = Producer("securityhub", own, verified=False)
    key = f"securityhub:aws:{ACCOUNT}:eu-west-1:{own}|{arn}"
    other = a_finding(key=key, native_id=arn, producer=producer)
    assert upstream_calls.named(other) == Named(arn, own, "")


async def test_a_finding_that_another_product_named_so_is_not_looked_at(works: Works) -> None:
    up = await upstairs(works)
    stranger = replace(up.findings[0], account="000000000000")
    for api in (SECURITY_HUB, SECURITY_HUB_V2, GUARDDUTY):
        aws = reading(works)
        held = {each.key: each for each in up.findings}
        found = await asyncio.to_thread(upstream_calls.look, aws, api, held)
        assert set(found) == set(held)
        other = {stranger.key: stranger}
        assert await asyncio.to_thread(upstream_calls.look, aws, api, other) == {}


async def test_each_call_names_its_findings_and_one_hub_or_detector(works: Works) -> None:
    up = await upstairs(works)
    held = {each.key: each for each in up.findings}
    (key,) = held

    def step(tell: Tell, *, with_note: bool = False) -> Any:
        told = [replace(a_telling(tell=tell, key=key), occasion=Occasion.CLOSED)]
        return upstream_calls.step(reading(works), told, held, {}, with_note=with_note)

    note = await asyncio.to_thread(step, Tell.RESOLVED, with_note=True)
    assert note.parameters == {
        "FindingIdentifiers": [{"Id": up.arn(), "ProductArn": product()}],
        "Workflow": {"Status": "RESOLVED"},
        "Note": {"Text": "secbot: I-1 was closed", "UpdatedBy": "secbot"},
    }
    assert note.resources == (f"arn:aws:securityhub:{REGION}:{works.account}:hub/default",)
    assert note.power is Power.SYNC
    assert "Workflow" not in (await asyncio.to_thread(step, Tell.NOTE, with_note=True)).parameters
    assert "Note" not in (await asyncio.to_thread(step, Tell.RESOLVED)).parameters

    useful = await asyncio.to_thread(step, Tell.USEFUL)
    assert useful.action == "guardduty:UpdateFindingsFeedback"
    home = f"arn:aws:guardduty:{REGION}:{works.account}:detector/{up.detector}"
    assert useful.resources == (home,)
    assert useful.parameters["Feedback"] == "USEFUL"


async def test_where_guardduty_is_off_that_is_said(works: Works) -> None:
    aws = reading(works, region="eu-south-2")
    with pytest.raises(NoDetectorError):
        await asyncio.to_thread(upstream_calls.detector, aws)


async def test_what_security_hub_did_not_take_is_told_by_its_id(works: Works) -> None:
    up = await upstairs(works)
    lost = replace(up.findings[0], key=f"{up.findings[0].key}x", native_id="f1x")
    told = [a_telling(key=lost.key)]
    made = await asyncio.to_thread(
        upstream_calls.step, reading(works), told, {lost.key: lost}, {}, with_note=False
    )

    refused = await asyncio.to_thread(upstream_calls.make, up.hub, made)
    assert refused == {f"{up.arn()}x": "FindingNotFound"}


async def test_v2_is_told_by_its_own_name_of_each_finding_on_its_hub_alone(works: Works) -> None:
    up = await upstairs(works)
    (finding,) = up.findings
    seen = {finding.key: Seen("New", uid="m1")}

    def step(tell: Tell, *, with_note: bool) -> Any:
        told = [replace(a_telling(tell=tell, key=finding.key), occasion=Occasion.CLOSED)]
        held = {finding.key: finding}
        return upstream_calls.step(reading(works), told, held, seen, with_note=with_note)

    resolved = await asyncio.to_thread(step, Tell.RESOLVED_V2, with_note=True)
    assert resolved.action == "securityhub:BatchUpdateFindings"
    assert resolved.resources == (f"arn:aws:securityhub:{REGION}:{works.account}:hubv2/*",)
    comment = "secbot: I-1 was closed"
    assert resolved.parameters == {"MetadataUids": ["m1"], "StatusId": 4, "Comment": comment}
    alone = await asyncio.to_thread(step, Tell.COMMENT, with_note=True)
    assert alone.parameters == {"MetadataUids": ["m1"], "Comment": comment}
    quiet = await asyncio.to_thread(step, Tell.SUPPRESSED_V2, with_note=False)
    assert quiet.parameters == {"MetadataUids": ["m1"], "StatusId": 3}


async def test_what_v2_did_not_take_is_told_by_the_name_that_it_was_told_by(works: Works) -> None:
    up = await upstairs(works)
    (finding,) = up.findings
    told, seen = [a_telling(tell=Tell.IN_PROGRESS, key=finding.key)], Seen(uid="gone")
    made = await asyncio.to_thread(
        upstream_calls.step,
        reading(works),
        told,
        {finding.key: finding},
        {finding.key: seen},
        with_note=False,
    )

    refused = await asyncio.to_thread(upstream_calls.make, up.hub, made)
    assert refused == {"gone": "ResourceNotFoundException"}
    assert upstream_calls.name_of(told[0], finding, seen) == "gone"
