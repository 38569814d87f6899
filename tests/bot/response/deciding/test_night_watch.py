"""What nobody confirms in time, or somebody denies, is asked back once; pages go beyond Slack."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.domain.execution import Kind, Stage
from bot.domain.people import Person
from bot.domain.record import What
from bot.domain.restriction import Named, Restriction
from bot.domain.run import Run, Work
from bot.domain.words import deciding
from bot.durable.bell import LocalBell
from bot.jobs import jobs
from bot.ports.pager import Pager, PagerError
from bot.response.deciding.deciding import DecisionDesk
from bot.response.deciding.night import NightDesk
from bot.response.deciding.night_watch import NightWatch
from bot.response.deciding.reviewing import ReviewDesk
from bot.response.people.replies import Reply
from tests.bot.domain.makers import ANN, BOB, RYO
from tests.bot.domain.test_alone import NIGHT
from tests.bot.response.nights import FOUND, WHY
from tests.bot.response.office import CHANNEL
from tests.bot.response.works import DiedError, Works

HOUR = timedelta(hours=1)


@dataclass
class Taken:
    """A pager that keeps what it was given, or takes nothing."""

    texts: list[str] = field(default_factory=list)
    is_down: bool = False

    async def page(self, subject: str, text: str) -> None:
        if self.is_down:
            message = "SNS would not page"
            raise PagerError(message)
        self.texts.append(text)


@pytest.fixture
async def alone(works: Works) -> Works:
    """Let Ann have contained alone, at three in the morning: A-1."""
    works.under(policy=replace(works.policy, night=NIGHT))
    await works.ask(incident=await works.incident())
    await works.work()
    reply = await contained(works)
    assert reply.done, reply.says.plain()
    return works


async def contained(works: Works) -> Reply:
    plan = await works.store.read(lambda unit: unit.executions.proposal(1, 1))
    assert plan is not None
    desk = NightDesk(works.store, LocalBell(), works.clock, policy=works.policy)
    return await desk.alone(ANN, 1, plan.short, WHY)


async def found(works: Works, person: Person = BOB, *, denies: bool = False) -> None:
    desk = ReviewDesk(works.store, LocalBell(), works.clock, policy=works.policy)
    reply = await desk.review(person, 1, FOUND, denies=denies)
    assert reply.done, reply.says.plain()


async def watched(works: Works, pager: Pager | None = None) -> None:
    """Let the job of a minute start what is due, and do that."""
    now = works.clock.now()
    (job,) = [one for one in jobs(works.policy, CHANNEL, works.clock) if one.name == "night"]
    await works.store.write(lambda unit: job.work(unit, now))
    due = await works.store.read(lambda unit: unit.reviews.unsettled(now))
    for number in due or (1,):
        await NightWatch(works.bench, pager).run(Run(1, Work.NIGHT, number, 1, 1))


async def undo(works: Works) -> int:
    """Return how many undos were asked for."""
    asked = await works.records(What.ASKED)
    return sum(one.body["kind"] == Kind.UNDO for one in asked)


async def test_what_was_contained_alone_and_confirmed_stays(alone: Works) -> None:
    await alone.work()
    assert alone.closed() == [True, True]
    await found(alone)

    alone.clock.advance(2 * HOUR)
    await watched(alone)

    assert await undo(alone) == 0
    assert await alone.records(What.UNCONFIRMED) == []


async def test_what_nobody_confirms_in_time_is_told_once_and_its_undo_is_asked_for_once(
    alone: Works,
) -> None:
    await alone.work()
    alone.clock.advance(HOUR - timedelta(seconds=1))
    await watched(alone)
    assert await undo(alone) == 0

    alone.clock.advance(timedelta(seconds=1))
    for _ in range(3):
        await watched(alone)

    assert await undo(alone) == 1
    (told,) = await alone.records(What.UNCONFIRMED)
    assert told.body["minutes"] == 60
    back = await alone.execution(2)
    assert (back.ask.undo_of, back.requester, back.requester_name) == (1, "", "secbot")


async def test_that_undo_takes_two_who_are_not_the_one_who_contained_alone(alone: Works) -> None:
    """By itself it never runs; Ann has no say in it, though she be an approver by now."""
    await alone.work()
    alone.clock.advance(HOUR)
    await watched(alone)
    await alone.work()
    assert (await alone.execution(2)).stage is Stage.WAITING

    ann = replace(ANN, groups=frozenset({"S0APPROVE"}))
    desk = DecisionDesk(alone.store, LocalBell(), alone.clock, policy=alone.policy)
    plan = await alone.store.read(lambda unit: unit.executions.proposal(2, 1))
    assert plan is not None
    approved = await desk.approve(ann, 2, plan.short, "click")
    rejected = await desk.reject(ann, 2, "it was right", "click")
    assert approved.says.text is rejected.says.text is deciding.IMPLICATED

    await alone.approve(2, BOB)
    assert (await alone.execution(2)).stage is Stage.WAITING
    await alone.approve(2, RYO)
    await alone.work()
    assert alone.closed() == [False, False]


async def test_what_is_denied_is_asked_back_at_once(alone: Works) -> None:
    await alone.work()
    await found(alone, denies=True)

    for _ in range(2):
        await watched(alone)

    assert await undo(alone) == 1
    assert (await alone.execution(2)).ask.reason.startswith("Bob says that it should not")


async def test_what_is_denied_before_it_began_changes_nothing(alone: Works) -> None:
    await found(alone, denies=True)
    await alone.store.write(lambda unit: unit.runs.start(Work.EXECUTE, 1))
    await NightWatch(alone.bench).run(Run(1, Work.NIGHT, 1, 1, 1))

    assert (await alone.execution()).stage is Stage.REFUSED
    assert alone.closed() == [False, False]
    assert await undo(alone) == 0


async def test_where_somebody_asked_for_the_undo_already_it_is_not_asked_for_again(
    alone: Works,
) -> None:
    await alone.work()
    await alone.ask(kind=Kind.UNDO, undo_of=1)
    assert await undo(alone) == 0

    await found(alone, denies=True)
    await watched(alone)

    assert await alone.store.read(lambda unit: unit.executions.get(3)) is None


async def test_what_others_approved_in_its_place_is_not_asked_back(alone: Works) -> None:
    """AWS had moved on, so the plan that was let run alone never ran."""
    alone.set(alone.buckets[0], closed=True)
    for _ in range(2):
        await alone.work()
    assert (await alone.execution()).plan_number == 2
    await alone.approve(1, BOB)
    await alone.work()
    assert alone.closed() == [True, True]

    alone.clock.advance(HOUR)
    for _ in range(2):
        await watched(alone)

    assert await undo(alone) == 0
    assert await alone.records(What.UNCONFIRMED) == []
    assert await alone.store.read(lambda unit: unit.reviews.unsettled(alone.clock.now())) == ()


async def test_what_is_denied_while_it_runs_is_asked_back_once_it_has_ended(alone: Works) -> None:
    alone.store.die(What.RESULT)
    with pytest.raises(DiedError):
        await alone.work()
    await found(alone, denies=True)
    await watched(alone)
    assert (await alone.execution()).stage is Stage.RUNNING
    assert await undo(alone) == 0

    await alone.crash()
    await alone.work()
    await watched(alone)
    assert (await alone.execution()).stage is Stage.DONE
    assert await undo(alone) == 1


async def test_a_process_that_died_before_the_hour_was_over_leaves_it_to_the_next(
    alone: Works,
) -> None:
    """The hour stands in the database: whoever looks first after it tells and asks."""
    await alone.work()
    alone.clock.advance(3 * HOUR)

    other = NightWatch(replace(alone.bench, bell=LocalBell()))
    for watch in (other, NightWatch(alone.bench)):
        await watch.run(Run(1, Work.NIGHT, 1, 1, 1))

    assert await undo(alone) == 1
    assert len(await alone.records(What.UNCONFIRMED)) == 1


async def test_it_is_paged_as_it_begins_and_where_nobody_came_and_never_twice(
    alone: Works,
) -> None:
    pager = Taken()
    for _ in range(2):
        await watched(alone, pager)
    assert len(pager.texts) == 1
    assert pager.texts[0].startswith("Ann contains alone: A-1, close_two")

    alone.clock.advance(HOUR)
    for _ in range(2):
        await watched(alone, pager)
    assert len(pager.texts) == 2
    assert pager.texts[1].startswith("Nobody has confirmed A-1")


async def test_a_page_that_was_not_taken_is_tried_again(alone: Works) -> None:
    pager = Taken(is_down=True)
    with pytest.raises(PagerError):
        await watched(alone, pager)

    pager.is_down = False
    await watched(alone, pager)
    assert len(pager.texts) == 1


async def test_of_an_incident_that_was_restricted_since_no_page_tells_more_than_an_id(
    alone: Works,
) -> None:
    await restrict(alone)
    await alone.work()
    alone.clock.advance(HOUR)
    pager = Taken()
    await watched(alone, pager)

    assert len(pager.texts) == 2
    for text in pager.texts:
        assert text.startswith("A-1, about a restricted incident, ran on one person's word")
    (told,) = await alone.records(What.UNCONFIRMED)
    assert told.body["who"] == ["U0ANN", "U0BOB"]


async def restrict(works: Works) -> None:
    """Keep the incident for Ann and Bob."""
    named = tuple(Named(each.slack_id, each.identity, each.name) for each in (ANN, BOB))
    now = works.clock.now()
    kept = Restriction(1, named, CHANNEL, BOB.identity, BOB.name, now, "it may be one of us")
    await works.store.write(lambda unit: unit.restrictions.keep(kept))
