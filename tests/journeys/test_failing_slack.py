"""Slack that limits, breaks or hangs up: each message stands once, and in its newest state."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.execution import Outcome
from bot.domain.words import notice, progress
from bot.store import buckets
from practice.aws.server import SimulatedAws
from practice.slack.failures import Failure, Kind
from practice.slack.messages import Message
from practice.slack.rates import Rates
from tests.journeys.findings import public_bucket
from tests.journeys.messages import says
from tests.journeys.stage import ANN, BOB, CHANNEL, RYO
from tests.journeys.waiting import eventually
from tests.journeys.world import World, a_world

KINDS: tuple[Kind, ...] = ("limited", "broken", "cut_before", "cut_after", "late")
DATABASE = "secbot.db"
WAIT = timedelta(seconds=25)
"""A wait after a failure, which the clock is put forward by so that nobody has to sit it out."""


async def in_the_end(world: World, holds: Callable[[], bool]) -> None:
    """Wait until something holds of the workspace, all waits of the courier left out."""
    for _ in range(40):
        if holds():
            return
        await nothing_is_on_its_way(world)
        world.clock.advance(WAIT)
        try:
            await world.slack.workspace.until(holds, 0.5)
        except TimeoutError:
            continue
    pytest.fail(f"never came; what stands there:\n{world.transcript()}")


async def nothing_is_on_its_way(world: World) -> None:
    """Wait until no message is: put forward meanwhile, the clock would have its lease run out."""

    async def ask() -> bool:
        with closing(sqlite3.connect(world.folder / DATABASE)) as database:
            return database.execute("SELECT 1 FROM posting WHERE leased").fetchone() is None

    await eventually(ask)


def nonces(world: World) -> list[str]:
    """Return the nonce of every message that the courier brought."""
    metadata = (message.content.metadata for message in world.everything())
    return [each["event_payload"]["nonce"] for each in metadata if each is not None]


@pytest.mark.parametrize("kind", KINDS)
async def test_a_card_that_slack_stumbles_over_stands_once_and_in_its_newest_state(
    world: World, kind: Kind
) -> None:
    world.slack.failures.add(Failure("chat.postMessage", kind, times=2, seconds=1.0))
    await world.find_quietly(public_bucket(world.bucket))
    await in_the_end(world, lambda: len(world.everything()) > 1)
    (card,) = world.cards()

    world.slack.failures.add(Failure("chat.update", kind, times=2, seconds=1.0))
    await world.slack.acting.click(ANN, card.ts, "incident.take")
    await in_the_end(world, lambda: "Ann has it" in world.card(card.ts))
    timeline = await world.reply_that_says(card.ts, "Timeline of I-1")
    await in_the_end(world, lambda: "Ann took it" in world.card(timeline.ts))

    assert len(world.cards()) == 1
    assert len(nonces(world)) == len(set(nonces(world))) == 2


async def test_while_slack_takes_nothing_decisions_stand_and_the_cards_catch_up_and_say_late(
    world: World,
) -> None:
    card = await world.find_open_bucket()
    approval = await world.ask(ANN, card, "block_public_s3")
    await world.until_says(card, "Waiting for approval: A-1")
    for method in ("chat.postMessage", "chat.update"):
        world.slack.failures.add(Failure(method, "cut_before", times=100_000))
    await world.approve(BOB, approval)
    assert (await world.ended()).outcome is Outcome.SUCCESS
    assert len(world.changes()) == 1
    assert "plan.approve" in str(world.message(approval.ts).content.blocks)
    assert "Waiting for approval: A-1" in world.card(card)

    world.clock.advance(timedelta(minutes=5))
    world.slack.failures.clear()
    await in_the_end(world, lambda: any(map(steps_that_came_late, world.everything())))
    await in_the_end(world, lambda: "Contained by A-1" in world.card(card))
    await in_the_end(world, lambda: "Approved by Bob" in world.card(approval.ts))
    await in_the_end(world, lambda: "A-1 ended: Success" in world.transcript())
    assert len(nonces(world)) == len(set(nonces(world)))


def steps_that_came_late(message: Message) -> bool:
    """Say whether a message is how an execution went, and tells that it is late."""
    return says(message, progress.STEPS) and says(message, notice.LATE_BECAUSE)


async def test_a_channel_that_the_bot_was_put_out_of_gets_everything_once_it_is_back(
    world: World,
) -> None:
    channel = world.slack.workspace.channels[CHANNEL]
    channel.members.discard("U0BOT")
    await world.find_quietly(public_bucket(world.bucket))

    async def is_refused() -> bool:
        return any(each.error == "not_in_channel" for each in world.slack.workspace.asked)

    await eventually(is_refused)
    channel.members.add("U0BOT")
    await in_the_end(world, lambda: bool(world.cards()))
    assert len(world.cards()) == 1


@pytest.fixture
async def paced(
    aws: SimulatedAws,
    account_numbers: Iterator[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[World]:
    """Yield a world in which Slack limits as it does, and the bot keeps its own pace."""
    monkeypatch.setattr(buckets, "PERIOD", timedelta(seconds=1.1))
    async with a_world(aws, account_numbers, tmp_path, rates=Rates()) as made:
        yield made


async def test_a_bot_that_keeps_its_pace_is_never_limited_and_finishes_what_it_has_to_say(
    paced: World,
) -> None:
    cards = [await paced.find_threat(machine) for machine in ("web-7", "ledger-1")]
    approval = await paced.ask_isolation(cards[0])
    await paced.approve(RYO, approval)
    assert (await paced.ended()).outcome is Outcome.SUCCESS
    await paced.until_says(cards[0], "Contained by A-1")
    assert len(paced.cards()) == 2
    assert [each.error for each in paced.slack.workspace.asked if each.error] == []
