"""A standing rule lets secbot contain unasked, aloud; what somebody has undone it leaves alone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.domain.execution import Outcome, Stage
from bot.domain.record import What
from practice.aws.estate import Estate
from practice.aws.server import SimulatedAws
from tests.journeys.policies import policy, written
from tests.journeys.stage import ANN, BOB, RYO
from tests.journeys.world import World, a_world


def unasked(built: Estate) -> str:
    """Return the usual policy with a rule for the open bucket, whose account is one of staging."""
    made = policy(built)
    made["accounts"][built.prod.account]["environment"] = "staging"
    made["standing"] = [
        {
            "runbook": "block_public_s3",
            "environments": ["staging"],
            "resources": [f"arn:aws:s3:::{built.prod.buckets[-1]}"],
        }
    ]
    return written(made)


@pytest.fixture
async def world(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> AsyncIterator[World]:
    async with a_world(aws, account_numbers, tmp_path, policy=unasked) as made:
        yield made


async def test_what_a_rule_names_is_contained_unasked_told_aloud_and_put_back_by_two(
    world: World,
) -> None:
    card = await world.find_open_bucket()

    assert (await world.ended()).outcome is Outcome.SUCCESS
    assert await world.records(1, What.DECIDED) == ()
    (stood,) = await world.records(1, What.STOOD)
    assert stood.body["runbook"] == "block_public_s3"
    await world.until(lambda: any("runs unasked" in world.card(one.ts) for one in world.cards()))
    assert "run here unasked" in await world.type(ANN, "/sec why A-1")

    shown = await world.reply_with(card, "execution.undo", frozenset())
    back = await world.ask_undo(ANN, card, shown)
    await world.approve(BOB, back)
    assert (await world.execution(2)).stage is Stage.WAITING
    await world.approve(RYO, back)
    assert (await world.ended(2)).outcome is Outcome.SUCCESS
