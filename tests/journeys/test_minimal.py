"""From an alert to an outcome where Slack may be shown little: the channel never reads a name."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.domain.execution import Outcome
from bot.domain.incident import Contained
from bot.domain.words import alert, approval, deciding, notice
from practice.aws.server import SimulatedAws
from tests.journeys.policies import changed
from tests.journeys.stage import ANN, BOB
from tests.journeys.world import World, a_world

WHY = "it mines for pool.minexmr.example since noon"
IN_A_CHANNEL = frozenset({"chat.postMessage", "chat.update"})


@pytest.fixture
async def discreet(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> AsyncIterator[World]:
    """Yield a world in which prod is shown at minimal."""
    prod = changed(slack={"environments": {"prod": "minimal"}})
    async with a_world(aws, account_numbers, tmp_path, policy=prod) as world:
        yield world


async def test_what_is_found_decided_on_and_contained_is_named_to_those_alone_who_ask(
    discreet: World,
) -> None:
    world = discreet
    card = await world.find_threat("web-7")
    await world.slack.acting.click(ANN, card, "incident.take")
    request = await world.ask(ANN, card, "isolate_instance", WHY)
    await world.until_says(request.ts, approval.OPEN_FIRST, notice.BY_POLICY)

    await world.approve(BOB, request)
    await world.told(BOB, deciding.NOT_OPENED)
    opened = await world.open_modal(BOB, request.ts, "plan.open")
    await world.approve(BOB, request)
    assert (await world.ended(1)).outcome is Outcome.SUCCESS
    await world.until_says(card, alert.CONTAINED[Contained.YES], "CryptoCurrency:EC2/BitcoinTool")
    assert world.estate.prod.instances["web-7"] in await world.type(ANN, "/sec show I-1")

    window = json.dumps(opened.view.content if opened.view else {}, ensure_ascii=False)
    assert [each for each in telling(world)[:3] if each not in window] == []
    read = in_the_channel(world)
    assert [each for each in telling(world) if each in read] == []


def telling(world: World) -> list[str]:
    """Return what must not be read: resources first, then an address, a group, words of people."""
    prod = world.estate.prod
    (first, *_), machine = prod.interfaces["web-7"], prod.instances["web-7"]
    return [machine, first, "since noon", "web-7", "minexmr", "secbot-quarantine", "arn:aws"]


def in_the_channel(world: World) -> str:
    """Return every byte that Slack was sent for a channel."""
    sent = [each for each in world.slack.workspace.asked if each.method in IN_A_CHANNEL]
    assert {each.method for each in sent} == IN_A_CHANNEL
    return json.dumps([each.arguments for each in sent], ensure_ascii=False)
