"""A look that acts in another account, needs nobody's approval and may take hours."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import TypeAdapter

from bot.domain.cards import ApprovalCard
from bot.domain.execution import Outcome, Stage
from bot.domain.incident import Contained
from bot.domain.record import What, Written
from bot.response.keeping.digest import plan_digest
from practice.aws.faults import Failing, Fault
from runbooks.kit.text import Said
from runbooks.kit.values import RiskClass
from tests.bot.domain.makers import BOB
from tests.bot.response import looks
from tests.bot.response.looks import HOUR, admin_of, ask, looked, started
from tests.bot.response.works import DiedError, Works

SAID = TypeAdapter(Said)


@pytest.fixture
async def look(works: Works) -> AsyncIterator[Works]:
    looks.with_detective(works)
    yield works
    works.aws.faults.clear(admin_of(works))
    works.aws.detective.takes_seconds = 0.0


def told(found: Written) -> str:
    """Return what a record of a look says, as people read it."""
    lines = [SAID.validate_python(each["says"]) for each in found.body["lines"]]
    return "\n".join(each.plain() for each in lines)


async def test_it_runs_unasked_in_the_other_account_and_tells_what_it_found(look: Works) -> None:
    execution = await looked(look)

    assert (execution.stage, execution.outcome) == (Stage.DONE, Outcome.SUCCESS)
    assert started(look) == 1
    (found,) = await look.records(What.FOUND)
    assert found.body["count"] == len(found.body["lines"]) > 2
    assert await look.records(What.DECIDED) == []


async def test_the_steps_go_through_the_contain_role_there_under_the_requesters_name(
    look: Works,
) -> None:
    await looked(look)

    (call,) = [
        one
        for one in look.aws.calls(account=admin_of(look))
        if one.operation == "StartInvestigation"
    ]
    assert call.who.session is not None
    assert call.who.session.role_arn.endswith(":role/secbot-contain")
    assert call.source_identity == "ann@example.com"
    assert [one.action for one in look.aws.calls(account=look.account) if one.session] != []
    assert not any(
        one.who.session and one.who.session.role_arn.endswith("secbot-contain")
        for one in look.aws.calls(account=look.account)
    )


async def test_what_takes_hours_holds_neither_thread_nor_lease_and_is_asked_for_again(
    look: Works,
) -> None:
    look.aws.detective.takes_seconds = HOUR
    number = await ask(look)
    await look.work()
    await look.work()
    assert (await look.execution(number)).stage is Stage.RUNNING
    look.clock.advance(timedelta(minutes=40))
    await look.work()
    assert look.waits == [timedelta(seconds=5), timedelta(minutes=10)]
    assert len(await look.records(What.CLAIM)) == 1

    look.aws.detective.pass_time(HOUR)
    await look.work()
    execution = await look.execution(number)
    assert execution.outcome is Outcome.SUCCESS
    assert started(look) == 1
    assert [one.body["proof"] for one in await look.records(What.CLAIM)] == [
        "INCONCLUSIVE",
        "PASSED",
    ]


async def test_patience_ends_and_what_is_not_known_is_no_success(look: Works) -> None:
    look.aws.detective.takes_seconds = 1000 * HOUR
    number = await ask(look)
    await look.work()
    await look.work()
    look.clock.advance(timedelta(hours=25))
    await look.work()

    execution = await look.execution(number)
    assert (execution.stage, execution.outcome) == (Stage.DONE, Outcome.PARTIAL)


CRASHES = [
    pytest.param(What.STARTED, 1, False, id="after it began"),
    pytest.param(What.INTENT, 1, True, id="before the intent"),
    pytest.param(What.INTENT, 1, False, id="between intent and call"),
    pytest.param(What.RESULT, 1, True, id="between call and result"),
    pytest.param(What.RESULT, 1, False, id="after the result"),
    pytest.param(What.STEP, 1, True, id="before the step is told"),
    pytest.param(What.STEP, 1, False, id="after the step is told"),
    pytest.param(What.CLAIM, 1, True, id="before what is known so far"),
    pytest.param(What.CLAIM, 1, False, id="while it waits"),
    pytest.param(What.ENDED, 1, True, id="before its outcome"),
]


@pytest.mark.parametrize(("what", "at", "before"), CRASHES)
async def test_a_crash_at_any_record_begins_no_second_investigation(
    look: Works, what: What, at: int, *, before: bool
) -> None:
    look.aws.detective.takes_seconds = HOUR
    number = await ask(look)
    await look.work()
    look.store.die(what, at, before=before)
    died = False
    for _ in range(6):
        try:
            await look.work()
        except DiedError:
            died = True
            await look.crash()
        look.aws.detective.pass_time(HOUR / 2)
        if (await look.execution(number)).stage.is_end:
            break

    assert died
    assert started(look) == 1
    assert (await look.execution(number)).outcome is Outcome.SUCCESS
    assert len(await look.records(What.ENDED)) == 1


async def test_an_answer_that_was_lost_begins_no_second_investigation(look: Works) -> None:
    fault = Fault(Failing.HUNG_UP, account=admin_of(look), operation="StartInvestigation", times=1)
    look.aws.faults.place(fault)

    assert (await looked(look)).outcome is Outcome.SUCCESS
    assert started(look) == 1


async def test_throttling_is_waited_out(look: Works) -> None:
    for operation in ("ListGraphs", "StartInvestigation", "GetInvestigation"):
        fault = Fault(Failing.THROTTLED, account=admin_of(look), operation=operation, times=1)
        look.aws.faults.place(fault)

    assert (await looked(look)).outcome is Outcome.SUCCESS
    assert started(look) == 1


async def test_a_refused_start_is_an_error_and_says_which_call(look: Works) -> None:
    look.aws.faults.place(
        Fault(Failing.DENIED, account=admin_of(look), operation="StartInvestigation")
    )

    assert (await looked(look)).outcome is Outcome.ERROR
    assert "detective:StartInvestigation" in await look.why()


async def test_without_a_security_admin_in_the_policy_it_looks_elsewhere_and_says_so(
    look: Works,
) -> None:
    look.under(policy=replace(look.policy, special={}))
    execution = await looked(look, acts_in="")

    assert execution.outcome is Outcome.PARTIAL, "GuardDuty is off, CloudTrail was read"
    (found,) = await look.records(What.FOUND)
    assert "names no security_admin" in told(found)
    assert started(look) == 0


async def test_an_account_that_can_not_be_entered_is_told_and_is_no_dead_end(look: Works) -> None:
    admin = admin_of(look)
    iam = look.aws.client("iam", admin)
    iam.delete_role(RoleName="secbot-read")
    execution = await looked(look)

    assert execution.stage is Stage.DONE
    (found,) = await look.records(What.FOUND)
    assert f"role secbot-read in account {admin} can't be assumed" in told(found)
    assert started(look) == 0


async def test_another_security_admin_than_was_asked_for_voids_it(look: Works) -> None:
    number = await ask(look)
    look.under(policy=replace(look.policy, special={}))
    await look.work()

    assert (await look.execution(number)).stage is Stage.REFUSED
    assert "names another account" in await look.why()


@pytest.mark.parametrize("is_there", [True, False])
async def test_a_brake_on_either_account_holds_it(look: Works, *, is_there: bool) -> None:
    account = admin_of(look) if is_there else look.account
    number = await ask(look)
    await look.work()
    now = look.clock.now()
    await look.store.write(lambda unit: unit.brakes.stop(account, "bob@example.com", "Bob", now))
    await look.work()

    assert (await look.execution(number)).stage is Stage.REFUSED
    assert started(look) == 0


async def test_a_protected_security_admin_is_not_acted_in(look: Works) -> None:
    protected = frozenset({admin_of(look)})
    look.under(policy=replace(look.policy, protected_accounts=protected))

    assert (await looked(look)).stage is Stage.REFUSED
    assert started(look) == 0


async def test_the_digest_binds_the_account_that_is_acted_in(look: Works) -> None:
    number = await ask(look)
    await look.work()
    execution = await look.execution(number)
    plan = await look.store.read(lambda unit: unit.executions.proposal(number, 1))
    assert plan is not None
    elsewhere = replace(execution, ask=replace(execution.ask, acts_in="111122223333"))

    assert plan_digest(execution, plan) == plan.digest
    assert plan_digest(elsewhere, plan) != plan.digest
    assert isinstance(look.rendered[-1], ApprovalCard)
    assert look.rendered[-1].acts_in_name == "security"


async def test_a_policy_may_ask_for_an_approval_of_looks_too(look: Works) -> None:
    rules = dict(look.policy.rules)
    rules[RiskClass.A] = replace(rules[RiskClass.A], approvals=1)
    look.under(policy=replace(look.policy, rules=rules))
    number = await ask(look)
    await look.work()
    await look.work()
    assert (await look.execution(number)).stage is Stage.WAITING
    assert started(look) == 0

    await look.approve(number, BOB)
    await look.work()
    assert (await look.execution(number)).outcome is Outcome.SUCCESS


async def test_a_look_that_succeeds_contains_nothing(look: Works) -> None:
    incident = await look.incident()
    await looked(look, incident=incident)

    kept = await look.store.read(lambda unit: unit.incidents.get(incident))
    assert kept is not None
    assert kept.contained is Contained.NO


async def test_a_look_at_its_plan_alone_begins_nothing(look: Works) -> None:
    execution = await looked(look, plan_only=True)

    assert execution.stage is Stage.PLANNED
    assert started(look) == 0
