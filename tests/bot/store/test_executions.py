"""Executions move by compare-and-set, and what was decided on is kept to the letter."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.execution import Ask, Execution, Outcome, Stage
from bot.ports.store import Store, StoreError
from bot.ports.unit import Unit
from runbooks.kit.text import Text
from tests.bot.store.conftest import RACERS
from tests.bot.store.examples import (
    HOSTILE,
    a_decision,
    a_proposal,
    an_ask,
    an_incident,
)
from tests.clocks import MORNING

NOON = MORNING + timedelta(hours=3)
BEFORE = {"groups": ["sg-web"], "standby": False}
AFTER = {"groups": ["sg-quarantine"], "standby": True}


async def ask(store: Store, what: Ask | None = None) -> int:
    def work(unit: Unit) -> int:
        return unit.executions.ask(
            what or an_ask(),
            requester="ann@example.com",
            requester_name=HOSTILE,
            at=MORNING,
            channel="C0PROD",
        )

    return await store.write(work)


async def propose(store: Store, number: int = 1) -> bool:
    return await store.write(lambda unit: unit.executions.propose(a_proposal(1, number)))


async def move(store: Store, of: Stage, to: Stage, number: int = 1) -> bool:
    return await store.write(lambda unit: unit.executions.move(number, [of], to, NOON))


async def get(store: Store, number: int = 1) -> Execution:
    execution = await store.read(lambda unit: unit.executions.get(number))
    assert execution is not None
    return execution


async def run_to_the_end(store: Store, number: int, outcome: Outcome) -> None:
    await move(store, Stage.ASKED, Stage.APPROVED, number)
    await store.write(lambda unit: unit.executions.begin(number, BEFORE))
    await store.write(lambda unit: unit.executions.end(number, outcome, AFTER, NOON))


async def test_what_was_asked_comes_back_as_it_was(store: Store) -> None:
    await store.write(lambda unit: unit.incidents.open([an_incident()]))
    what = an_ask(incident=1)

    assert await ask(store, what) == 1
    assert await get(store) == Execution(
        number=1,
        ask=what,
        requester="ann@example.com",
        requester_name=HOSTILE,
        asked_at=MORNING,
        stage=Stage.ASKED,
        plan_number=0,
        outcome=None,
        why=None,
        before=None,
        after=None,
        ended_at=None,
        channel="C0PROD",
    )
    assert await store.read(lambda unit: unit.executions.get(2)) is None


async def test_a_plan_comes_back_as_it_was_and_waits(store: Store) -> None:
    await ask(store)

    assert await propose(store)
    kept = await store.read(lambda unit: unit.executions.proposal(1, 1))
    execution = await get(store)

    assert kept == a_proposal(1)
    assert (execution.stage, execution.plan_number) == (Stage.WAITING, 1)
    assert await store.read(lambda unit: unit.executions.proposal(1, 2)) is None


@pytest.mark.parametrize("elsewhere", [Stage.WAITING, Stage.APPROVED, Stage.REJECTED])
async def test_a_plan_for_what_has_moved_on_is_not_kept(store: Store, elsewhere: Stage) -> None:
    await ask(store)
    await move(store, Stage.ASKED, elsewhere)

    assert not await propose(store)
    assert await store.read(lambda unit: unit.executions.proposal(1, 1)) is None
    assert (await get(store)).stage is elsewhere


async def test_a_newer_plan_takes_over_and_the_older_can_still_be_read(store: Store) -> None:
    await ask(store)
    await propose(store)
    await move(store, Stage.WAITING, Stage.ASKED)

    assert not await propose(store, 1)
    assert await propose(store, 2)
    assert (await get(store)).plan_number == 2
    assert await store.read(lambda unit: unit.executions.proposal(1, 1)) == a_proposal(1)


async def test_one_person_decides_once_on_a_plan(store: Store) -> None:
    await ask(store)
    no = replace(a_decision(1, approved=False), reason=HOSTILE, signature="c2ln")
    again, other = a_decision(1), a_decision(1, "eve@example.com")
    next_plan = a_decision(1, plan=2)
    wishes = (no, again, other, next_plan)
    taken = await store.write(lambda unit: [unit.executions.decide(each) for each in wishes])

    decisions = await store.read(lambda unit: unit.executions.decisions(1, 1))

    assert taken == [True, False, True, True]
    assert decisions == (no, other)
    assert await store.read(lambda unit: unit.executions.decisions(1, 2)) == (next_plan,)


async def test_a_no_takes_the_place_of_ones_own_yes_to_the_same_plan(store: Store) -> None:
    await ask(store)
    yes, other = a_decision(1), a_decision(1, "eve@example.com")
    no = replace(a_decision(1, approved=False), reason=HOSTILE, via="typed")
    await store.write(lambda unit: [unit.executions.decide(each) for each in (yes, other)])
    await store.write(lambda unit: unit.executions.reject(no))

    assert await store.read(lambda unit: unit.executions.decisions(1, 1)) == (no, other)


async def test_of_many_who_move_one_moves(store: Store, meet: Callable[[], None]) -> None:
    await ask(store)
    await propose(store)

    def decide(to: Stage) -> Callable[[Unit], bool]:
        def work(unit: Unit) -> bool:
            meet()
            return unit.executions.move(1, [Stage.WAITING], to, NOON, plan=1)

        return work

    wishes = [Stage.APPROVED, Stage.REJECTED, Stage.EXPIRED] * (RACERS // 3)
    moved = await asyncio.gather(*(store.write(decide(to)) for to in wishes))

    assert moved.count(True) == 1
    assert (await get(store)).stage is wishes[moved.index(True)]


async def test_of_many_who_begin_one_begins_and_its_state_is_kept(
    store: Store, meet: Callable[[], None]
) -> None:
    await ask(store)
    await move(store, Stage.ASKED, Stage.APPROVED)

    def begin(number: int) -> Callable[[Unit], bool]:
        def work(unit: Unit) -> bool:
            meet()
            return unit.executions.begin(1, {"worker": number})

        return work

    begun = await asyncio.gather(*(store.write(begin(number)) for number in range(RACERS)))
    execution = await get(store)

    assert begun.count(True) == 1
    assert execution.stage is Stage.RUNNING
    assert execution.before == {"worker": begun.index(True)}


async def test_of_many_who_decide_for_one_person_one_counts(
    store: Store, meet: Callable[[], None]
) -> None:
    await ask(store)

    def decide(*, approved: bool) -> Callable[[Unit], bool]:
        def work(unit: Unit) -> bool:
            meet()
            return unit.executions.decide(a_decision(1, approved=approved))

        return work

    wishes = [True, False] * (RACERS // 2)
    counted = await asyncio.gather(*(store.write(decide(approved=yes)) for yes in wishes))
    decisions = await store.read(lambda unit: unit.executions.decisions(1, 1))

    assert counted.count(True) == 1
    assert [each.approved for each in decisions] == [wishes[counted.index(True)]]


async def test_a_superseded_plan_moves_nothing(store: Store) -> None:
    await ask(store)
    await propose(store, 2)

    def approve(unit: Unit) -> bool:
        return unit.executions.move(1, [Stage.WAITING], Stage.APPROVED, NOON, plan=1)

    assert not await store.write(approve)
    assert (await get(store)).stage is Stage.WAITING


async def test_an_end_without_a_run_says_when_and_why(store: Store) -> None:
    await ask(store)
    why = Text("{name} said no").fill(name=HOSTILE)

    def reject(unit: Unit) -> bool:
        of = [Stage.ASKED, Stage.WAITING]
        return unit.executions.move(1, of, Stage.REJECTED, NOON, why=why)

    assert await store.write(reject)
    ended = await get(store)

    assert (ended.stage, ended.why, ended.ended_at) == (Stage.REJECTED, why, NOON)


async def test_a_move_that_is_no_end_sets_no_end(store: Store) -> None:
    await ask(store)

    assert await move(store, Stage.ASKED, Stage.APPROVED)
    assert (await get(store)).ended_at is None


async def test_an_outcome_is_set_once_and_only_of_what_runs(store: Store) -> None:
    await ask(store)

    def end(outcome: Outcome) -> Callable[[Unit], bool]:
        return lambda unit: unit.executions.end(1, outcome, AFTER, NOON)

    assert not await store.write(end(Outcome.SUCCESS))
    await move(store, Stage.ASKED, Stage.APPROVED)
    await store.write(lambda unit: unit.executions.begin(1, BEFORE))
    assert await store.write(end(Outcome.PARTIAL))
    assert not await store.write(end(Outcome.SUCCESS))

    ended = await get(store)
    assert (ended.stage, ended.outcome) == (Stage.DONE, Outcome.PARTIAL)
    assert (ended.before, ended.after, ended.ended_at) == (BEFORE, AFTER, NOON)


async def test_an_end_may_leave_no_state_behind(store: Store) -> None:
    await ask(store)
    await move(store, Stage.ASKED, Stage.APPROVED)
    await store.write(lambda unit: unit.executions.begin(1, BEFORE))
    await store.write(lambda unit: unit.executions.end(1, Outcome.ERROR, None, NOON))

    assert (await get(store)).after is None


async def test_what_waits_past_its_time_is_told_by_its_newest_plan(store: Store) -> None:
    for _ in range(3):
        await ask(store)
    soon, late = timedelta(minutes=1), timedelta(hours=9)
    await store.write(lambda unit: unit.executions.propose(a_proposal(1, 1, late)))
    await store.write(lambda unit: unit.executions.propose(a_proposal(2, 1, soon)))
    await store.write(lambda unit: unit.executions.propose(a_proposal(3, 1, soon)))
    await move(store, Stage.WAITING, Stage.ASKED, 3)
    await store.write(lambda unit: unit.executions.propose(a_proposal(3, 2, late)))

    waiting = await store.read(lambda unit: unit.executions.waiting(NOON))
    at_the_minute = await store.read(lambda unit: unit.executions.waiting(MORNING + soon))

    assert [each.number for each in waiting] == [2]
    assert [each.number for each in at_the_minute] == [2]
    assert await store.read(lambda unit: unit.executions.waiting(MORNING)) == ()


async def test_executions_are_told_by_incident_oldest_first(store: Store) -> None:
    await store.write(lambda unit: unit.incidents.open([an_incident(), an_incident()]))
    for incident in (1, 2, 1):
        await ask(store, an_ask(incident))

    found = await store.read(lambda unit: unit.executions.of_incident(1))

    assert [each.number for each in found] == [1, 3]


@pytest.mark.parametrize(
    ("outcome", "counts"),
    [
        (Outcome.SUCCESS, True),
        (Outcome.PARTIAL, True),
        (Outcome.FAILURE, False),
        (Outcome.ERROR, False),
        (Outcome.DOES_NOT_EXIST, False),
        (Outcome.UNSUPPORTED, False),
    ],
)
async def test_an_undo_that_failed_leaves_the_change_undone_by_nobody(
    store: Store, outcome: Outcome, *, counts: bool
) -> None:
    await ask(store)
    await ask(store, an_ask(undo_of=1))
    await run_to_the_end(store, 2, outcome)

    undo = await store.read(lambda unit: unit.executions.undone_by(1))

    assert (undo is not None) is counts


@pytest.mark.parametrize(
    ("stage", "counts"),
    [
        (Stage.WAITING, True),
        (Stage.APPROVED, True),
        (Stage.NOTHING_TO_DO, True),
        (Stage.PLANNED, False),
        (Stage.REJECTED, False),
        (Stage.EXPIRED, False),
        (Stage.REFUSED, False),
    ],
)
async def test_an_undo_counts_until_it_came_to_nothing(
    store: Store, stage: Stage, *, counts: bool
) -> None:
    await ask(store)
    await ask(store, an_ask(undo_of=1))
    await move(store, Stage.ASKED, stage, 2)

    undo = await store.read(lambda unit: unit.executions.undone_by(1))

    assert (undo is not None) is counts


async def test_the_newest_undo_counts_and_one_that_is_only_planned_does_not(store: Store) -> None:
    await ask(store)
    await ask(store, an_ask(undo_of=1))
    await move(store, Stage.ASKED, Stage.WAITING, 2)
    await ask(store, an_ask(undo_of=1))
    await ask(store, an_ask(undo_of=1, plan_only=True))

    undo = await store.read(lambda unit: unit.executions.undone_by(1))

    assert undo is not None
    assert undo.number == 3
    assert await store.read(lambda unit: unit.executions.undone_by(2)) is None


async def test_who_opened_which_plan_is_kept(store: Store) -> None:
    await ask(store)
    for _ in range(2):
        await store.write(lambda unit: unit.executions.open_plan(1, 1, "bob@example.com", MORNING))

    def opened(unit: Unit) -> list[bool]:
        return [
            unit.executions.has_opened(1, 1, "bob@example.com"),
            unit.executions.has_opened(1, 2, "bob@example.com"),
            unit.executions.has_opened(1, 1, "eve@example.com"),
        ]

    assert await store.read(opened) == [True, False, False]


async def test_nothing_is_kept_about_an_execution_that_is_not_there(store: Store) -> None:
    with pytest.raises(StoreError):
        await store.write(lambda unit: unit.executions.decide(a_decision(7)))
    with pytest.raises(StoreError):
        await ask(store, an_ask(undo_of=7))
    assert not await store.write(lambda unit: unit.executions.propose(a_proposal(7)))


async def test_what_waits_for_approval_is_found_and_what_is_decided_is_not(store: Store) -> None:
    for _ in range(3):
        await ask(store)
    await store.write(lambda unit: unit.executions.propose(a_proposal(1)))
    await store.write(lambda unit: unit.executions.propose(a_proposal(2)))
    await move(store, Stage.WAITING, Stage.APPROVED)

    waiting = await store.read(lambda unit: unit.executions.awaiting())

    assert [each.number for each in waiting] == [2]


async def test_the_newest_that_have_run_are_found_without_the_undos(store: Store) -> None:
    for what in (an_ask(), an_ask(), an_ask(undo_of=1), an_ask()):
        await ask(store, what)
    for number in (1, 2, 3):
        await run_to_the_end(store, number, Outcome.SUCCESS)

    newest = await store.read(lambda unit: unit.executions.newest_done(5))
    only = await store.read(lambda unit: unit.executions.newest_done(1))
    ended = await store.read(lambda unit: unit.executions.ended_since(NOON))
    later = await store.read(lambda unit: unit.executions.ended_since(NOON + timedelta(seconds=1)))

    assert [each.number for each in newest] == [2, 1]
    assert [each.number for each in only] == [2]
    assert [each.number for each in ended] == [1, 2, 3]
    assert later == ()
