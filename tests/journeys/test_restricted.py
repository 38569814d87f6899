"""A colleague may be the subject: the incident goes on among the named, and nowhere else."""

from __future__ import annotations

from bot.domain.execution import Outcome
from bot.domain.words import restricting as words
from practice.slack.messages import Message
from practice.spoken import controls
from tests.journeys.messages import every_text, has, said
from tests.journeys.stage import ANN, BOB, RYO
from tests.journeys.world import World

TOGETHER = "G0ANNBOB"
REASON = "it may be one of us"


def among_us(world: World) -> list[Message]:
    """Return what Ann and Bob read in their conversation with the bot."""
    return world.slack.workspace.messages.everything_in(TOGETHER)


def outside(world: World) -> str:
    """Return all that stands in the channel and its threads."""
    return "\n".join(every_text(each) for each in world.everything() if each.only_for is None)


async def test_an_incident_restricted_under_way_is_approved_and_proved_among_the_named(
    world: World,
) -> None:
    card = await world.find_open_bucket()
    await world.ask(ANN, card, "block_public_s3", "it leaks the ledger")
    assert world.bucket in outside(world)

    told = await world.type(ANN, f"/sec restrict I-1 @bob {REASON}")
    assert has(told, words.RESTRICTED), told
    await world.until(lambda: world.bucket not in outside(world))
    await world.until(lambda: has(outside(world), words.ALOUD_RESTRICTED))
    assert has(world.card(card), words.STUB)
    await world.restart()

    def approval() -> Message | None:
        return next((each for each in among_us(world) if "plan.approve" in controls(each)), None)

    await world.until(lambda: approval() is not None)
    digest = (await world.proposal()).short
    assert has(await world.type(RYO, f"/sec approve A-1 {digest}"), words.BARRED)
    assert has(await world.type(RYO, "/sec show I-1"), words.BARRED)
    plan = approval()
    assert plan is not None
    await world.slack.acting.click(BOB, plan.ts, "plan.approve")

    assert (await world.ended()).outcome is Outcome.SUCCESS
    await world.until(lambda: any("execution.undo" in controls(each) for each in among_us(world)))
    assert any(world.bucket in said(each) for each in among_us(world))
    assert not [each for each in (world.bucket, REASON, "the ledger") if each in outside(world)]
    assert has(await world.type(RYO, "/sec status"), words.STATUS_ROW)
