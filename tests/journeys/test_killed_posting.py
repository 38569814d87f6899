"""A bot that ends while it speaks or listens: what it took is kept, and what it said stands once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

from bot.ports.unit import Unit
from practice.aws.server import SimulatedAws
from practice.slack.failures import Failure
from tests.journeys.findings import public_bucket
from tests.journeys.processes import a_bot, kill
from tests.journeys.stage import a_stage
from tests.journeys.waiting import eventually, eventually_off_loop
from tests.journeys.world import World


async def test_killed_while_slack_takes_a_card_it_finds_that_card_again_and_posts_no_second(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> None:
    async with a_stage(aws, account_numbers, tmp_path) as stage:
        async with a_bot(stage, stage.aws.url) as bot:
            stage.slack.failures.add(Failure("chat.postMessage", "late", seconds=4.0))
            card = await stage.find_open_bucket()
            kill(bot)
        async with a_bot(stage, stage.aws.url):
            # It is looked for once the lease of the bot that died has run out.
            await stage.reply_that_says(card, "Timeline of I-1")
            await stage.until_says(card, "I-1", stage.bucket)
            nonces = [
                message.content.metadata["event_payload"]["nonce"]
                for message in stage.everything()
                if message.content.metadata is not None
            ]
            assert len(stage.cards()) == 1
            assert len(nonces) == len(set(nonces)) == 2


async def test_what_was_answered_200_while_the_bot_drained_is_in_an_incident_after_the_restart(
    world: World,
) -> None:
    many = 24
    findings = [public_bucket(f"pay-exports-{number}") for number in range(many)]
    raised = [asyncio.create_task(world.find_quietly(finding)) for finding in findings]
    url = f"{world.url}/sns"
    await eventually_off_loop(lambda: taken(world, url) >= many // 4)
    await world.stop()
    await asyncio.gather(*raised)
    await world.start()

    async def every_one_is_kept() -> bool:
        return await world.read(kept) >= taken(world, url)

    await eventually(every_one_is_kept)
    assert many // 4 <= await world.read(kept) <= many
    await world.until(lambda: bool(world.cards()))


def kept(unit: Unit) -> int:
    """Count the findings that are in an incident: of so many at once not each has its own card."""
    numbers = range(1, sum(unit.incidents.count_open().values()) + 1)
    return sum(map(len, unit.findings.of_incidents(numbers).values()))


def taken(world: World, url: str) -> int:
    """Count the findings that the topic has got a 200 for from this address."""
    return sum(
        each.statuses[-1:] == (200,) and each.type == "Notification"
        for each in world.aws.deliveries
        if each.endpoint == url
    )
