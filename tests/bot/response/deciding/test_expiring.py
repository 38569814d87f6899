"""What nobody has decided in time is rejected, once."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.execution import Outcome, Stage
from bot.domain.incident import Contained
from bot.domain.record import What
from bot.ports.unit import Unit
from bot.response.deciding.expiring import expire
from tests.bot.domain.makers import BOB, NOW
from tests.bot.response.office import Office
from tests.japanese import english_of

ENDS = NOW + timedelta(minutes=30)


async def test_a_plan_expires_at_its_time_and_not_before(office: Office) -> None:
    await office.waiting()
    early = ENDS - timedelta(microseconds=1)

    assert await office.store.write(lambda unit: expire(unit, early)) == 0
    assert await office.stage(1) is Stage.WAITING
    assert await office.store.write(lambda unit: expire(unit, ENDS)) == 1
    assert await office.stage(1) is Stage.EXPIRED
    assert await office.store.write(lambda unit: expire(unit, ENDS)) == 0
    (record,) = await office.records(What.EXPIRED)
    assert english_of(record) == {"plan": "A-1.1", "why": "nobody decided in time"}


async def test_what_is_approved_in_time_does_not_expire_here(office: Office) -> None:
    plan = await office.waiting()
    await office.deciding.approve(BOB, 1, plan.short, "click")

    assert await office.store.write(lambda unit: expire(unit, ENDS)) == 0
    assert await office.stage(1) is Stage.APPROVED


async def test_an_undo_that_expires_leaves_the_incident_contained(office: Office) -> None:
    incident = await office.incident()
    await office.waiting(incident)
    await office.store.write(_succeed)
    await office.waiting(incident)

    await office.store.write(lambda unit: expire(unit, ENDS))

    kept = await office.store.read(lambda unit: unit.incidents.get(incident))
    assert kept is not None
    assert kept.contained is Contained.YES


def _succeed(unit: Unit) -> None:
    unit.executions.move(1, [Stage.WAITING], Stage.APPROVED, NOW)
    unit.executions.begin(1, {})
    unit.executions.end(1, Outcome.SUCCESS, {}, NOW)


async def test_its_messages_are_brought_out_anew(office: Office) -> None:
    await office.waiting(await office.incident())
    await office.store.write(lambda unit: expire(unit, ENDS))
    assert await office.wanted() == 3
