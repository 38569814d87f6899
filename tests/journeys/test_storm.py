"""A storm from its sixth finding to its end: one card, five CRITICAL ones, a restart, nothing lost.

And what only claims to have found something makes a storm of its own, beside which all else is calm.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Any

from bot.domain.finding import Severity
from bot.domain.incident import Incident
from bot.domain.storm import OWN_CARDS, QUIET
from bot.domain.words import storm as words
from bot.ports.unit import Unit
from practice.slack.messages import Message
from practice.spoken import controls
from tests.journeys.findings import on_instance
from tests.journeys.messages import said, says
from tests.journeys.stage import ANN
from tests.journeys.test_confirmed import publish_event
from tests.journeys.world import World

EARLY, CRITICAL, HIGH, LATER = 5, 9, 12, 30
CLAIMS = 40


async def blow(world: World, many: int, severity: float, kind: str) -> None:
    """Let GuardDuty find so many things, each about an instance of its own."""
    for at in range(many):
        instance = f"i-{sum(map(ord, kind)):08x}{at:04x}"
        finding = on_instance(instance) | {
            "severity": severity,
            "type": f"{kind}:EC2/Storm.{at % 3}",
        }
        await world.find_quietly(finding)


def storms(world: World) -> list[Message]:
    return [each for each in world.cards() if each.content.text.startswith("Storm")]


def owned(world: World, sign: str) -> list[Message]:
    """Return the cards of single incidents with this sign."""
    return [each for each in world.cards() if each not in storms(world) and sign in said(each)]


async def test_a_storm_is_one_card_that_loses_nothing_and_outlives_a_restart(world: World) -> None:
    await blow(world, EARLY, 8.0, "Recon")
    await world.until(lambda: len(owned(world, "🔴")) == EARLY)
    await blow(world, CRITICAL, 9.0, "Impact")
    await blow(world, HIGH, 8.0, "Trojan")
    await world.until(lambda: len(storms(world)) == 1)
    (card,) = storms(world)
    await world.until(lambda: len(owned(world, "🚨")) == OWN_CARDS)
    for type_ in ("Impact:EC2/Storm.2", "Trojan:EC2/Storm.2"):
        await world.reply_that_says(card.ts, type_)

    await world.restart()
    await blow(world, LATER, 5.0, "Behavior")
    await world.until_says(card.ts, f"{CRITICAL + HIGH + LATER} findings")
    assert len(storms(world)) == 1
    everything = EARLY + CRITICAL + HIGH + LATER
    assert len(await world.read(_open)) == everything

    action = next(each for each in controls(world.message(card.ts)) if "incident.open" in each)
    before = len(world.cards())
    await world.slack.acting.click(ANN, card.ts, action)
    await world.told(ANN, words.OPENED)
    await world.until(lambda: len(world.cards()) == before + 1)

    world.clock.advance(QUIET)
    await world.until(lambda: says(world.message(card.ts), words.OVER))
    takes = Counter(
        controls(each)["incident.take"]["value"].partition(":")[0]
        for each in world.cards()
        if "incident.take" in controls(each)
    )
    assert set(takes.values()) == {1}
    assert {each.severity for each in await world.read(_cardless) if not each.owner} <= {
        Severity.MEDIUM,
        Severity.HIGH,
    }


def claim(world: World, at: int) -> dict[str, Any]:
    """Return what anybody may import into Security Hub who can write findings there."""
    own, region = world.estate.staging.account, world.estate.region
    now = datetime.now(UTC).isoformat()
    return {
        "SchemaVersion": "2018-10-08",
        "Id": f"mine-{at}",
        "ProductArn": f"arn:aws:securityhub:{region}:{own}:product/{own}/default",
        "GeneratorId": "mine",
        "AwsAccountId": own,
        "Region": region,
        "Types": [f"TTPs/Made up {at}"],
        "Severity": {"Label": "CRITICAL"},
        "Title": "Look here",
        "Description": "Believe me.",
        "CreatedAt": now,
        "UpdatedAt": now,
        "Resources": [{"Type": "AwsEc2Instance", "Id": f"i-{at:017x}"}],
    }


async def test_a_flood_of_claims_keeps_no_real_finding_from_its_card(world: World) -> None:
    detail = {"findings": [claim(world, at) for at in range(CLAIMS)]}
    await publish_event(world, "aws.securityhub", "Security Hub Findings - Imported", detail)
    await blow(world, EARLY, 8.0, "Trojan")
    await world.until(lambda: len(owned(world, "🔴")) == EARLY)
    await world.until(lambda: len(storms(world)) == 1)
    (card,) = storms(world)
    await world.until_says(card.ts, f"{CLAIMS} findings", words.CLAIMED)
    assert len(world.cards()) == EARLY + 1


def _open(unit: Unit) -> tuple[Incident, ...]:
    return unit.incidents.listed(floor=Severity.LOW, owner=None, limit=999, offset=0)


def _cardless(unit: Unit) -> tuple[Incident, ...]:
    return tuple(each for each in _open(unit) if not each.has_card)
