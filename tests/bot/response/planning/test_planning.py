"""The planner: what was asked becomes a plan that people can decide on, or a reason why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.execution import Kind, Stage
from bot.domain.incident import Contained
from bot.domain.policy import Rule, StandingRule
from bot.domain.record import What
from bot.domain.run import Work
from bot.response.keeping.digest import code_hash
from bot.response.planning import planning
from runbooks.kit.values import RiskClass
from tests.bot.domain.makers import NOW, a_policy
from tests.bot.response.two_buckets import NO_MARKS, Blind, CloseTwo, Doors, Pair
from tests.bot.response.works import Works


async def test_a_plan_waits_with_its_digest_and_is_written_down(works: Works) -> None:
    incident = await works.incident()
    number = await works.ask(incident=incident)

    await works.work()

    execution = await works.execution(number)
    plan = await works.store.read(lambda unit: unit.executions.proposal(number, 1))
    assert plan is not None
    assert (execution.stage, execution.plan_number) == (Stage.WAITING, 1)
    assert (plan.code_hash, plan.policy_digest) == (code_hash(CloseTwo), works.policy.digest)
    assert (plan.rendered_hash, plan.needs) == ("rendered", 1)
    assert (plan.created_at, plan.expires_at) == (NOW, NOW + timedelta(minutes=30))
    assert plan.state == {"closed": dict.fromkeys(works.buckets, False), "marks": NO_MARKS}
    assert plan.target == f"arn:aws:s3:::{works.buckets[0]}"
    (record,) = await works.records(What.PLANNED)
    assert (record.body["sha256"], record.body["digest"]) == (plan.digest, plan.short)
    kept = await works.store.read(lambda unit: unit.incidents.get(incident))
    assert kept is not None
    assert kept.contained is Contained.WAITING


async def test_the_card_is_rendered_as_people_will_see_it_waiting(works: Works) -> None:
    works.is_cut = True
    await works.ask()
    await works.work()

    (card,) = works.rendered
    assert (card.execution.stage, card.execution.plan_number) == (Stage.WAITING, 1)
    assert card.who == {"S0APPROVE"}
    assert card.account_name == "prod-payments"
    plan = await works.store.read(lambda unit: unit.executions.proposal(1, 1))
    assert plan is not None
    assert plan.is_cut


async def test_to_plan_reads_and_changes_nothing(works: Works) -> None:
    await works.ask()
    await works.work()

    called = {call.operation for call in works.aws.calls(account=works.account) if call.session}
    assert called == {"GetPublicAccessBlock"}


async def test_planning_twice_is_planning_once(works: Works) -> None:
    await works.ask()
    await works.work()
    await works.store.write(lambda unit: unit.runs.start(Work.PLAN, 1))
    await works.work()
    assert len(await works.records(What.PLANNED)) == 1


async def test_a_plan_of_an_execution_that_has_moved_on_is_thrown_away(works: Works) -> None:
    await works.ask()
    execution = await works.execution()
    seen = await works.planner().reader.see(execution, is_last_try=False)
    await works.work()

    await works.store.write(lambda unit: works.planner()._propose(unit, execution, seen))

    assert len(await works.records(What.PLANNED)) == 1


async def test_a_look_ends_planned_and_can_t_be_approved(works: Works) -> None:
    number = await works.ask(plan_only=True)
    await works.work()

    assert (await works.execution(number)).stage is Stage.PLANNED
    assert await works.store.read(lambda unit: unit.executions.proposal(number, 1)) is not None


async def test_what_holds_already_ends_with_nothing_to_do(works: Works) -> None:
    for bucket in works.buckets:
        works.set(bucket, closed=True)
    number = await works.ask()

    await works.work()

    execution = await works.execution(number)
    assert execution.stage is Stage.NOTHING_TO_DO
    assert await works.why() == "It is so already. Nothing was changed."


async def test_an_undo_that_reopens_is_decided_on_as_class_d(works: Works) -> None:
    rules = {**works.policy.rules, RiskClass.D: Rule(approvals=3, ttl=timedelta(minutes=5))}
    await works.ended()
    works.under(policy=a_policy(accounts=works.policy.accounts, rules=rules))
    number = await works.ask(kind=Kind.UNDO, undo_of=1)
    await works.work()

    plan = await works.store.read(lambda unit: unit.executions.proposal(number, 1))
    assert plan is not None
    assert (plan.needs, plan.expires_at) == (3, NOW + timedelta(minutes=5))
    assert plan.risk is RiskClass.D
    assert (await works.records(What.PLANNED))[-1].body["risk"] == "D"


async def test_a_runbook_that_breaks_down_is_tried_again_and_refused_at_last(
    works: Works,
) -> None:
    await works.ask("blind")
    for _ in range(planning.LAST_TRY - 1):
        with pytest.raises(RuntimeError):
            await works.work()
        await works.crash()
    await works.work()

    assert (await works.execution()).stage is Stage.REFUSED
    assert (await works.why()).startswith("I broke down while I looked at the target")
    assert Blind.about is CloseTwo.about


@pytest.mark.parametrize("runbook", ["nosy", "no_such"])
async def test_what_can_t_be_planned_is_refused_in_words(works: Works, runbook: str) -> None:
    number = await works.ask(runbook)
    await works.work()

    execution = await works.execution(number)
    assert execution.stage is Stage.REFUSED
    assert execution.why is not None
    assert len(await works.records(What.REFUSED)) == 1


class Gentle(CloseTwo):
    """Needs nobody's approval."""

    def risk(self, inputs: Pair, state: Doors) -> RiskClass:
        return RiskClass.A


async def test_what_a_standing_rule_runs_is_told_where_it_needs_no_approval_either(
    works: Works,
) -> None:
    known = replace(works.policy.accounts[works.account], environment="staging")
    rule = StandingRule("gentle", frozenset({"staging"}))
    policy = replace(works.policy, accounts={works.account: known}, standing=(rule,))
    works.under(policy=policy, catalogue={"gentle": Gentle})

    await works.ask("gentle", is_automatic=True)
    await works.work()

    assert (await works.execution()).stage is Stage.APPROVED
    (stood,) = await works.records(What.STOOD)
    assert stood.body["runbook"] == "gentle"
