"""In Socket Mode all is as over HTTP, and no socket's end loses what a person has done."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.domain.execution import Outcome
from bot.domain.record import What
from bot.domain.words import deciding, responding
from bot.domain.words import sockets as words
from handlers.slack import socket
from handlers.slack.link import Pace
from handlers.slack.pulse import SOCKETS
from practice.aws.server import SimulatedAws
from tests.journeys.messages import has
from tests.journeys.stage import ANN, BOB, RYO
from tests.journeys.waiting import eventually
from tests.journeys.world import World, a_world

APP_TOKEN = "xapp-range-token"
QUICK = Pace(
    between_pings=0.2,
    round_trip=2.0,
    linger=1.0,
    first_pause=0.05,
    longest_pause=0.2,
    pause_when_disabled=0.2,
)


@pytest.fixture
async def world(
    aws: SimulatedAws,
    account_numbers: Iterator[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[World]:
    monkeypatch.setattr(socket, "PACE", QUICK)
    async with a_world(aws, account_numbers, tmp_path, app_token=APP_TOKEN) as made:
        await is_ready(made)
        yield made


async def readiness(world: World) -> dict[str, Any]:
    """Return what the admin listener tells of the sockets, and whether all is well."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{world.admin_url}/readyz") as answer,
    ):
        told: dict[str, Any] = (await answer.json())["checks"]["socket"]
        return told | {"status": answer.status}


async def is_ready(world: World) -> None:
    """Wait until both sockets are proved."""

    async def ask() -> bool:
        told = await readiness(world)
        return str(told["detail"]).startswith(f"{SOCKETS} of {SOCKETS} sockets")

    await eventually(ask)


async def metric(world: World, name: str) -> float:
    """Return a metric, 0 where it was never counted."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{world.admin_url}/metrics") as answer,
    ):
        lines = (await answer.text()).splitlines()
    found = [line for line in lines if line.startswith(f"{name} ")]
    return float(found[0].rpartition(" ")[2]) if found else 0.0


async def test_a_bucket_is_contained_and_put_back_and_each_payload_is_handled_once(
    world: World,
) -> None:
    card = await world.find_open_bucket()
    await world.slack.acting.click(ANN, card, "incident.take")
    await world.until_says(card, "Ann has it")
    approval = await world.ask(ANN, card, "block_public_s3")
    await world.approve(ANN, approval)
    await world.told(ANN, deciding.OWN_REQUEST)
    await world.approve(BOB, approval)
    assert (await world.ended(1)).outcome is Outcome.SUCCESS
    shown = await world.reply_with(card, "execution.undo", frozenset())
    back = await world.ask_undo(ANN, card, shown)
    await world.approve(BOB, back)
    await world.type(RYO, f"/sec approve A-2 {(await world.proposal(2)).short}")
    assert (await world.ended(2)).outcome is Outcome.SUCCESS

    sockets = world.slack.sockets
    assert len(sockets.open) == SOCKETS
    assert len(sockets.sent) == len(sockets.answers) >= 9
    assert world.slack.sender.sent == []
    answered = await metric(world, 'secbot_slack_envelopes_total{result="answered"}')
    assert answered == len(sockets.sent)
    assert await metric(world, 'secbot_slack_envelopes_total{result="repeated"}') == 0
    assert len(await world.records(2, What.DECIDED)) == 2
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{world.url}/slack/events") as shut,
    ):
        assert shut.status == 404


@pytest.mark.parametrize("fault", ["sever", "unheard", "sever_and_again", "twice"])
async def test_a_socket_that_dies_in_mid_click_loses_nothing_and_nothing_is_done_twice(
    world: World, fault: Any
) -> None:
    card = await world.find_open_bucket()
    approval = await world.ask(ANN, card, "block_public_s3")
    world.slack.sockets.faults = [fault]
    seen = await world.approve(BOB, approval)
    assert bool(seen.notice) is (fault in {"sever", "unheard"})
    assert (await world.ended()).outcome is Outcome.SUCCESS
    await is_ready(world)

    told = await world.type(BOB, f"/sec approve A-1 {(await world.proposal()).short}")
    assert has(told, responding.NOT_WAITING)
    assert len(await world.records(1, What.DECIDED)) == 1
    assert len(await world.records(1, What.STARTED)) == 1
    assert len(world.changes()) == 1


async def test_an_envelope_that_comes_again_after_a_restart_is_done_once(world: World) -> None:
    card = await world.find_open_bucket()
    approval = await world.ask(ANN, card, "block_public_s3")
    await world.approve(BOB, approval)
    asked, approved = world.slack.sockets.sent[-2:]
    assert (await world.ended()).outcome is Outcome.SUCCESS
    await world.restart()
    await is_ready(world)

    for envelope in (asked, approved):
        assert (await world.slack.sockets.again(envelope)).error == ""
    await world.told(BOB, responding.NOT_WAITING)
    assert await world.read(lambda unit: unit.executions.get(2)) is None
    assert len(await world.records(1, What.DECIDED)) == 1
    assert len(world.changes()) == 1


async def test_a_refresh_of_both_sockets_at_one_moment_loses_no_click(world: World) -> None:
    card = await world.find_open_bucket()
    old = list(world.slack.sockets.open)
    await world.slack.sockets.refresh()
    while not all(each.gone.is_set() for each in old):
        assert "I-1" in await world.type(ANN, "/sec show I-1")
    approval = await world.ask(ANN, card, "block_public_s3")
    await world.slack.sockets.refresh("warning")
    await world.approve(BOB, approval)
    assert (await world.ended()).outcome is Outcome.SUCCESS
    await is_ready(world)
    assert len(world.slack.sockets.sent) == len(world.slack.sockets.answers)


async def test_a_socket_that_is_open_and_silent_is_noticed_told_and_replaced(world: World) -> None:
    proved = await metric(world, "secbot_slack_socket_proved_timestamp_seconds")
    world.slack.sockets.silence(1)

    async def told() -> dict[str, Any] | None:
        found = await readiness(world)
        return None if found["well"] else found

    found = await eventually(told)
    assert found["status"] == 503
    assert found["detail"] == words.NO_ROUND_TRIP.fill(seconds="2").plain()
    await is_ready(world)
    assert (await readiness(world))["status"] == 200
    assert await metric(world, "secbot_slack_sockets") == SOCKETS
    assert await metric(world, "secbot_slack_socket_proved_timestamp_seconds") > proved
    await world.type(ANN, "/sec help")
    assert await metric(world, "secbot_slack_envelope_timestamp_seconds") > proved


async def test_while_slack_opens_no_socket_readiness_tells_why_and_then_it_works(
    world: World,
) -> None:
    await world.slack.sockets.switch_off()

    async def told() -> bool:
        return not (await readiness(world))["well"]

    await eventually(told)
    assert (await world.slack.acting.command(ANN, "/sec help")).notice
    world.slack.use_sockets(APP_TOKEN)
    await is_ready(world)
    assert "/sec" in await world.type(ANN, "/sec help")
