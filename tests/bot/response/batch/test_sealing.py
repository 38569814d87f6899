"""A batch is sealed once all of it is planned, and waits no longer than it must."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.execution import Stage
from bot.domain.record import What
from bot.domain.run import Work
from bot.domain.words import batch as words
from bot.ports.unit import Unit
from bot.response.batch.sealing import LOOK_AGAIN, PATIENCE
from bot.response.limits import leasing
from runbooks.kit.text import Text
from runbooks.kit.values import RiskClass
from tests.bot.domain.makers import BOB, NOW
from tests.bot.response.batch_office import RUN, Several
from tests.bot.response.office import Office
from tests.bot.response.works import DiedError, DyingStore

MINUTE = timedelta(minutes=1)


async def test_it_waits_for_the_last_plan_and_is_as_strict_as_the_strictest(
    office: Office,
) -> None:
    several = Several(office)
    await several.ask("bucket-1", "bucket-2", "bucket-3")
    await several.plan(1, expires_at=NOW + 20 * MINUTE)
    await several.plan(2, risk=RiskClass.D, is_drill=True, needs=2)
    assert await several.sealer().run(RUN) == LOOK_AGAIN
    assert (await several.batch()).seal is None

    await several.plan(3, risk=RiskClass.C)
    seal = await several.seal()
    assert [one.execution for one in seal.members] == [1, 2, 3]
    assert (seal.risk, seal.needs, seal.expires_at) == (RiskClass.D, 2, NOW + 20 * MINUTE)
    told = await office.records(What.BATCHED)
    assert [each.execution for each in told] == [1, 2, 3]
    assert {each.body["sha256"] for each in told} == {seal.digest}


async def test_a_second_time_it_does_nothing(office: Office) -> None:
    several = Several(office)
    seal = await several.sealed(RiskClass.B, RiskClass.B)

    assert await several.seal() == seal
    assert len(await office.records(What.BATCHED)) == 2


async def test_what_was_refused_or_is_taken_twice_is_in_no_plan_and_says_why(
    office: Office,
) -> None:
    several = Several(office)
    await several.ask("bucket-1", "bucket-2", "bucket-3", "Not_A_Bucket!")
    why = Text("The policy file protects it.").fill()
    await office.store.write(
        lambda unit: unit.executions.move(2, (Stage.ASKED,), Stage.REFUSED, NOW, why=why)
    )
    await several.plan(1)
    await several.plan(3, target="arn:aws:s3:::bucket-1")
    seal = await several.seal()

    assert [one.execution for one in seal.members] == [1]
    assert [(one.target, one.why.text) for one in seal.left_out][1:] == [
        ("bucket-2", why.text),
        ("arn:aws:s3:::bucket-1", words.SAME_TARGET),
    ]
    assert seal.left_out[0].target == "Not_A_Bucket!"
    assert await several.stages() == [Stage.WAITING, Stage.REFUSED, Stage.REFUSED]


async def test_what_others_work_on_already_is_in_no_plan(office: Office) -> None:
    several = Several(office)
    first = await office.waiting(target="arn:aws:s3:::bucket-2")
    await several.ask("bucket-1", "bucket-2")
    await several.plan(2, target="arn:aws:s3:::bucket-1")
    await several.plan(3, target="arn:aws:s3:::bucket-2")

    def begun(unit: Unit) -> None:
        execution = unit.executions.get(1)
        assert execution is not None
        assert leasing.take(unit, execution, first) is None

    await office.store.write(begun)
    seal = await several.seal()
    assert [one.execution for one in seal.members] == [2]
    assert "A-1" in seal.left_out[0].why.plain()


async def test_an_emergency_is_no_hostage_of_a_plan_that_does_not_come(office: Office) -> None:
    several = Several(office)
    await several.ask("bucket-1", "bucket-2")
    await several.plan(1)
    office.clock.advance(PATIENCE)
    seal = await several.seal()

    assert [one.execution for one in seal.members] == [1]
    assert [one.why.text for one in seal.left_out] == [words.SLOW]
    late = await several.plan(2)
    reply = await office.deciding.approve(BOB, 2, late.short, "click")
    assert reply.done, reply.says.plain()


async def test_the_run_that_seals_is_started_with_the_wish(office: Office) -> None:
    await Several(office).ask("bucket-1", "bucket-2")
    due = await office.store.write(lambda unit: unit.runs.due("me", 9, MINUTE))

    assert sorted((run.work, run.subject) for run in due) == [
        (Work.BATCH, 1),
        (Work.PLAN, 1),
        (Work.PLAN, 2),
    ]


@pytest.mark.parametrize("before", [True, False])
async def test_a_process_that_dies_while_it_seals_leaves_it_sealed_once_or_not_at_all(
    office: Office, *, before: bool
) -> None:
    several, dying = Several(office), DyingStore(office.store)
    await several.ask("bucket-1", "bucket-2")
    await several.plan(1)
    await several.plan(2)
    dying.die(What.BATCHED, at=2, before=before)
    sealer = several.sealer()
    sealer.store = dying
    with pytest.raises(DiedError):
        await sealer.run(RUN)

    assert ((await several.batch()).seal is None) is before
    await several.seal()
    assert [each.execution for each in await office.records(What.BATCHED)] == [1, 2]
