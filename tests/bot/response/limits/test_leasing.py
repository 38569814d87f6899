"""Two executions never touch one thing at once: the second is refused, or waits."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from pydantic import JsonValue

from bot.domain.braking import Lease
from bot.domain.execution import Kind, Outcome, Proposal, Stage
from bot.domain.record import What
from bot.ports.unit import Unit
from bot.response.keeping.rescuing import rescue
from bot.response.limits import leasing
from bot.response.limits.breaker import Breaker
from bot.response.running.executing import PUT_OFF
from runbooks.kit.text import Text
from runbooks.kit.values import Plan, Power, Reach, RiskClass, Step
from tests.bot.domain.makers import ACCOUNT, BOB, NOW, a_policy
from tests.bot.response.office import CHANNEL, Office
from tests.bot.response.works import REGION, DiedError, Works

SHARED = "arn:aws:ec2:eu-west-1:111122223333:security-group/sg-shared"


def a_plan(*arns: str) -> Plan:
    parameters: dict[str, JsonValue] = {}
    step = Step(
        key="one",
        action="ec2:X",
        resources=arns,
        power=Power.CONTAIN,
        parameters=parameters,
        says=Text("Do").fill(),
    )
    return Plan(changes=(), steps=(step,), undo=Reach.FULL, undo_says=Text("back").fill())


async def waiting(office: Office, target: str, *arns: str, **changes: Any) -> Proposal:
    """Let a plan wait that is about a target and touches these."""
    number = await office.asked(**changes)
    return await office.proposed(number, target=target, plan=a_plan(*arns))


async def running(office: Office, target: str, *arns: str) -> Proposal:
    """Let an execution run that works on these."""
    plan = await waiting(office, target, *arns)

    def work(unit: Unit) -> None:
        unit.executions.move(plan.execution, (Stage.WAITING,), Stage.APPROVED, NOW)
        execution = unit.executions.get(plan.execution)
        assert execution is not None
        assert leasing.take(unit, execution, plan) is None
        unit.executions.begin(plan.execution, {})

    await office.store.write(work)
    return plan


async def approve(office: Office, plan: Proposal) -> str:
    reply = await office.deciding.approve(BOB, plan.execution, plan.short, "click")
    return reply.says.plain()


async def test_a_plan_needs_its_target_and_all_that_its_steps_name_and_a_look_nothing(
    office: Office,
) -> None:
    plan = await waiting(office, "b", "c", "a", "c", acts_in="999988887777")
    look = await office.proposed(await office.asked(), target="b", risk=RiskClass.A)

    assert leasing.wanted(await office.execution(1), plan) == (
        Lease(ACCOUNT, "b", 1),
        Lease("999988887777", "a", 1),
        Lease("999988887777", "c", 1),
    )
    assert leasing.wanted(await office.execution(2), look) == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(("t",), ("t",), id="both are about it"),
        pytest.param(("t",), ("u", "t"), id="a step of the second is on it"),
        pytest.param(("u", "t"), ("t",), id="a step of the first is on it"),
    ],
)
async def test_what_is_worked_on_can_t_be_approved_for_another_and_the_first_is_named(
    office: Office, first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    await running(office, *first)
    plan = await waiting(office, *second)

    assert await approve(office, plan) == (
        "A-1 works on t now, and two never change one thing at once. Nothing was changed. Approve "
        "it again when A-1 has ended: `/sec show A-1` says how it stands."
    )
    assert await office.stage(2) is Stage.WAITING
    (refused,) = await office.records(What.CLICK_REFUSED)
    assert refused.body["why"].startswith("A-1 works on t now")


async def test_an_undo_is_held_to_it_as_well(office: Office) -> None:
    await running(office, "t")
    plan = await waiting(office, "t", kind=Kind.UNDO)

    assert (await approve(office, plan)).startswith("A-1 works on t now")


async def test_what_shares_a_thing_that_neither_is_about_is_approved_and_told_to_wait(
    office: Office,
) -> None:
    await running(office, "t", SHARED)

    assert await approve(office, await waiting(office, "u", SHARED)) == (
        f"A-2 is approved. It begins when A-1 has ended, which works on {SHARED} now; if that "
        "lasts longer than the plan waits, it expires."
    )
    assert await office.stage(2) is Stage.APPROVED


async def test_one_that_died_for_good_lets_go_of_what_it_worked_on(office: Office) -> None:
    await running(office, "t")
    breaker = Breaker(a_policy(), CHANNEL)
    assert await office.store.write(lambda unit: rescue(unit, NOW, breaker)) == 1

    assert "is approved" in await approve(office, await waiting(office, "t"))


async def cut_off(works: Works) -> int:
    """Let a first execution be cut off before its first call, and approve a second one.

    They share a bucket that neither is about. Returns the number of the second.
    """
    third = f"third-{works.account}"
    works.aws.client("s3", works.account, REGION).create_bucket(Bucket=third)
    works.set(third, closed=False)
    await works.approved()
    works.store.die(What.INTENT)
    with pytest.raises(DiedError):
        await works.work()
    claimed = list(works.claimed)
    second = await works.approved(inputs={"first": third, "second": works.buckets[1]})
    works.claimed = claimed
    return second


async def test_the_second_waits_for_one_that_was_cut_off_and_begins_when_that_has_ended(
    works: Works,
) -> None:
    second = await cut_off(works)
    first = list(works.claimed)
    for _ in range(2):
        await works.work()
    assert works.waits == [PUT_OFF] * 2
    assert (await works.execution(second)).stage is Stage.APPROVED
    assert works.changes() == []
    (waits,) = await works.records(What.PUT_OFF)
    assert waits.body["other"] == "A-1"

    works.claimed = first
    await works.crash()
    await works.work()
    assert await works.outcome(1) is Outcome.SUCCESS
    await works.work()
    # The first has closed one of the two meanwhile: the second is planned anew, and asks again.
    assert (await works.execution(second)).stage in {Stage.ASKED, Stage.WAITING}
    assert works.changes() == list(works.buckets)


async def test_what_waits_for_too_long_expires_and_changes_nothing(works: Works) -> None:
    second = await cut_off(works)
    works.clock.advance(timedelta(minutes=30))

    await works.work()

    assert (await works.execution(second)).stage is Stage.EXPIRED
    assert works.changes() == []
