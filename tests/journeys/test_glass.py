"""An admin alone at night contains with no second person, and the morning knows of it."""

from __future__ import annotations

from bot.domain.execution import Outcome, Stage
from bot.domain.record import What
from bot.domain.words import deciding, glass
from tests.journeys.stage import ANN, BOB, RYO
from tests.journeys.world import World

WHY = "exfiltration goes on and nobody answers"


async def test_a_broken_glass_contains_is_told_aloud_and_stays_open_until_it_is_reviewed(
    world: World,
) -> None:
    card = await world.find_open_bucket()
    await world.ask(ANN, card, "block_public_s3")

    assert "Only an admin" in await world.type(ANN, f"/sec break-glass A-1 {WHY}")
    assert (await world.execution()).stage is Stage.WAITING
    assert "on your word alone" in await world.type(BOB, f"/sec break-glass A-1 {WHY}")

    assert (await world.ended()).outcome is Outcome.SUCCESS
    assert "broke the glass" in await world.type(ANN, "/sec why A-1")
    assert "To review" in await world.type(ANN, "/sec status")
    assert "Somebody else" in await world.type(BOB, "/sec review A-1 it was right, I looked")
    assert "is closed" in await world.type(RYO, "/sec review A-1 it was right, I looked")
    assert "To review" not in await world.type(ANN, "/sec status")
    assert [record.what for record in await world.records(1, What.GLASS_BROKEN, What.REVIEWED)] == [
        What.GLASS_BROKEN,
        What.REVIEWED,
    ]


async def test_what_was_contained_alone_is_put_back_by_two(world: World) -> None:
    card = await world.find_open_bucket()
    await world.ask(ANN, card, "block_public_s3")
    await world.type(BOB, f"/sec break-glass A-1 {WHY}")
    assert (await world.ended()).outcome is Outcome.SUCCESS
    await world.type(RYO, "/sec review A-1 it was right, I looked")
    shown = await world.reply_with(card, "execution.undo", frozenset())
    await world.ask_undo(ANN, card, shown)

    told = await world.type(BOB, f"/sec break-glass A-2 {WHY}")

    assert told.startswith(deciding.GLASS_OPENS.en[:30])
    assert glass.BROKEN.en[-20:] not in told
    assert (await world.execution(2)).stage is Stage.WAITING
