"""A plan that nobody decides on in time, or that is approved and can't begin, never runs."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.execution import Stage
from bot.domain.incident import Contained
from bot.domain.record import What
from bot.domain.words import approval as words
from bot.domain.words import deciding, endings, responding
from practice.aws.faults import Failing, Fault
from tests.journeys.messages import says
from tests.journeys.stage import ANN, BOB, RYO
from tests.journeys.waiting import eventually, eventually_off_loop
from tests.journeys.world import World

PAST = timedelta(minutes=31)
"""A plan waits thirty minutes, and the schedule looks once a minute."""


async def the_schedule_runs(world: World, job: str = "expire") -> None:
    """Wait until a job of the schedule was looked at once: only later slots are worked off."""

    async def seen() -> object:
        return await world.read(lambda unit: unit.slots.last(job))

    await eventually(seen)


async def test_a_plan_that_nobody_decides_on_expires_and_its_card_says_so(world: World) -> None:
    card = await world.find_open_bucket()
    approval = await world.ask(ANN, card, "block_public_s3")
    await world.approve(ANN, approval)
    await world.told(ANN, deciding.OWN_REQUEST)

    await the_schedule_runs(world)
    world.clock.advance(PAST)
    await world.approve(BOB, approval)
    told = await world.told(BOB, "Nothing")
    # The schedule looks every second, so that it may have been a little faster than Bob.
    assert says(told, deciding.PLAN_EXPIRED) or says(told, responding.NOT_WAITING)

    assert (await world.ended()).stage is Stage.EXPIRED
    await world.until_says(approval.ts, words.EXPIRED)
    assert "plan.approve" not in str(world.message(approval.ts).content.blocks)
    await world.slack.sender.again(world.slack.sender.sent[-1])
    await world.told(BOB, responding.NOT_WAITING)
    assert (await world.incident()).contained is Contained.NO
    assert len(await world.records(1, What.EXPIRED)) == 1
    assert world.changes() == ()

    again = await world.ask(ANN, card, "block_public_s3")
    await world.approve(RYO, again)
    await world.ended(2)
    assert len(world.changes("secbot-A-2")) == 1


async def test_what_was_approved_and_could_not_begin_in_time_expires(world: World) -> None:
    card = await world.find_open_bucket()
    approval = await world.ask(ANN, card, "block_public_s3")
    account = world.estate.prod.account
    world.aws.faults.place(Fault(Failing.BROKEN, account=account, service="s3"))
    await world.approve(BOB, approval)
    made = world.aws.calls
    await eventually_off_loop(
        lambda: any(each.error == "InternalError" for each in made(account=account))
    )
    assert (await world.execution()).stage is Stage.APPROVED

    world.clock.advance(PAST)
    execution = await world.ended()
    assert execution.stage is Stage.EXPIRED
    assert execution.why is not None
    assert execution.why.text == endings.EXPIRED_APPROVED
    await world.until_says(approval.ts, words.EXPIRED)
    assert world.changes() == ()
