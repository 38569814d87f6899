"""AWS that refuses, throttles, hangs up or can't be read: nothing is doubled, nothing is claimed."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.domain.execution import Outcome
from bot.domain.incident import Contained
from bot.domain.record import What
from bot.domain.words import progress as words
from practice.aws.faults import Failing, Fault
from practice.spoken import controls
from tests.journeys.stage import ANN, BOB, RYO
from tests.journeys.waiting import eventually_off_loop
from tests.journeys.world import World

ISOLATED = [["secbot-quarantine"], ["secbot-quarantine"]]


def fail(world: World, failing: Failing, operation: str, times: int | None = None) -> None:
    """Let an operation of the prod account fail so many times, or until all is well again."""
    account = world.estate.prod.account
    world.aws.faults.place(Fault(failing, account=account, operation=operation, times=times))


def applied(world: World, session: str = "secbot-A-1") -> Counter[str]:
    """Count the changes that AWS has carried out for an execution, by operation."""
    return Counter(each.operation for each in world.changes(session) if not each.error)


async def test_a_run_that_is_denied_at_its_first_step_has_changed_nothing_and_says_so(
    world: World,
) -> None:
    card = await world.find_threat("web-7")
    approval = await world.ask_isolation(card)
    fail(world, Failing.DENIED, "CreateTags")
    await world.approve(BOB, approval)

    assert (await world.ended()).outcome is Outcome.ERROR
    assert applied(world) == {}
    shown = await world.reply_that_says(card, words.STEP_FAILED)
    await world.until_says(shown.ts, "UnauthorizedOperation", words.OUTCOMES[Outcome.ERROR])
    assert "execution.undo" not in controls(world.message(shown.ts))
    assert (await world.incident()).contained is Contained.NO
    timeline = await world.reply_that_says(card, "Timeline of I-1")
    await world.until_says(timeline.ts, "A-1 ended: Error", "UnauthorizedOperation")


async def test_a_run_that_is_denied_halfway_tells_what_it_did_and_what_is_left_and_goes_back(
    world: World,
) -> None:
    as_it_was = world.groups()
    card = await world.find_threat("web-7")
    approval = await world.ask_isolation(card)
    fail(world, Failing.DENIED, "RevokeSecurityGroupEgress")
    await world.approve(BOB, approval)

    assert (await world.ended()).outcome is Outcome.PARTIAL
    assert applied(world) == {
        "CreateTags": 2,
        "ModifyInstanceAttribute": 1,
        "CreateSecurityGroup": 1,
    }
    shown = await world.reply_with(card, "execution.undo", frozenset())
    said = await world.until_says(shown.ts, words.OUTCOMES[Outcome.PARTIAL])
    assert (said.count("✅ "), said.count("❌ "), said.count("(not made)")) == (5, 2, 3)
    await world.until_says(card, "Partly contained by A-1")
    assert world.groups() == as_it_was

    world.aws.faults.clear(world.estate.prod.account)
    back = await world.ask_undo(ANN, card, shown)
    await world.approve(BOB, back)
    await world.approve(RYO, back)
    assert (await world.ended(2)).outcome is Outcome.SUCCESS
    assert applied(world, "secbot-A-2") == {"ModifyInstanceAttribute": 1, "DeleteTags": 1}


async def test_what_aws_throttles_or_breaks_on_for_a_moment_is_done_in_the_end(
    world: World,
) -> None:
    card = await world.find_threat("web-7")
    approval = await world.ask_isolation(card)
    fail(world, Failing.THROTTLED, "ModifyNetworkInterfaceAttribute", times=2)
    fail(world, Failing.BROKEN, "CreateTags", times=1)
    await world.approve(BOB, approval)

    assert (await world.ended()).outcome is Outcome.SUCCESS
    assert applied(world)["ModifyNetworkInterfaceAttribute"] == 2
    codes = [each.body["code"] for each in await world.records(1, What.RESULT)]
    assert [code for code in codes if code] == ["InternalError", *["RequestLimitExceeded"] * 2]
    assert len(codes) == len(await world.records(1, What.INTENT)) == len(world.changes())


@pytest.mark.parametrize("operation", ["CreateSecurityGroup", "ModifyNetworkInterfaceAttribute"])
async def test_what_aws_did_before_the_answer_was_lost_is_found_and_not_done_again(
    world: World, operation: str
) -> None:
    card = await world.find_threat("web-7")
    approval = await world.ask_isolation(card)
    fail(world, Failing.HUNG_UP, operation, times=1)
    await world.approve(BOB, approval)

    assert (await world.ended()).outcome is Outcome.SUCCESS
    assert world.groups() == ISOLATED
    made = applied(world)
    assert (made["CreateSecurityGroup"], made["ModifyNetworkInterfaceAttribute"]) == (1, 2)
    results = await world.records(1, What.RESULT)
    unknown = [each.body["action"] for each in results if each.body["code"] == "Unknown"]
    assert unknown == [f"ec2:{operation}"]


async def test_a_change_that_can_not_be_read_back_is_never_called_a_success(world: World) -> None:
    card = await world.find_open_bucket()
    approval = await world.ask(ANN, card, "block_public_s3")
    account = world.estate.prod.account
    late = Fault(Failing.LATE, account=account, operation="PutPublicAccessBlock", seconds=1.0)
    world.aws.faults.place(late)
    await world.approve(BOB, approval)
    await eventually_off_loop(lambda: bool(world.changes()))
    fail(world, Failing.DENIED, "GetPublicAccessBlock")

    assert (await world.ended()).outcome is Outcome.PARTIAL
    shown = await world.reply_with(card, "execution.undo", frozenset())
    await world.until_says(shown.ts, words.OUTCOMES[Outcome.PARTIAL], words.NO_CLAIMS)
    assert "PASSED" not in world.card(shown.ts)
    await world.until_says(card, "Partly contained by A-1")
    timeline = await world.reply_that_says(card, "Timeline of I-1")
    await world.until_says(timeline.ts, "could not be read again", "AccessDenied")


async def test_an_account_that_can_not_be_entered_is_told_by_its_role_and_aws_own_code(
    world: World,
) -> None:
    card = await world.find_open_bucket()
    approval = await world.ask(ANN, card, "block_public_s3")
    iam = world.aws.client("iam", world.estate.prod.account)
    iam.delete_role(RoleName="secbot-contain")
    await world.approve(BOB, approval)

    assert (await world.ended()).outcome is Outcome.ERROR
    assert world.changes() == ()
    # The approval card says how it ended too; the steps stand on the card of the run alone.
    shown = await world.reply_that_says(card, words.STEPS)
    ended = words.OUTCOMES[Outcome.ERROR]
    await world.until_says(shown.ts, ended, "secbot-contain", "AccessDenied")
