"""The executor: only what was approved, step by step, proved, and resumed after any crash."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.execution import Kind, Outcome, Stage
from bot.domain.incident import Contained
from bot.domain.record import What
from bot.domain.run import Run, RunState, Work
from bot.domain.words import endings
from bot.ports.unit import Unit
from bot.response.keeping.digest import plan_digest
from bot.response.keeping.journal import LostError
from bot.response.people import voting
from bot.response.running import executing
from practice.aws.faults import Failing, Fault
from runbooks.kit.values import RiskClass
from tests.bot.domain.makers import ANN, BOB, NOW, RYO, a_policy
from tests.bot.response.two_buckets import NO_MARKS, Blind, CloseTwo
from tests.bot.response.works import CHANGES, DiedError, Works


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
    assert execution.before == {"closed": dict.fromkeys(works.buckets, False), "marks": NO_MARKS}
    assert execution.after == {"closed": dict.fromkeys(works.buckets, True), "marks": NO_MARKS}
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
    assert plan.differences == (endings.PLAN_CHANGED_POLICY.fill(),)
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


async def test_what_has_moved_since_is_planned_again_with_the_difference(works: Works) -> None:
    await works.approved()
    works.set(works.buckets[0], closed=True)

    await works.work()
    await works.work()

    plan = await works.store.read(lambda unit: unit.executions.proposal(1, 2))
    assert plan is not None
    first, second = works.buckets
    assert plan.differences == (
        endings.DRIFTED.fill(),
        f"closed {first}: false → true",
    )
    assert [step.key for step in plan.plan.steps] == [second]
    assert works.changes() == []


async def test_votes_that_hold_no_more_run_nothing(works: Works) -> None:
    await works.approved()
    works.under(policy=a_policy(accounts=works.policy.accounts, grants=()))

    await works.work()

    assert (await works.execution()).stage is Stage.REFUSED
    assert await works.why() == "the approvals do not hold any more; nothing was changed"


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


async def test_a_vote_that_the_audit_trail_does_not_tell_of_counts_for_nothing(
    works: Works,
) -> None:
    await works.ask()
    await works.work()
    plan = await works.store.read(lambda unit: unit.executions.proposal(1, 1))
    assert plan is not None
    forged = voting.decision(plan, BOB, "click", NOW)

    def smuggle(unit: Unit) -> None:
        unit.executions.decide(forged)
        unit.executions.move(1, [Stage.WAITING], Stage.APPROVED, NOW)
        unit.runs.start(Work.EXECUTE, 1)

    await works.store.write(smuggle)
    await works.work()

    assert (await works.execution()).stage is Stage.REFUSED
    assert await works.why() == "the approvals do not hold any more; nothing was changed"
    assert works.changes() == []


async def test_a_plan_that_was_altered_after_its_approval_is_made_and_approved_anew(
    works: Works,
) -> None:
    await works.approved()
    works.tamper(works.buckets[0], works.buckets[1])

    await works.work()

    assert (await works.execution()).stage is Stage.ASKED
    (record,) = await works.records(What.SUPERSEDED)
    assert record.body["why"] == "the stored plan is not the one that was shown"
    assert works.changes() == []


async def test_a_plan_that_was_forged_with_its_digest_past_the_audit_trail_runs_nothing(
    works: Works,
) -> None:
    number = await works.ask()
    await works.work()
    plan = await works.store.read(lambda unit: unit.executions.proposal(number, 1))
    assert plan is not None
    execution = await works.execution()
    needless = replace(plan, risk=RiskClass.A, needs=0)
    works.forge(replace(needless, digest=plan_digest(execution, needless)))
    await works.store.write(
        lambda unit: unit.executions.move(number, (Stage.WAITING,), Stage.APPROVED, NOW)
    )
    await works.store.write(lambda unit: unit.runs.start(Work.EXECUTE, number))

    await works.work()

    assert works.changes() == []
    (record,) = await works.records(What.SUPERSEDED)
    assert record.body["why"] == "the stored plan is not the one that was shown"


async def test_what_was_made_to_look_begun_past_the_audit_trail_makes_no_step(
    works: Works,
) -> None:
    number = await works.ask()
    await works.work()

    def forge(unit: Unit) -> None:
        unit.executions.move(number, (Stage.WAITING,), Stage.APPROVED, NOW)
        unit.executions.begin(number, {"closed": dict.fromkeys(works.buckets, False)})
        unit.runs.start(Work.EXECUTE, number)

    await works.store.write(forge)
    await works.work()

    assert works.changes() == []
    assert await works.why() == "the stored plan is not the one that was shown"


@pytest.mark.parametrize("stage", [Stage.APPROVED, Stage.RUNNING])
async def test_what_was_cut_off_is_not_gone_on_with_once_it_has_ended(
    works: Works, stage: Stage
) -> None:
    await works.approved()
    works.aws.faults.place(Fault(Failing.DENIED, operation=CHANGES, account=works.account))
    await works.work()
    assert (await works.execution()).stage is Stage.DONE
    works.aws.faults.clear(works.account)
    before = works.changes()
    works.resurrect(1, stage)
    await works.store.write(lambda unit: unit.runs.start(Work.EXECUTE, 1))

    await works.work()

    assert works.changes() == before


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
