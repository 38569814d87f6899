"""Changes that fail again and again pull the brake by themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.braking import EVERYWHERE
from bot.domain.execution import Kind, Outcome, Stage
from bot.domain.policy import Account
from bot.domain.record import What
from bot.domain.words import endings as words
from bot.ports.unit import Unit
from bot.response.keeping import ending
from bot.response.keeping.ending import Halt, ReadBack
from bot.response.limits.breaker import Breaker, is_fault
from practice.aws.faults import Failing, Fault
from runbooks.kit.text import Said, Text
from runbooks.kit.values import Claim, Proof, RiskClass
from tests.bot.domain.makers import ACCOUNT, BOB, RYO, a_policy
from tests.bot.response.office import CHANNEL, Office
from tests.bot.response.works import Works
from tests.japanese import english_of

OTHER = "444455556666"
POLICY = a_policy(
    accounts={
        ACCOUNT: Account(ACCOUNT, "prod-payments"),
        OTHER: Account(OTHER, "staging"),
    }
)
CUT_OFF = words.CUT_OFF.fill(code="AccessDenied", action="s3:X")
MINUTE = timedelta(minutes=1)


async def end(
    office: Office,
    why: Said | None = CUT_OFF,
    *,
    proof: Proof = Proof.FAILED,
    risk: RiskClass = RiskClass.C,
    **ask: Any,
) -> None:
    """Let an execution run and end so, with a look of the breaker, a minute later than the last."""
    number = await office.asked(**ask)
    plan = await office.proposed(number, risk=risk)
    now = office.clock.advance(MINUTE)
    says = Text("It holds").fill()
    read = ReadBack(() if why else (Claim(key="k", proof=proof, says=says, evidence="e"),), {})

    def work(unit: Unit) -> None:
        unit.executions.move(number, (Stage.WAITING,), Stage.APPROVED, now)
        unit.executions.begin(plan.execution, {})
        execution = unit.executions.get(number)
        assert execution is not None
        ending.finish(unit, execution, read, Halt(why) if why else None, now)
        Breaker(POLICY, CHANNEL).watch(unit, execution, now)

    await office.store.write(work)


async def stopped(office: Office) -> list[tuple[str, bool]]:
    stops = await office.store.read(lambda unit: unit.brakes.stops())
    return [(stop.account, stop.is_own) for stop in stops]


@pytest.mark.parametrize(
    ("outcome", "why", "is_one"),
    [
        (Outcome.ERROR, CUT_OFF, True),
        (Outcome.PARTIAL, CUT_OFF, True),
        (Outcome.ERROR, words.NOT_ENTERED.fill(account="a", why="b"), True),
        (Outcome.ERROR, words.BROKE_DOWN.fill(), True),
        (Outcome.FAILURE, None, True),
        (Outcome.PARTIAL, None, False),
        (Outcome.SUCCESS, None, False),
        (Outcome.ERROR, words.BRAKE_PULLED.fill(), False),
        (Outcome.ERROR, words.PLAN_CHANGED_POLICY.fill(), False),
        (Outcome.ERROR, words.EXPIRED_RUNNING.fill(), False),
        (Outcome.DOES_NOT_EXIST, Text("It is gone").fill(), False),
    ],
)
def test_what_fails_by_our_fault_or_aws_s_counts_and_nothing_else_does(
    outcome: Outcome, why: Said | None, *, is_one: bool
) -> None:
    assert is_fault(outcome, why) is is_one


async def test_the_third_of_five_stops_the_account_and_says_why_to_the_responders(
    office: Office,
) -> None:
    for why in (CUT_OFF, None, CUT_OFF):
        await end(office, why, proof=Proof.PASSED)
    assert await stopped(office) == []
    await end(office)

    assert await stopped(office) == [(ACCOUNT, True)]
    (record,) = await office.records(What.STOPPED)
    assert record.actor == ""
    assert english_of(record) == {
        "account": ACCOUNT,
        "reason": "3 of the last 5 changes failed: A-1, A-3, A-4",
        "own": True,
        "who": ["S0APPROVE", "S0RESPOND"],
    }


async def test_nothing_but_an_undo_can_be_approved_then_and_it_is_said_why(office: Office) -> None:
    for _ in range(3):
        await end(office)
    plan = await office.waiting()
    undo = await office.proposed(await office.asked(kind=Kind.UNDO), risk=RiskClass.D)

    told = await office.deciding.approve(BOB, plan.execution, plan.short, "click")
    assert told.says.plain() == (
        f"secbot has stopped prod-payments {ACCOUNT} by itself, since 3 of the last 5 changes "
        "failed: A-1, A-2, A-3. Nothing but an undo runs there until two people have said "
        f"`/sec start {ACCOUNT}`. Nothing was changed."
    )
    for person in (BOB, RYO):
        await office.deciding.approve(person, undo.execution, undo.short, "click")
    assert await office.stage(undo.execution) is Stage.APPROVED


async def test_two_start_it_again_and_what_failed_before_counts_no_more(office: Office) -> None:
    for _ in range(3):
        await end(office)
    for person in (BOB, RYO):
        await office.braking.start(person, ACCOUNT)

    for _ in range(2):
        await end(office)
    assert await stopped(office) == []
    await end(office)
    assert await stopped(office) == [(ACCOUNT, True)]


async def test_what_failed_more_than_an_hour_ago_counts_no_more(office: Office) -> None:
    for _ in range(2):
        await end(office)
    office.clock.advance(timedelta(hours=1))

    await end(office)

    assert await stopped(office) == []


async def test_looks_neither_trip_it_nor_hide_what_fails(office: Office) -> None:
    for _ in range(3):
        await end(office, risk=RiskClass.A)
    assert await stopped(office) == []
    for _ in range(3):
        await end(office)
        await end(office, None, proof=Proof.PASSED, risk=RiskClass.A)

    assert await stopped(office) == [(ACCOUNT, True)]


async def test_failures_spread_over_accounts_stop_them_all(office: Office) -> None:
    for account in (ACCOUNT, OTHER, ACCOUNT):
        await end(office, account=account)

    assert await stopped(office) == [(EVERYWHERE, True)]


async def test_an_account_that_is_stopped_drags_no_other_along(office: Office) -> None:
    for account in (ACCOUNT, ACCOUNT, ACCOUNT, OTHER):
        await end(office, account=account)

    assert await stopped(office) == [(ACCOUNT, True)]


async def test_a_stop_by_a_person_is_left_as_it_is(office: Office) -> None:
    await office.braking.stop(RYO, ACCOUNT)
    for _ in range(3):
        await end(office)

    assert await stopped(office) == [(ACCOUNT, False)]


async def test_a_person_may_stop_what_secbot_has_stopped_so_that_no_undo_runs_either(
    office: Office,
) -> None:
    for _ in range(3):
        await end(office)
    reply = await office.braking.stop(RYO, ACCOUNT, "no undo either")

    assert reply.done
    assert await stopped(office) == [(ACCOUNT, False)]
    undo = await office.proposed(await office.asked(kind=Kind.UNDO))
    told = await office.deciding.approve(BOB, undo.execution, undo.short, "click")
    assert told.says.plain().startswith(f"prod-payments {ACCOUNT} is stopped by Ryo")


async def test_three_that_aws_has_cut_off_stop_the_account_and_an_undo_still_runs(
    works: Works,
) -> None:
    await works.ended()
    assert await works.outcome() is Outcome.SUCCESS
    for bucket in works.buckets:
        works.set(bucket, closed=False)
    fault = Fault(Failing.DENIED, account=works.account, operation="PutPublicAccessBlock")
    works.aws.faults.place(fault)
    for _ in range(3):
        assert (await works.ended()).outcome is Outcome.ERROR
    works.aws.faults.clear(works.account)
    assert await works.store.read(lambda unit: unit.brakes.holds(works.account))

    for bucket in works.buckets:
        works.set(bucket, closed=True)
    undo = await works.ask(kind=Kind.UNDO, undo_of=1)
    await works.work()
    await works.approve(undo, BOB, RYO)
    await works.work()

    assert await works.outcome(undo) is Outcome.SUCCESS
    assert works.closed() == [False, False]
