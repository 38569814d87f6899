"""The executor: only what was approved, step by step, proved, and resumed after any crash."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.execution import Kind, Outcome, Stage
from bot.domain.incident import Contained
from bot.domain.record import What
from bot.domain.run import Run, RunState, Work
from bot.response import executing
from bot.response.journal import LostError
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from tests.bot.domain.makers import ACCOUNT, ANN, BOB, NOW, RYO, a_policy
from tests.bot.response.two_buckets import Blind, CloseTwo
from tests.bot.response.works import DiedError, Works, at_work


@pytest.fixture
async def works(aws: SimulatedAws, account: str, tmp_path: Path) -> AsyncIterator[Works]:
    async with at_work(aws, account, tmp_path) as opened:
        yield opened


async def test_what_was_approved_is_done_proved_and_written_down(works: Works) -> None:
    execution = await works.ended()

    assert (execution.stage, execution.outcome) == (Stage.DONE, Outcome.SUCCESS)
    assert works.closed() == [True, True]
    assert [record.what for record in await works.records()][2:] == [
        What.STARTED,
        *(What.INTENT, What.RESULT, What.STEP) * 2,
        What.CLAIM,
        What.CLAIM,
        What.ENDED,
    ]
    assert execution.before == {"closed": dict.fromkeys(works.buckets, False)}
    assert execution.after == {"closed": dict.fromkeys(works.buckets, True)}
    assert works.counted == [("close_two", "Success")]


async def test_what_nobody_approved_is_not_done(works: Works) -> None:
    number = await works.ask()
    await works.work()
    await works.store.write(lambda unit: unit.runs.start(Work.EXECUTE, number))

    await works.work()

    assert (await works.execution()).stage is Stage.WAITING
    assert works.changes() == []


async def test_what_is_not_there_or_has_ended_is_left_alone(works: Works) -> None:
    await works.ended()
    await works.store.write(lambda unit: unit.runs.start(Work.EXECUTE, 1))
    await works.store.write(lambda unit: unit.runs.start(Work.EXECUTE, 99))

    await works.work()

    assert len(await works.records(What.ENDED)) == 1
    assert len(works.changes()) == 2


@pytest.mark.parametrize(
    ("what", "at", "before"),
    [
        pytest.param(What.STARTED, 1, False, id="after it began"),
        pytest.param(What.INTENT, 1, False, id="between intent and call"),
        pytest.param(What.RESULT, 1, True, id="between call and result"),
        pytest.param(What.RESULT, 1, False, id="after the result"),
        pytest.param(What.STEP, 1, False, id="between two steps"),
        pytest.param(What.INTENT, 2, False, id="before the second call"),
        pytest.param(What.RESULT, 2, True, id="after the second call"),
        pytest.param(What.STEP, 2, False, id="after all steps"),
        pytest.param(What.ENDED, 1, True, id="before its outcome"),
    ],
)
async def test_a_crash_anywhere_is_gone_on_from_and_nothing_is_done_twice(
    works: Works, what: What, at: int, *, before: bool
) -> None:
    await works.approved()
    works.store.die(what, at, before=before)

    with pytest.raises(DiedError):
        await works.work()
    assert await works.outcome() is None
    await works.crash()
    await works.work()

    assert await works.outcome() is Outcome.SUCCESS
    assert sorted(works.changes()) == sorted(works.buckets)
    assert len(await works.records(What.STARTED)) == 1
    assert len(await works.records(What.ENDED)) == 1
    assert works.closed() == [True, True]


async def test_a_crash_after_the_outcome_ends_nothing_twice(works: Works) -> None:
    await works.approved()
    works.store.die(What.ENDED)
    with pytest.raises(DiedError):
        await works.work()
    await works.crash()
    await works.work()

    assert await works.outcome() is Outcome.SUCCESS
    assert len(await works.records(What.ENDED)) == 1


async def test_whoever_has_lost_the_run_makes_no_call_and_no_outcome(works: Works) -> None:
    await works.approved()
    (stale,) = await works.store.write(lambda unit: unit.runs.due("me", 9, timedelta(minutes=5)))
    await works.store.write(lambda unit: unit.runs.fail(stale, timedelta(), "frozen"))
    await works.store.write(lambda unit: unit.runs.due("another", 9, timedelta(minutes=5)))

    with pytest.raises(LostError):
        await works.executor().run(stale)

    assert works.changes() == []
    assert (await works.execution()).stage is Stage.RUNNING
    assert await works.records(What.ENDED, What.INTENT) == []


async def test_a_frozen_process_that_wakes_up_after_another_has_ended_it_changes_nothing(
    works: Works,
) -> None:
    await works.approved()
    (stale,) = await works.store.write(lambda unit: unit.runs.due("me", 9, timedelta(minutes=5)))
    await works.store.write(lambda unit: unit.runs.fail(stale, timedelta(), "frozen"))
    await works.work()
    before = await works.records()

    await works.executor().run(stale)

    assert await works.records() == before


async def test_a_brake_that_was_pulled_before_refuses_and_changes_nothing(works: Works) -> None:
    incident = await works.incident()
    number = await works.approved(incident=incident)
    await works.store.write(lambda unit: unit.brakes.stop(works.account, "x", "Ann", NOW))

    await works.work()

    execution = await works.execution(number)
    assert execution.stage is Stage.REFUSED
    assert await works.why() == "the brake was pulled before it ran; nothing was changed"
    assert works.changes() == []
    kept = await works.store.read(lambda unit: unit.incidents.get(incident))
    assert kept is not None
    assert kept.contained is Contained.NO


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


async def test_an_approved_plan_that_could_not_begin_in_time_never_runs(works: Works) -> None:
    await works.approved()
    works.clock.advance(timedelta(minutes=30))

    await works.work()

    assert (await works.execution()).stage is Stage.EXPIRED
    assert "could not begin before the plan expired" in await works.why()
    assert works.changes() == []


async def test_under_another_policy_it_is_planned_again_and_must_be_approved_again(
    works: Works,
) -> None:
    await works.approved()
    works.under(policy=a_policy(digest="p2", accounts=works.policy.accounts))

    await works.work()
    assert (await works.execution()).stage is Stage.ASKED
    await works.work()

    execution = await works.execution()
    assert (execution.stage, execution.plan_number) == (Stage.WAITING, 2)
    plan = await works.store.read(lambda unit: unit.executions.proposal(1, 2))
    assert plan is not None
    assert plan.differences == ("the policy file has changed since the plan was made",)
    assert works.changes() == []


async def test_with_other_code_it_is_planned_again(works: Works) -> None:
    await works.approved()
    works.under(catalogue={"close_two": Altered})

    await works.work()

    assert (await works.execution()).stage is Stage.ASKED
    (record,) = await works.records(What.SUPERSEDED)
    assert record.body["why"] == "the runbook itself has changed since the plan was made"
    assert works.changes() == []


async def test_without_its_runbook_an_approved_plan_ends_in_words(works: Works) -> None:
    await works.approved()
    works.under(catalogue={})

    await works.work()
    await works.work()

    assert (await works.execution()).stage is Stage.REFUSED
    assert (await works.why()).startswith("I don't know the runbook `close_two`")


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


async def test_what_has_moved_since_is_planned_again_with_the_difference(works: Works) -> None:
    await works.approved()
    works.set(works.buckets[0], closed=True)

    await works.work()
    await works.work()

    plan = await works.store.read(lambda unit: unit.executions.proposal(1, 2))
    assert plan is not None
    first, second = works.buckets
    assert plan.differences == (
        "AWS has moved since the plan was made",
        f"closed {first}: false -> true",
    )
    assert [step.key for step in plan.plan.steps] == [second]
    assert works.changes() == []


async def test_votes_that_hold_no_more_run_nothing(works: Works) -> None:
    await works.approved()
    works.under(policy=a_policy(accounts=works.policy.accounts, grants=()))

    await works.work()

    assert (await works.execution()).stage is Stage.REFUSED
    assert await works.why() == "the approvals do not hold any more; nothing was changed"


async def test_claims_that_all_fail_are_a_failure_and_can_be_undone(works: Works) -> None:
    execution = await works.ended("never_proved")
    assert execution.outcome is Outcome.FAILURE
    assert works.closed() == [True, True]


@pytest.mark.parametrize("runbook", ["inconclusive", "claimless"])
async def test_what_is_not_proved_either_way_is_never_a_success(works: Works, runbook: str) -> None:
    assert (await works.ended(runbook)).outcome is Outcome.PARTIAL


async def test_where_it_can_t_be_read_back_it_is_partial_and_says_so(works: Works) -> None:
    await works.approved()
    works.store.die(What.STEP, 2)
    with pytest.raises(DiedError):
        await works.work()
    await works.crash()
    works.aws.faults.place(
        Fault(Failing.DENIED, account=works.account, operation="GetPublicAccessBlock")
    )

    await works.work()

    execution = await works.execution()
    assert (execution.outcome, execution.after) == (Outcome.PARTIAL, None)
    assert await works.why() == (
        "the target could not be read again (AccessDenied); look at it yourself"
    )


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


async def test_a_target_that_can_t_be_looked_at_is_tried_again_and_given_up_in_words(
    works: Works,
) -> None:
    await works.approved()
    works.under(catalogue={"close_two": Blind})
    for _ in range(executing.LAST_TRY - 1):
        with pytest.raises(RuntimeError):
            await works.work()
        await works.crash()
        assert (await works.execution()).stage is Stage.APPROVED
    await works.work()

    assert (await works.execution()).stage is Stage.REFUSED
    assert (await works.why()).startswith("I broke down while I looked at the target")


async def test_an_undo_is_proved_against_what_the_original_had_found(works: Works) -> None:
    incident = await works.incident()
    await works.ended(incident=incident)
    works.clock.advance(timedelta(minutes=1))

    number = await works.ask(kind=Kind.UNDO, undo_of=1, incident=incident)
    await works.work()
    await works.approve(number, BOB, RYO)
    await works.work()

    assert await works.outcome(number) is Outcome.SUCCESS
    assert works.closed() == [False, False]
    sessions = {call.session for call in works.aws.calls(account=works.account) if call.session}
    assert any("A-2" in session for session in sessions)
    kept = await works.store.read(lambda unit: unit.incidents.get(incident))
    assert kept is not None
    assert kept.contained is Contained.UNDONE


async def test_a_second_undo_of_the_requester_s_own_asking_needs_two_others(works: Works) -> None:
    await works.ended()
    number = await works.ask(kind=Kind.UNDO, undo_of=1)
    await works.work()
    await works.approve(number, BOB)

    assert (await works.execution(number)).stage is Stage.WAITING
    assert ANN.identity == (await works.execution(number)).requester


async def test_a_run_that_works_ends_done(works: Works) -> None:
    await works.approved()
    (run,) = await works.work()
    assert await works.store.read(lambda unit: unit.runs.status(run.number)) is RunState.DONE
    assert isinstance(run, Run)


class Altered(CloseTwo):
    """The same runbook, out of another file."""
