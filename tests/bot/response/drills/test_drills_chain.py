"""A drill goes on by itself: its undo is asked for once, and what it proves is said."""

from __future__ import annotations

from bot.domain.execution import Stage
from bot.domain.record import What
from bot.domain.run import Work
from runbooks.kit.shield import DRILL
from runbooks.kit.text import Text
from tests.bot.domain.makers import ANN, BOB, RYO
from tests.bot.response.drills.test_drills import contained, desk, result, round_of, start, started
from tests.bot.response.keeping.test_drilling import tag
from tests.bot.response.works import Works


async def test_one_command_contains_puts_back_and_says_what_is_proved(works: Works) -> None:
    await contained(works)
    assert works.closed() == [True, True]
    undo = await works.execution(2)
    assert (undo.stage, undo.ask.undo_of, undo.requester) == (Stage.WAITING, 1, ANN.identity)
    assert (await round_of(works)).undo == 2

    await works.approve(2, BOB, RYO)
    for _ in range(2):
        await works.work()
    assert works.closed() == [False, False]
    assert await result(works) == "proved: tagged in prod-payments, 1 of 1 actions"
    assert (await round_of(works)).is_proved


async def test_a_tag_that_is_taken_off_meanwhile_stops_the_change_and_never_the_way_back(
    works: Works,
) -> None:
    await started(works)
    tag(works, "owner")
    await works.approve(1, BOB)
    for _ in range(2):
        await works.work()
    assert (await works.execution()).stage is Stage.REFUSED

    tag(works, DRILL)
    await start(works)
    await works.work()
    await works.work()
    await works.approve(2, BOB)
    await works.work()
    tag(works, "owner")
    for _ in range(2):
        await works.work()
    assert (await works.execution(3)).stage is Stage.WAITING


async def test_a_drill_whose_undo_nobody_wants_says_what_is_still_so(works: Works) -> None:
    await contained(works)
    why = Text("no").fill()
    await works.store.write(
        lambda unit: unit.executions.move(
            2, (Stage.WAITING,), Stage.EXPIRED, works.clock.now(), why=why
        )
    )
    await works.store.write(lambda unit: unit.runs.start(Work.DRILL, 1))
    await works.work()

    said = await result(works)
    assert said.startswith("not proved: A-2 did not run (expired): no")
    assert "`/sec undo A-1`" in said


async def test_a_step_that_is_taken_twice_asks_for_one_undo(works: Works) -> None:
    await contained(works)
    for _ in range(2):
        await works.store.write(lambda unit: unit.runs.start(Work.DRILL, 1))
        await works.work()

    assert await works.store.read(lambda unit: unit.executions.get(3)) is None


async def test_a_drill_that_died_after_its_change_goes_on_in_the_next_process(
    works: Works,
) -> None:
    await started(works)
    await works.approve(1, BOB)
    await works.work()
    works.under()
    assert await works.store.read(lambda unit: unit.executions.get(2)) is None

    await works.work()
    assert (await works.execution(2)).ask.drill
    (asked,) = [one for one in await works.records(What.ASKED) if one.execution == 2]
    assert asked.body["drill"] is True


async def test_a_change_whose_claims_fail_is_put_back_and_proves_nothing(works: Works) -> None:
    tag(works, DRILL)
    await start(works, runbook="tagged_unproved")
    await works.work()
    await works.approve(1, BOB)
    for _ in range(3):
        await works.work()
    await desk(works).stop(BOB, 1)
    await works.approve(2, BOB, RYO)
    for _ in range(2):
        await works.work()

    said = await result(works)
    assert said.startswith("not proved: it was stopped. not proved: A-1 ended with Failure")
    assert not (await round_of(works)).is_proved
