"""What people make of an incident is told upstream; what others do there changes nothing here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.domain.finding import Finding, Workflow
from bot.domain.incident import Status
from bot.domain.record import What
from bot.domain.syncing import Fate
from bot.domain.words import syncing as words
from practice.aws.guardduty import detector
from practice.aws.server import SimulatedAws
from tests.journeys.findings import miner
from tests.journeys.messages import has, said
from tests.journeys.policies import changed
from tests.journeys.stage import ANN, BOB
from tests.journeys.waiting import eventually
from tests.journeys.world import World, a_world

SYNC = {"security_hub": ["notified", "resolved", "suppressed"], "guardduty": ["archive"]}

V2 = {"security_hub_v2": ["in_progress", "suppressed", "comment"]}


@pytest.fixture
async def world(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> AsyncIterator[World]:
    async with a_world(aws, account_numbers, tmp_path, policy=changed(sync=SYNC)) as made:
        yield made


class Hub:
    """Security Hub of the prod account, which has GuardDuty's finding as well."""

    def __init__(self, world: World) -> None:
        built = world.estate
        self.world = world
        self.account = built.prod.account
        self.client = world.aws.client("securityhub", self.account, built.region)
        home = f"{built.region}:{self.account}:detector/{detector(self.account, built.region)}"
        self.id = f"arn:aws:guardduty:{home}/finding/f1"
        self.product = f"arn:aws:securityhub:{built.region}::product/aws/guardduty"

    def forward(self, at: str) -> None:
        """Let GuardDuty's finding have come here."""
        finding = {
            "SchemaVersion": "2018-10-08",
            "Id": self.id,
            "ProductArn": self.product,
            "GeneratorId": "guardduty",
            "AwsAccountId": self.account,
            "Types": ["TTPs/Discovery/Recon:EC2-Portscan"],
            "CreatedAt": at,
            "UpdatedAt": at,
            "Severity": {"Label": "HIGH"},
            "Title": "it mines",
            "Description": "it is",
            "Resources": [{"Type": "AwsEc2Instance", "Id": "i-0abc"}],
        }
        self.client.batch_import_findings(Findings=[finding])

    def forward_v2(self, at: str) -> None:
        """Let GuardDuty's finding have come to the new Security Hub."""
        product = self.product.replace("::product/", "::productv2/")
        document = {
            "class_uid": 2004,
            "cloud": {"account": {"uid": self.account}, "region": self.world.estate.region},
            "finding_info": {"uid": self.id, "title": "it mines", "modified_time_dt": at},
            "metadata": {"uid": "m1", "product": {"uid": product}},
            "severity_id": 4,
            "status_id": 1,
        }
        self.world.aws.reporters.hub_v2.keep(self.account, self.world.estate.region, document)

    def at_v2(self) -> tuple[str, str]:
        """Return the status and the comment in the new Security Hub."""
        (found,) = self.client.get_findings_v2()["Findings"]
        return str(found.get("status")), str(found.get("comment"))

    def status(self) -> str:
        """Return the workflow status."""
        filters = {"Id": [{"Value": self.id, "Comparison": "EQUALS"}]}
        (found,) = self.client.get_findings(Filters=filters)["Findings"]
        return str(found.get("Workflow", {}).get("Status", ""))

    def set(self, status: str) -> None:
        """Let somebody of the account's own set it."""
        self.client.batch_update_findings(
            FindingIdentifiers=[{"Id": self.id, "ProductArn": self.product}],
            Workflow={"Status": status},
            Note={"Text": "tidying up", "UpdatedBy": "carol"},
        )

    async def kept(self, workflow: Workflow) -> Finding:
        """Wait until it has come back as an event, and return the finding as it is kept."""

        async def ask() -> Finding | None:
            found = await self.world.read(lambda unit: unit.findings.of_incidents([1]))
            (finding,) = found[1]
            return finding if finding.workflow is workflow else None

        return await eventually(ask)


async def fates(world: World) -> dict[str, Fate]:
    rows = await world.read(lambda unit: unit.tellings.of_incident(1))
    return {each.tell.value: each.fate for each in rows}


async def test_what_is_told_comes_back_as_an_echo_and_what_others_set_stays_and_is_named(
    world: World,
) -> None:
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    finding: dict[str, Any] = miner(world.estate, "web-7", id="f1", updatedAt=now)
    card = await world.raise_finding(finding)
    hub = Hub(world)
    await asyncio.to_thread(hub.forward, now)
    cards = len(world.cards())

    await world.type(ANN, "/sec ack I-1")
    await hub.kept(Workflow.NOTIFIED)
    assert await asyncio.to_thread(hub.status) == "NOTIFIED"
    assert (await world.incident()).status is Status.IN_PROGRESS
    assert not await world.read(lambda unit: unit.records.latest(What.SETTLED))

    await asyncio.to_thread(hub.set, "RESOLVED")
    await hub.kept(Workflow.RESOLVED)
    await world.reply_that_says(card, words.ALOUD_SETTLED)
    named = await world.reply_that_says(card, words.ALOUD_SETTLED_BY)
    assert "BatchUpdateFindings" in said(named)
    assert (await world.incident()).status is Status.IN_PROGRESS
    await world.until_says(card, "it stays open here")
    assert "was made RESOLVED upstream" in await world.type(BOB, "/sec status")

    assert has(await world.type(ANN, "/sec fp I-1 our own miner"), words.ASKED_SILENCES)
    await world.type(BOB, "/sec fp I-1")
    await world.reply_that_says(card, words.ALOUD_DRIFTED)

    async def ended() -> bool:
        return await fates(world) == {
            "NOTIFIED": Fate.DONE,
            "SUPPRESSED": Fate.DRIFTED,
            "ARCHIVED": Fate.DONE,
        }

    await eventually(ended)
    assert await asyncio.to_thread(hub.status) == "RESOLVED"
    told = await world.type(ANN, "/sec why I-1")
    assert f"securityhub:{hub.account}:{world.estate.region}: SUPPRESSED, drifted" in told
    assert len(world.cards()) == cards


async def test_v2s_own_event_of_what_was_told_is_an_echo_and_what_others_set_is_not(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> None:
    async with a_world(aws, account_numbers, tmp_path, policy=changed(sync=V2)) as world:
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        finding: dict[str, Any] = miner(world.estate, "web-7", id="f1", updatedAt=now)
        card = await world.raise_finding(finding)
        hub = Hub(world)
        await asyncio.to_thread(hub.forward_v2, now)
        cards = len(world.cards())

        await world.type(ANN, "/sec ack I-1")
        await hub.kept(Workflow.NOTIFIED)
        taken = ("In Progress", "secbot: somebody works on it as I-1")
        assert await asyncio.to_thread(hub.at_v2) == taken
        assert not await world.read(lambda unit: unit.records.latest(What.SETTLED))

        await asyncio.to_thread(
            hub.client.batch_update_findings_v2, MetadataUids=["m1"], StatusId=4
        )
        await hub.kept(Workflow.RESOLVED)
        await world.reply_that_says(card, words.ALOUD_SETTLED)
        named = await world.reply_that_says(card, words.ALOUD_SETTLED_BY)
        assert "BatchUpdateFindingsV2" in said(named)

        assert has(await world.type(ANN, "/sec fp I-1 our own miner"), words.ASKED_SILENCES)
        await world.type(BOB, "/sec fp I-1")
        await world.reply_that_says(card, words.ALOUD_DRIFTED)
        assert (await asyncio.to_thread(hub.at_v2))[0] == "Resolved"
        assert len(world.cards()) == cards
