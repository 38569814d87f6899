"""The kill switch: one stops, two start again, and nothing is changed in between."""

from __future__ import annotations

from bot.domain.execution import Execution, Outcome, Stage
from bot.domain.incident import Contained
from bot.domain.record import What
from bot.domain.words import endings, progress, responding, stopping
from practice.aws.faults import Failing, Fault
from tests.journeys.messages import has, says
from tests.journeys.stage import ANN, BOB, EVE, RYO
from tests.journeys.waiting import eventually_off_loop
from tests.journeys.world import World


async def is_told_to_all(world: World, *texts: str) -> None:
    """Wait until a line in the channel says all this."""
    await world.until(lambda: any(all(t in world.card(c.ts) for t in texts) for c in world.cards()))


async def test_a_stop_holds_what_waits_until_two_people_have_started_it_again(
    world: World,
) -> None:
    card = await world.find_open_bucket()
    approval = await world.ask(ANN, card, "block_public_s3")
    assert "Guests" in await world.type(EVE, "/sec stop")
    assert has(await world.type(ANN, "/sec stop"), responding.STOP_DONE_ALL)
    await is_told_to_all(world, "Ann", "pulled the brake for all accounts")
    assert has(await world.type(BOB, "/sec stop"), responding.STOP_ALREADY)

    await world.approve(BOB, approval)
    await world.told(BOB, responding.STOPPED_ALL, "Ann")
    assert await world.records(1, What.DECIDED) == ()

    assert has(await world.type(ANN, "/sec start"), responding.START_ASKED_ALL)
    first = world.slack.sender.sent[-1]
    assert has(await world.type(ANN, "/sec start"), responding.START_TWICE)
    assert (await world.slack.sender.again(first)).status == 200
    await world.approve(BOB, approval)
    assert (await world.execution()).stage is Stage.WAITING

    assert has(await world.type(RYO, "/sec start"), responding.START_DONE)
    await is_told_to_all(world, "Ryo", "released the brake")
    await world.approve(BOB, approval)
    assert (await world.ended()).outcome is Outcome.SUCCESS


async def test_a_stop_between_two_steps_lets_no_further_call_out_and_it_goes_on_when_asked_anew(
    world: World,
) -> None:
    card = await world.find_threat("web-7")
    approval = await world.ask_isolation(card)
    account = world.estate.prod.account
    late = Fault(Failing.LATE, account=account, operation="CreateTags", times=1, seconds=1.5)
    world.aws.faults.place(late)
    await world.approve(BOB, approval)
    await eventually_off_loop(lambda: bool(world.changes()))
    assert has(await world.type(RYO, "/sec stop prod-payments"), responding.STOP_DONE)

    assert (await world.ended()).outcome is Outcome.PARTIAL
    assert [each.operation for each in world.changes()] == ["CreateTags"]
    assert world.groups() == [["base", "web"], ["base"]]
    shown = await world.reply_that_says(card, progress.STEP_OPEN)
    await world.until_says(shown.ts, endings.BRAKE_PULLED)
    assert (await world.incident()).contained is Contained.PARTLY

    for who in (ANN, BOB):
        await world.type(who, "/sec start prod-payments")
    again = await world.ask_isolation(card)
    await world.approve(BOB, again)
    assert (await world.ended(2)).outcome is Outcome.SUCCESS
    assert world.groups() == [["secbot-quarantine"]] * 2
    made = [each.operation for each in world.changes("secbot-A-2")]
    assert made.count("ModifyNetworkInterfaceAttribute") == 2


async def test_a_stop_between_the_approval_and_the_run_ends_it_before_its_first_call(
    world: World,
) -> None:
    card = await world.find_open_bucket()
    approval = await world.ask(ANN, card, "block_public_s3")
    account = world.estate.prod.account
    world.aws.faults.place(Fault(Failing.BROKEN, account=account, service="s3"))
    earlier = world.aws.calls_made
    await world.approve(BOB, approval)

    def has_failed() -> bool:
        later = world.aws.calls(account=account, since=earlier)
        return any(each.error and each.service == "s3" for each in later)

    await eventually_off_loop(has_failed)
    await world.type(ANN, "/sec stop")
    world.aws.faults.clear(account)

    ended = await world.ended()
    assert (ended.stage, ended.outcome) == (Stage.REFUSED, None)
    await world.until_says(approval.ts, endings.BRAKED_BEFORE)
    assert world.changes() == ()


async def test_a_stop_of_one_account_holds_no_other(world: World) -> None:
    await world.type(ANN, "/sec stop staging")
    await is_told_to_all(world, "Ann", "pulled the brake", world.estate.staging.account)
    card = await world.find_open_bucket()
    await world.approve(BOB, await world.ask(ANN, card, "block_public_s3"))
    assert (await world.ended()).outcome is Outcome.SUCCESS

    bucket, account = world.estate.staging.buckets[-1], world.estate.staging.account
    where = f"account={account} region={world.estate.region}"
    await world.type(ANN, f"/sec run block_public_s3 {bucket} {where} because it leaks")
    held = await world.reaches(2, is_waiting)
    told = await world.type(BOB, f"/sec approve A-2 {(await world.proposal(2)).short}")
    assert has(told, responding.STOPPED)
    assert "staging" in told
    assert (await world.execution(held.number)).stage is Stage.WAITING
    stopped = [each for each in world.cards() if says(each, stopping.STOPPED)]
    assert len(stopped) == 1


def is_waiting(execution: Execution) -> bool:
    return execution.stage is Stage.WAITING
