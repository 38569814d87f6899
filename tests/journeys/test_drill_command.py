"""One command drills: contain, read back, put back, read back, each decided on by others."""

from __future__ import annotations

import asyncio

from bot.domain.execution import Execution, Stage
from bot.domain.words import drilling, drills
from practice import disposable
from practice.slack.messages import Message
from practice.spoken import controls
from tests.journeys.messages import has
from tests.journeys.stage import ANN, BOB, RYO
from tests.journeys.world import World


def waits(execution: Execution) -> bool:
    return execution.stage is Stage.WAITING


def is_told_as_a_drill(world: World, message: Message) -> bool:
    """Say whether what is pushed, and the first line of a card, say that it is a drill."""
    push, first, *_ = world.card(message.ts).splitlines()
    return push.startswith("DRILL: ") and has(first, drills.BANNER)


async def head_of(world: World) -> Message:
    """Wait for the head of the drill's thread, which is no alert."""
    await world.until(lambda: any(has(world.card(one.ts), drills.HEAD) for one in world.cards()))
    return next(one for one in world.cards() if has(world.card(one.ts), drills.HEAD))


async def the_card(world: World, head: Message, execution: str) -> Message:
    """Wait for the approval card of an execution, in the thread of the drill."""

    def found() -> list[Message]:
        replies = [one for one in world.thread(head.ts) if "plan.approve" in controls(one)]
        return [one for one in replies if f"{execution}." in world.card(one.ts)]

    await world.until(lambda: bool(found()))
    return found()[-1]


async def test_a_drill_goes_from_one_command_over_a_restart_to_its_proof(world: World) -> None:
    account = world.estate.prod.account
    target = await asyncio.to_thread(
        disposable.machine, world.aws, world.estate.prod, world.estate.region
    )
    told = await world.type(
        ANN, f"/sec drill start containment {target} account={account} mode=stop"
    )
    assert has(told, drills.STARTED)

    head = await head_of(world)
    approval = await the_card(world, head, "A-1")
    assert is_told_as_a_drill(world, approval)
    await world.approve(ANN, approval)
    await world.approve(BOB, approval)
    await world.reaches(2, waits)
    await world.restart()

    undo = await the_card(world, head, "A-2")
    assert is_told_as_a_drill(world, undo)
    await world.approve(BOB, undo)
    await world.approve(RYO, undo)
    said = await world.until_says(head.ts, drills.ENDED_PROVED)
    assert "proved: isolate_instance in prod-payments" in said

    listed = await world.type(BOB, "/sec drill")
    assert has(listed, drills.BY_WHOM)
    card = await world.find_threat("web-7")
    real = await world.ask_isolation(card)
    assert has(world.card(real.ts), drilling.PROVED)
    assert not has(world.card(real.ts), drills.BANNER)


async def test_production_is_never_drilled_on(world: World) -> None:
    account, machine = world.estate.prod.account, world.estate.prod.instances["web-7"]
    as_it_was = world.groups()
    for target in (machine, f"block_public_s3_account {account}"):
        told = await world.type(ANN, f"/sec drill start containment {target} account={account}")
        assert has(told, drills.STARTED)

    for number in (1, 2):
        ended = await world.ended(number)
        assert ended.stage is Stage.REFUSED
    await world.until(
        lambda: sum(has(world.card(one.ts), drills.ENDED) for one in world.cards()) == 2
    )
    assert world.groups() == as_it_was
    assert not any("plan.approve" in controls(each) for each in world.everything())
