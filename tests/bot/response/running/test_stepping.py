"""Steps: in order, by the letter, stopped where they must be, and never made twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.execution import Outcome, Stage
from bot.domain.record import What
from bot.response.running import executing, stepping
from practice.aws.faults import Failing, Fault
from tests.bot.domain.makers import ACCOUNT, NOW, a_policy
from tests.bot.response.works import DiedError, Works


async def test_a_brake_that_is_pulled_while_it_runs_stops_before_the_next_call(
    works: Works,
) -> None:
    await works.approved()
    works.store.die(What.STEP)
    with pytest.raises(DiedError):
        await works.work()
    await works.store.write(lambda unit: unit.brakes.stop("*", "x", "Ann", NOW))
    await works.crash()

    await works.work()

    assert await works.outcome() is Outcome.PARTIAL
    assert await works.why() == "the brake was pulled while it ran"
    assert works.closed() == [True, False]
    assert [record.body["proof"] for record in await works.records(What.CLAIM)] == [
        "PASSED",
        "FAILED",
    ]


async def test_half_done_under_other_rules_it_stops_where_it_is(works: Works) -> None:
    await works.approved()
    works.store.die(What.STEP)
    with pytest.raises(DiedError):
        await works.work()
    await works.crash()
    works.under(policy=a_policy(digest="p2", accounts=works.policy.accounts))

    await works.work()

    assert await works.outcome() is Outcome.PARTIAL
    assert await works.why() == "the policy file has changed since the plan was made"
    assert works.closed() == [True, False]


async def test_half_done_when_its_plan_expires_it_stops_where_it_is(works: Works) -> None:
    await works.approved()
    works.store.die(What.STEP)
    with pytest.raises(DiedError):
        await works.work()
    await works.crash()
    works.clock.advance(timedelta(minutes=30))

    await works.work()

    assert await works.outcome() is Outcome.PARTIAL
    assert (await works.why()).startswith("it was cut off, and its plan has expired since")
    assert works.closed() == [True, False]


async def test_a_call_that_may_go_well_a_moment_later_is_made_again_after_a_look(
    works: Works,
) -> None:
    await works.approved()
    works.aws.faults.place(
        Fault(Failing.BROKEN, account=works.account, operation="PutPublicAccessBlock", times=1)
    )

    await works.work()

    assert await works.outcome() is Outcome.SUCCESS
    assert [record.body["code"] for record in await works.records(What.RESULT)] == [
        "InternalError",
        "",
        "",
    ]


async def test_a_call_whose_answer_was_lost_is_not_made_twice(works: Works) -> None:
    await works.approved()
    works.aws.faults.place(
        Fault(Failing.HUNG_UP, account=works.account, operation="PutPublicAccessBlock", times=1)
    )

    await works.work()

    assert await works.outcome() is Outcome.SUCCESS
    assert sorted(works.changes()) == sorted(works.buckets)
    (lost, _) = await works.records(What.RESULT)
    assert lost.body["code"] == "Unknown"
    (first, _) = await works.records(What.STEP)
    assert first.body["already"] is True


async def test_a_call_that_never_goes_well_is_given_up_after_some_tries(works: Works) -> None:
    await works.approved()
    works.aws.faults.place(
        Fault(Failing.BROKEN, account=works.account, operation="PutPublicAccessBlock")
    )

    await works.work()

    assert await works.outcome() is Outcome.PARTIAL
    assert "InternalError at s3:PutBucketPublicAccessBlock" in await works.why()
    assert len(works.changes()) == len(stepping.PAUSES) + 1


async def test_half_done_in_an_account_that_has_left_the_policy_it_still_ends(
    works: Works,
) -> None:
    await works.approved()
    works.store.die(What.STEP)
    with pytest.raises(DiedError):
        await works.work()
    await works.crash()
    works.under(policy=a_policy(digest="p2"))

    await works.work()

    assert works.account != ACCOUNT
    assert await works.outcome() is Outcome.PARTIAL
    assert await works.records(What.CLAIM) == []


async def test_a_call_that_aws_refuses_ends_as_an_error_that_changed_nothing(
    works: Works,
) -> None:
    await works.approved()
    works.aws.faults.place(
        Fault(Failing.DENIED, account=works.account, operation="PutPublicAccessBlock")
    )

    await works.work()

    assert await works.outcome() is Outcome.ERROR
    assert "AccessDenied at s3:PutBucketPublicAccessBlock" in await works.why()
    assert works.closed() == [False, False]


async def test_a_step_that_its_runbook_finds_unsupported_is_told_in_ocsf_s_word(
    works: Works,
) -> None:
    assert (await works.ended("picky")).outcome is Outcome.UNSUPPORTED
    assert await works.why() == "Not this one."


async def test_a_role_that_can_t_be_entered_is_named(works: Works) -> None:
    await works.approved()
    works.aws.faults.place(Fault(Failing.DENIED, service="sts", operation="AssumeRole"))
    try:
        await works.work()
    finally:
        works.aws.faults.clear()

    assert (await works.execution()).stage is not Stage.APPROVED
    assert "secbot-" in await works.why()
    assert works.changes() == []


async def test_a_call_that_is_not_the_step_s_is_never_made_and_ends_the_run(works: Works) -> None:
    assert (await works.ended("greedy")).outcome is Outcome.ERROR
    assert "s3:DeleteBucket" in await works.why()
    operations = {call.operation for call in works.aws.calls(account=works.account)}
    assert "DeleteBucket" not in operations


async def test_a_runbook_that_breaks_down_is_tried_again_and_given_up_in_words(
    works: Works,
) -> None:
    number = await works.approved("clumsy")
    for _ in range(executing.LAST_TRY - 1):
        with pytest.raises(RuntimeError):
            await works.work()
        await works.crash()
        assert (await works.execution(number)).stage is Stage.RUNNING
    await works.work()

    assert await works.outcome() is Outcome.PARTIAL
    assert (await works.why()).startswith("I broke down while it ran, again and again")
    assert works.closed() == [True, False]
