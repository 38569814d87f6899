"""From a signed finding to a card, to an approved change that is proved and put back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.domain.execution import Outcome
from practice.aws.server import SimulatedAws
from tests.journeys.world import ANN, BOB, RYO, World, a_world


@pytest.fixture
async def world(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> AsyncIterator[World]:
    async with a_world(aws, account_numbers, tmp_path) as made:
        yield made


async def test_a_miner_is_contained_by_two_people_and_put_back_by_three(world: World) -> None:
    card = await world.find_threat("web-7")
    await world.slack.acting.click(ANN, card, "incident.take")
    approval = await world.ask(ANN, card, "isolate_instance", "it talks to a mining pool")
    await world.approve(ANN, approval)
    await world.told(ANN, "somebody else must approve it")

    await world.approve(BOB, approval)
    execution = await world.ended(1)
    assert execution.outcome is Outcome.SUCCESS
    groups = interface_groups(world)
    assert all(len(each) == 1 for each in groups.values())

    progress = await world.new_reply(card, set(), "execution.undo")
    back = await world.undo(ANN, card, progress, "it was a false alarm")
    await world.approve(BOB, back)
    await world.approve(RYO, back)
    undone = await world.ended(2)
    assert undone.outcome is Outcome.SUCCESS


def interface_groups(world: World) -> dict[str, list[str]]:
    ec2 = world.aws.client("ec2", world.estate.prod.account, world.estate.region)
    ids = list(world.estate.prod.interfaces["web-7"])
    found = ec2.describe_network_interfaces(NetworkInterfaceIds=ids)["NetworkInterfaces"]
    return {
        each["NetworkInterfaceId"]: [group["GroupId"] for group in each["Groups"]] for each in found
    }
