"""Two keep a known noise from the channel, aloud; nobody alone frees what is contained."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.execution import Outcome
from bot.domain.hold import Grip, Hold
from bot.domain.incident import Incident, Status, Verdict
from bot.domain.words import silencing as words
from runbooks.kit.text import Text
from tests.journeys.findings import miner
from tests.journeys.messages import has, says
from tests.journeys.stage import ANN, BOB, RYO
from tests.journeys.waiting import eventually
from tests.journeys.world import World

OVER = timedelta(hours=4, minutes=1)
"""The schedule ends what was over at the full minute."""


async def advance(world: World, job: str, by: timedelta) -> None:
    """Put the clock forward once a job of the schedule has begun to be counted."""

    async def seen() -> object:
        return await world.read(lambda unit: unit.slots.last(job))

    await eventually(seen)
    world.clock.advance(by)


def aloud(world: World, text: Text) -> bool:
    return any(says(each, text) for each in world.cards())


async def test_a_noise_is_snoozed_by_two_and_what_it_hid_comes_back_when_it_ends(
    world: World,
) -> None:
    await world.find_threat(severity=5.0)
    typed = "/sec snooze I-1 4h scope=type the test of our own miners"
    assert has(await world.type(ANN, typed), words.ASKED)
    assert has(await world.type(BOB, "/sec snooze I-1"), words.SNOOZED)
    await world.until(lambda: aloud(world, words.ALOUD_SNOOZED_BY_TWO))
    cards = len(world.cards())

    await world.find_quietly(miner(world.estate, "web-7", severity=5.0))

    async def enriched() -> Incident | None:
        found = await world.read(lambda unit: unit.incidents.get(2))
        return found if found and found.revision > 1 else None

    assert not (await eventually(enriched)).has_card
    told = await world.type(RYO, "/sec status")
    assert "agreed by Bob" in told
    assert "1 hidden" in told
    assert len(world.cards()) == cards
    await advance(world, "snooze", OVER)
    await world.until(lambda: aloud(world, words.ALOUD_ENDED))
    await world.until(lambda: len(world.cards()) == cards + 2)
    assert has(await world.type(ANN, "/sec fp I-2 our own miner"), words.CLEARED)
    assert "our own miner" in await world.type(RYO, "/sec status")


async def test_nobody_alone_calls_what_is_contained_a_false_positive(world: World) -> None:
    card = await world.find_open_bucket()
    await world.approve(BOB, await world.ask(ANN, card, "block_public_s3"))
    assert (await world.ended()).outcome is Outcome.SUCCESS

    for typed in ("/sec close I-1 all is well", "/sec fp I-1 all is well"):
        assert has(await world.type(BOB, typed), words.ASKED)
        assert has(await world.type(BOB, typed), words.ASKED_TWICE)
    assert (await world.incident()).status is not Status.CLOSED
    assert has(await world.type(RYO, "/sec fp I-1"), words.CLEARED)

    closed = await world.incident()
    assert (closed.status, closed.verdict) == (Status.CLOSED, Verdict.FALSE_POSITIVE)
    await advance(world, "hold", timedelta(minutes=1))

    async def let_go() -> Hold | None:
        found = await world.read(lambda unit: unit.holds.get(1))
        return found if found and found.state is Grip.OVER else None

    await eventually(let_go)
