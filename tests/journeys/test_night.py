"""At three in the morning Ann contains alone; others confirm it, or are asked to put it back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.execution import Kind, Outcome, Stage
from bot.domain.record import What
from bot.domain.words import deciding, glass, night
from practice.aws.estate import Estate
from practice.aws.server import SimulatedAws
from practice.slack.messages import Message
from practice.spoken import controls
from tests.journeys.messages import elements, has, says
from tests.journeys.policies import policy, written
from tests.journeys.stage import ANN, BOB, RYO
from tests.journeys.test_expiry import the_schedule_runs
from tests.journeys.world import World, a_world

WHY = "exfiltration goes on and nobody answers"
FOUND = "it was right, I looked"
AN_HOUR = timedelta(hours=1)


def at_night(built: Estate) -> str:
    """Return the usual policy under which it has been night for an hour, and is for six more."""
    now = datetime.now(UTC)
    hours = "-".join(f"{each:%H:%M}" for each in (now - AN_HOUR, now + 6 * AN_HOUR))
    return written(policy(built) | {"alone_at_night": {"enabled": True, "hours": hours}})


@pytest.fixture
async def world(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> AsyncIterator[World]:
    async with a_world(aws, account_numbers, tmp_path, policy=at_night) as made:
        yield made


async def aloud(world: World, button: str) -> Message:
    """Wait for the message in the channel that has this button, and return the newest."""

    def found() -> list[Message]:
        return [each for each in world.cards() if button in controls(each)]

    await world.until(lambda: bool(found()))
    return found()[-1]


async def test_one_contains_alone_by_the_digest_and_another_confirms_it_in_the_morning(
    world: World,
) -> None:
    card = await world.find_open_bucket()
    approval = await world.ask(ANN, card, "block_public_s3")
    short = (await world.proposal()).short
    await world.open_modal(ANN, approval.ts, "plan.alone")
    sent = await world.slack.acting.submit(ANN, {"digest": short, "reason": WHY})
    assert not sent.errors, sent.errors

    assert (await world.ended()).outcome is Outcome.SUCCESS
    message = await aloud(world, "execution.stop")
    assert {one["usergroup_id"] for one in elements(message, "usergroup")} == {"S0APPROVE"}
    assert "Ann asked for it and contains alone" in await world.type(ANN, "/sec why A-1")
    assert "confirmed by nobody" in await world.type(ANN, "/sec status")

    await world.open_modal(BOB, message.ts, "execution.review")
    sent = await world.slack.acting.submit(BOB, {"verdict": "right", "reason": FOUND})
    assert not sent.errors, sent.errors
    assert "confirmed by nobody" not in await world.type(ANN, "/sec status")
    await world.until(lambda: any(says(one, night.CONFIRMED) for one in world.cards()))


async def test_what_nobody_confirms_is_asked_back_and_nothing_else_runs_on_one_word(
    world: World,
) -> None:
    card = await world.find_open_bucket()
    approval = await world.ask(ANN, card, "block_public_s3")
    short = (await world.proposal()).short

    await world.type(ANN, "/sec run block_public_s3 I-1 the same once more")
    await world.reaches(2, lambda found: found.stage is Stage.WAITING)
    await world.approve(ANN, approval)
    await world.told(ANN, deciding.OWN_REQUEST)
    assert has(await world.type(ANN, f"/sec alone A-1 000000 {WHY}"), deciding.OTHER_PLAN)
    assert has(await world.type(BOB, f"/sec alone A-1 {short} {WHY}"), deciding.ALONE_NOT_YOURS)
    assert (await world.execution()).stage is Stage.WAITING
    assert world.changes() == ()
    assert has(await world.type(ANN, f"/sec alone A-1 {short} {WHY}"), night.RUNS)
    assert (await world.ended()).outcome is Outcome.SUCCESS
    world.clock.advance(timedelta(minutes=1))
    assert has(await world.type(ANN, f"/sec review A-1 {FOUND}"), glass.OWN_REVIEW)
    lone = f"/sec alone A-2 {(await world.proposal(2)).short} {WHY}"
    assert has(await world.type(ANN, lone), deciding.ALONE_ONE_AT_A_TIME)

    await the_schedule_runs(world, "night")
    await world.stop()
    world.clock.advance(AN_HOUR + timedelta(minutes=1))
    await world.start()
    undo = await world.reaches(3, lambda found: found.stage is Stage.WAITING)
    assert (undo.ask.kind, undo.ask.undo_of, undo.requester_name) == (Kind.UNDO, 1, "secbot")
    back = (await world.proposal(3)).short
    assert has(await world.type(ANN, f"/sec alone A-3 {back} {WHY}"), deciding.ALONE_OPENS)
    await world.type(BOB, f"/sec approve A-3 {back}")
    assert (await world.execution(3)).stage is Stage.WAITING
    await world.type(RYO, f"/sec approve A-3 {back}")
    assert (await world.ended(3)).outcome is Outcome.SUCCESS
    assert len(await world.records(1, What.UNCONFIRMED)) == 1
