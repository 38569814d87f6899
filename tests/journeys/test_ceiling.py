"""The hourly ceiling: what is one too many waits, until two have lifted it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.domain.execution import Execution, Outcome, Stage
from bot.domain.words import braking, stopping
from practice.aws.server import SimulatedAws
from tests.journeys.messages import has
from tests.journeys.policies import changed
from tests.journeys.stage import ANN, BOB, RYO
from tests.journeys.world import World, a_world


@pytest.fixture
async def strict(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> AsyncIterator[World]:
    """Yield a world in which one target an hour may be changed."""
    limits = changed(limits={"targets_per_hour": 1})
    async with a_world(aws, account_numbers, tmp_path, policy=limits) as world:
        yield world


async def test_one_target_too_many_is_planned_and_waits_until_two_have_lifted_the_ceiling(
    strict: World,
) -> None:
    world = strict
    card = await world.find_open_bucket()
    await world.approve(BOB, await world.ask(ANN, card, "block_public_s3"))
    assert (await world.ended()).outcome is Outcome.SUCCESS
    bucket, account = world.estate.staging.buckets[-1], world.estate.staging.account
    where = f"account={account} region={world.estate.region}"
    await world.type(ANN, f"/sec run block_public_s3 {bucket} {where} because it leaks")
    await world.reaches(2, is_waiting)
    approve = f"/sec approve A-2 {(await world.proposal(2)).short}"

    assert has(await world.type(BOB, approve), braking.CEILING_ALL)
    assert (await world.execution(2)).stage is Stage.WAITING
    assert has(await world.type(ANN, "/sec lift staging 1h a worm"), braking.LIFT_ASKED)
    assert has(await world.type(BOB, approve), braking.CEILING_ALL)
    assert has(await world.type(RYO, "/sec lift staging"), braking.LIFT_DONE)
    told = stopping.LIFTED.en.partition("{name} ")[2].partition(" for")[0]
    await world.until(lambda: any(told in world.card(each.ts) for each in world.cards()))
    assert "as Ryo agreed" in await world.type(ANN, "/sec status")
    await world.type(BOB, approve)
    assert (await world.ended(2)).outcome is Outcome.SUCCESS


def is_waiting(execution: Execution) -> bool:
    return execution.stage is Stage.WAITING
