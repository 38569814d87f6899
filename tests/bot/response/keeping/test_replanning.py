"""A plan is taken out of use, and the same wish is planned again."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.execution import Stage
from bot.domain.incident import Contained
from bot.domain.record import What
from bot.domain.run import Work
from bot.domain.words import endings as words
from bot.response.keeping.replanning import replan
from tests.bot.domain.makers import BOB, NOW, RYO
from tests.bot.response.office import Office, decide
from tests.japanese import english_of

WHY = words.DRIFTED.fill()


async def again(office: Office) -> None:
    execution = await office.execution(1)
    await office.store.write(lambda unit: replan(unit, execution, WHY, ("a: 1 → 2",), NOW))


async def test_it_goes_back_to_be_planned_with_what_has_moved(office: Office) -> None:
    await office.waiting()

    await again(office)

    assert await office.stage(1) is Stage.ASKED
    (record,) = await office.records(What.SUPERSEDED)
    assert english_of(record) == {
        "plan": "A-1.1",
        "by": "A-1.2",
        "why": "AWS has moved since the plan was made",
        "differences": ["a: 1 → 2"],
    }
    (run,) = await office.store.write(lambda unit: unit.runs.due("me", 9, timedelta(minutes=1)))
    assert (run.work, run.subject) == (Work.PLAN, 1)


async def test_the_approvals_of_the_old_plan_do_not_count_for_the_new_one(office: Office) -> None:
    plan = await office.waiting()
    await office.store.write(lambda unit: decide(unit, plan, BOB))
    await again(office)
    newer = await office.proposed(1, number=2)

    reply = await office.deciding.approve(RYO, 1, plan.short, "click")

    assert f"That is not the plan that waits now ({newer.short})" in reply.says.plain()
    assert await office.store.read(lambda unit: unit.executions.decisions(1, newer.number)) == ()


async def test_what_has_begun_or_ended_is_left_alone(office: Office) -> None:
    plan = await office.waiting()
    execution = await office.execution(1)
    await office.deciding.reject(BOB, 1, "", "click")

    await office.store.write(lambda unit: replan(unit, execution, WHY, (), NOW))

    assert await office.stage(1) is Stage.REJECTED
    assert await office.records(What.SUPERSEDED) == []
    assert plan.number == 1


async def test_the_card_does_not_wait_for_approval_meanwhile(office: Office) -> None:
    incident = await office.incident()
    await office.waiting(incident)
    await again(office)
    kept = await office.store.read(lambda unit: unit.incidents.get(incident))
    assert kept is not None
    assert kept.contained is Contained.NO
