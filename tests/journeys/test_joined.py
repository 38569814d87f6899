"""Two findings of one key are one card, which says why; people take it apart and together again."""

from __future__ import annotations

import uuid
from typing import Any

from bot.domain.execution import Outcome
from bot.domain.words import regrouping
from practice.spoken import controls
from tests.journeys.findings import miner, on_instance, public_bucket
from tests.journeys.stage import ANN, BOB
from tests.journeys.world import World

KEY = "AKIAIOSFODNN7EXAMPLE"


def of_key(kind: str, title: str) -> dict[str, Any]:
    """Return a finding of what somebody did with one access key."""
    key = {"accessKeyId": KEY, "userName": "deploy", "userType": "IAMUser"}
    return {
        **on_instance("i-0000000000000000f"),
        "id": uuid.uuid4().hex,
        "type": kind,
        "title": title,
        "severity": 8.0,
        "resource": {"resourceType": "AccessKey", "accessKeyDetails": key},
    }


async def test_one_key_is_one_card_until_somebody_says_otherwise(world: World) -> None:
    card = await world.raise_finding(of_key("Discovery:IAMUser/AnomalousBehavior", "It looks"))
    await world.slack.acting.click(ANN, card, "incident.take")
    await world.until_says(card, "Ann has it")
    await world.find_quietly(of_key("Impact:IAMUser/AnomalousBehavior", "It deletes"))
    told = await world.until_says(card, "It deletes", f"both name the access key {KEY}")
    assert "Ann has it" not in told
    await world.reply_that_says(card, "another tactic, Impact")
    assert len(world.cards()) == 1
    assert f"because both name the access key {KEY}" in await world.type(BOB, "/sec why I-1")

    await world.type(ANN, "/sec split F-2 it is another intruder")
    await world.until(lambda: any(each.ts != card for each in world.cards()))
    second = next(each.ts for each in world.cards() if each.ts != card)
    await world.until_says(second, "It deletes", "I-2")
    await world.type(ANN, "/sec merge I-2 I-1 it is the same one after all")
    await world.type(BOB, "/sec merge I-2 I-1")
    await world.until_says(second, regrouping.STUB)
    await world.until_says(card, "It deletes")


async def test_what_another_finding_of_the_card_names_is_offered_and_contained_too(
    world: World,
) -> None:
    key = {"accessKeyId": KEY, "userName": "deploy", "userType": "IAMUser"}
    seen = miner(world.estate, "web-7")
    seen["resource"]["accessKeyDetails"] = key
    card = await world.raise_finding(seen)
    bucket = world.estate.prod.buckets[-1]
    opened = public_bucket(bucket)
    opened["resource"]["accessKeyDetails"] = key
    await world.find_quietly(opened)
    await world.until_says(card, f"both name the access key {KEY}")
    named = f"Block public access: {bucket[:8]}"
    await world.until(lambda: named in str(controls(world.message(card))))

    approval = await world.ask(ANN, card, "block_public_s3", "the key opened it")
    assert (await world.execution(1)).ask.inputs == {"bucket": bucket}
    await world.approve(BOB, approval)
    assert (await world.ended(1)).outcome is Outcome.SUCCESS
