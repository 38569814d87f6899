"""A closed finding is deleted at its age: all say so, and when it comes up again the card tells."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count, takewhile
from pathlib import Path
from typing import Any

import pytest

from bot.domain.incident import Incident
from bot.domain.posting import Sheet, Wanted
from bot.domain.retention import Purge, night_of
from bot.domain.run import RunState, Work
from bot.domain.words import alert, silencing
from bot.domain.words import retention as words
from bot.ports.bell import Ring
from bot.ports.unit import Unit
from practice.aws.server import SimulatedAws
from tests.journeys.findings import miner
from tests.journeys.messages import has, says
from tests.journeys.policies import changed
from tests.journeys.stage import ANN, CHANNEL
from tests.journeys.waiting import eventually
from tests.journeys.world import World, a_world

AGE = timedelta(days=500)


@pytest.fixture
async def world(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> AsyncIterator[World]:
    rule = changed(retention={"findings": "400d", "raw": "90d"})
    async with a_world(aws, account_numbers, tmp_path, policy=rule) as made:
        yield made


async def purged(world: World) -> Purge:
    """Let the bot make the purge of its day, and wait until it has."""
    assert world.running is not None
    night = night_of(world.clock.now(), "UTC")
    await world.store.write(lambda unit: unit.runs.start(Work.PURGE, night.toordinal()))
    world.running.bot.bell.ring(Ring.RUNS)

    async def ended() -> Purge | None:
        last = await world.read(lambda unit: unit.purges.last())
        return last if last and last.day == night.isoformat() and last.ended_at else None

    return await eventually(ended)


async def settled(world: World, card: str) -> None:
    """Wait until a card is confirmed and nothing is on its way any more."""
    await world.until_says(card, alert.CONFIRMED)

    async def quiet() -> bool:
        return await world.read(is_quiet)

    await eventually(quiet)


def is_quiet(unit: Unit) -> bool:
    runs = takewhile(lambda state: state is not None, map(unit.runs.status, count(1)))
    return unit.outbox.depth().count == 0 and all(state is RunState.DONE for state in runs)


async def seen_again(world: World, finding: Mapping[str, Any]) -> str:
    """Let AWS change a finding, and return the ts of the new card.

    What the topic sends bears the real time, so the clock is put back for it.
    """
    before = {each.ts for each in world.cards()}
    world.clock.advance(-AGE)
    at = (datetime.now(UTC) + timedelta(minutes=1)).isoformat()
    await world.find_quietly({**finding, "updatedAt": at})

    async def opened() -> Incident | None:
        return await world.read(lambda unit: unit.incidents.get(2))

    await eventually(opened)
    world.clock.advance(AGE)
    await world.until(lambda: {each.ts for each in world.cards()} > before)
    return next(each.ts for each in world.cards() if each.ts not in before)


async def test_what_is_deleted_at_its_age_is_told_of_and_known_when_it_comes_up_again(
    world: World,
) -> None:
    found = miner(world.estate, "web-7", severity=5.0)
    old = await world.raise_finding(found)
    assert has(await world.type(ANN, "/sec close I-1 rebuilt from a clean image"), silencing.CLOSED)
    await settled(world, old)
    world.clock.advance(AGE)

    assert (await purged(world)).findings == 1
    for typed, text in (
        ("/sec show I-1", words.CARD),
        ("/sec show F-1", words.CARD),
        ("/sec why I-1", words.WHY),
        ("/sec audit I-1", words.AUDIT),
        ("/sec reopen I-1 it is back", words.NOTHING_LEFT),
        ("/sec snooze I-1 4h a known miner", words.NOTHING_LEFT),
        ("/sec run isolate_instance I-1 it is back", words.NOTHING_LEFT),
        ("/sec status", words.STATUS_DONE),
    ):
        assert has(await world.type(ANN, typed), text), typed
    now, anew = world.clock.now(), [Wanted(CHANNEL, Sheet.ALERT, "I-1")]
    await world.store.write(lambda unit: unit.outbox.want(anew, now))
    assert world.running is not None
    world.running.bot.bell.ring(Ring.OUTBOX)
    await world.until(lambda: says(world.message(old), words.CARD))

    again = await seen_again(world, {**found, "severity": 8.0})
    await world.until(lambda: says(world.message(again), words.BEFORE))
    assert "I-1" in world.card(again)
    assert has(await world.type(ANN, "/sec why I-2"), words.WHY_BEFORE)
    await world.until(
        lambda: any(says(each, words.TOLD_RETURNED[0]) for each in world.thread(again))
    )
