"""What was contained is checked again and again; a slip is told once, with who did it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.execution import Kind, Outcome, Stage
from bot.domain.hold import BLIND_AFTER, USUAL, Grip, Mark
from bot.domain.incident import Contained, Status
from bot.domain.posting import Sheet
from bot.domain.record import What
from bot.domain.run import Work
from bot.ports.incidents import Change
from bot.ports.unit import Unit
from bot.response.holding.holding import MOST, PAUSE
from practice.aws.faults import Failing, Fault
from runbooks.kit.values import Claim, Proof
from tests.bot.domain.makers import BOB, RYO
from tests.bot.response.posts import posted
from tests.bot.response.two_buckets import Blind, CloseTwo, Doors, Pair
from tests.bot.response.works import DiedError, Works


class Half(CloseTwo):
    """Never proves the second of its claims."""

    def verify(self, inputs: Pair, state: Doors) -> tuple[Claim, ...]:
        first, second = super().verify(inputs, state)
        return (first, second.model_copy(update={"proof": Proof.FAILED}))


@pytest.fixture
async def held(works: Works) -> Works:
    """Return a worker with an incident that is contained by an execution that is held."""
    number = await works.approved(incident=await works.incident())
    await works.work()
    assert (await works.execution(number)).outcome is Outcome.SUCCESS
    return works


async def aloud(works: Works) -> list[tuple[str, str]]:
    """Return what was said of holds since the last time: of which record, and under what."""
    records = {str(one.number): str(one.what) for one in await works.records()}
    posts = [post for post in await posted(works) if post.sheet is Sheet.HOLD]
    return [(records[post.subject], post.under) for post in posts]


async def contained(works: Works) -> Contained:
    incident = await works.store.read(lambda unit: unit.incidents.get(1))
    assert incident is not None
    return incident.contained


async def test_what_holds_is_told_as_checked_and_nothing_is_written_down(held: Works) -> None:
    begun, before = await held.hold(), await held.records()
    await posted(held)
    (run,) = await held.check()

    hold = await held.hold()
    assert run.work is Work.HOLD
    assert (hold.state, hold.since) == (Grip.HELD, begun.since)
    assert hold.held_at == hold.checked_at == held.clock.now()
    assert await held.records() == before
    assert {post.sheet for post in await posted(held)} == {Sheet.ALERT, Sheet.PROGRESS}


async def test_nothing_is_read_before_it_is_due_and_once_an_interval(held: Works) -> None:
    calls = held.aws.calls_made
    await held.check(timedelta(minutes=1))
    assert held.aws.calls_made == calls
    await held.check(USUAL)
    calls = held.aws.calls_made
    await held.check(timedelta(minutes=9))
    assert held.aws.calls_made == calls


async def test_a_slip_is_told_once_aloud_with_who_did_it(held: Works) -> None:
    await aloud(held)
    held.set(held.buckets[1], closed=False)
    await held.check()
    await held.check()

    hold = await held.hold()
    (slip,) = await held.records(What.SLIPPED)
    assert (hold.state, hold.slip, hold.is_traced) == (Grip.SLIPPED, slip.number, True)
    assert await contained(held) is Contained.PARTLY
    assert (await held.execution()).outcome is Outcome.SUCCESS
    assert await aloud(held) == [("containment.slipped", "")]
    (said,) = slip.body["claims"]
    assert said["fields"] == {"bucket": held.buckets[1]}
    (first, *_) = slip.body["changes"]
    assert first["event"] == "PutPublicAccessBlock"
    assert f":iam::{held.account}:" in first["actor"]
    assert (first["agent"], first["address"]) != ("", "")
    proofs = [one.body["proof"] for one in await held.records(What.CLAIM)]
    assert proofs == ["PASSED", "PASSED", "FAILED"]
    assert await held.store.read(lambda unit: unit.records.verify().broken_at) is None


async def test_nothing_is_applied_again_by_itself(held: Works) -> None:
    held.set(held.buckets[1], closed=False)
    changes = held.changes()
    await held.check()
    await held.check()

    assert held.changes() == changes
    assert held.closed() == [True, False]


async def test_what_holds_again_is_told_and_what_slips_then_is_a_slip_of_its_own(
    held: Works,
) -> None:
    held.set(held.buckets[0], closed=False)
    await held.check()
    await aloud(held)
    held.set(held.buckets[0], closed=True)
    await held.check()

    hold = await held.hold()
    assert (hold.state, hold.since, hold.slipped_at) == (Grip.HELD, hold.held_at, None)
    assert await contained(held) is Contained.YES
    assert await aloud(held) == [("containment.held_again", "")]

    held.set(held.buckets[0], closed=False)
    await held.check()
    assert await aloud(held) == [("containment.slipped", "")]
    assert len(await held.records(What.SLIPPED)) == 2


async def test_who_did_it_is_looked_for_until_it_is_known_and_then_the_page_is_edited(
    held: Works,
) -> None:
    held.set(held.buckets[1], closed=False)
    silent = Fault(Failing.DENIED, account=held.account, operation="LookupEvents")
    held.aws.faults.place(silent)
    await held.check()
    (slip,) = await held.records(What.SLIPPED)
    assert slip.body["changes"] == []
    assert slip.body["untraced"]
    assert not (await held.hold()).is_traced
    await aloud(held)

    held.aws.faults.clear(held.account)
    await held.check()
    (traced,) = await held.records(What.TRACED)
    assert traced.body["slip"] == slip.number
    assert traced.body["event"] == "PutPublicAccessBlock"
    assert await aloud(held) == [("containment.slipped", "")]
    await held.check()
    assert len(await held.records(What.TRACED)) == 1


async def test_a_check_that_aws_does_not_let_through_is_never_told_as_held(held: Works) -> None:
    begun = await held.hold()
    held.aws.faults.place(Fault(Failing.DENIED, account=held.account, service="s3"))
    await held.check()
    await held.check()

    hold = await held.hold()
    assert hold.state is Grip.UNKNOWN
    assert (hold.held_at, hold.checked_at) == (begun.held_at, begun.checked_at)
    assert hold.why is not None
    assert len(await held.records(What.UNCHECKED)) == 1
    assert await held.records(What.SLIPPED) == []

    held.aws.faults.clear(held.account)
    await held.check()
    assert (await held.hold()).state is Grip.HELD


async def test_what_is_not_known_to_hold_for_half_an_hour_calls_somebody_once(held: Works) -> None:
    begun = await held.hold()
    held.aws.faults.place(Fault(Failing.DENIED, account=held.account, service="s3"))
    await held.check(BLIND_AFTER - timedelta(minutes=1))
    assert await aloud(held) == []

    await held.check()
    await held.check()

    (blind,) = await held.records(What.BLIND)
    assert await aloud(held) == [("containment.blind", "")]
    assert begun.held_at is not None
    assert blind.body["since"] == begun.held_at.isoformat()
    assert "AccessDenied" in str(blind.body["why"])

    held.aws.faults.clear(held.account)
    await held.check()
    assert await aloud(held) == [("containment.held_again", "")]
    held.aws.faults.place(Fault(Failing.DENIED, account=held.account, service="s3"))
    await held.check(BLIND_AFTER)
    assert await aloud(held) == [("containment.blind", "")]
    assert len(await held.records(What.BLIND)) == 2


async def test_a_slip_stays_a_slip_while_nothing_can_be_read(held: Works) -> None:
    held.set(held.buckets[1], closed=False)
    await held.check()
    held.under(catalogue={"close_two": Blind})
    await held.check()

    assert (await held.hold()).state is Grip.SLIPPED
    assert await held.records(What.HELD_AGAIN) == []
    assert await contained(held) is Contained.PARTLY


async def test_what_was_never_proved_can_not_slip(works: Works) -> None:
    works.under(catalogue={"close_two": Half})
    await works.approved(incident=await works.incident())
    await works.work()
    assert await works.outcome() is Outcome.PARTIAL
    await works.check()

    assert (await works.hold()).state is Grip.HELD
    assert await works.records(What.SLIPPED) == []


async def test_after_a_crash_a_slip_is_told_once(held: Works) -> None:
    held.set(held.buckets[1], closed=False)
    held.store.die(What.SLIPPED)
    with pytest.raises(DiedError):
        await held.check()
    await held.crash()
    await held.work()
    await held.check()

    assert len(await held.records(What.SLIPPED)) == 1
    assert [what for what, _ in await aloud(held)] == ["containment.slipped"]


async def test_while_an_undo_runs_nothing_is_read_but_one_that_waits_stops_no_check(
    held: Works,
) -> None:
    undo = await held.ask(kind=Kind.UNDO, undo_of=1, incident=1)
    await held.work()
    held.set(held.buckets[1], closed=False)
    await held.store.write(
        lambda unit: unit.executions.move(undo, (Stage.WAITING,), Stage.RUNNING, held.clock.now())
    )
    await held.check()
    assert (await held.hold()).state is Grip.HELD

    await held.store.write(
        lambda unit: unit.executions.move(undo, (Stage.RUNNING,), Stage.WAITING, held.clock.now())
    )
    await held.check()
    assert (await held.hold()).state is Grip.SLIPPED


async def test_an_undo_ends_the_hold_and_slips_nothing(held: Works) -> None:
    undo = await held.ask(kind=Kind.UNDO, undo_of=1, incident=1)
    await held.work()
    await held.approve(undo, BOB, RYO)
    await held.work()
    assert held.closed() == [False, False]
    await held.check()

    hold = await held.hold()
    assert hold.state is Grip.OVER
    assert hold.why is not None
    assert "A-2" in hold.why.plain()
    assert await held.records(What.SLIPPED) == []
    assert await contained(held) is Contained.UNDONE


async def test_the_end_of_an_incident_ends_its_holds_and_says_so_in_its_thread(
    held: Works,
) -> None:
    await aloud(held)
    closing = Change(status=Status.CLOSED)
    now = held.clock.now()
    await held.store.write(lambda unit: unit.incidents.change(1, closing, now))
    held.set(held.buckets[1], closed=False)
    await held.check()

    assert (await held.hold()).state is Grip.OVER
    (ended,) = await held.records(What.HOLD_ENDED)
    assert ended.body["why"] == "I-1 was closed"
    assert await aloud(held) == [("hold.ended", "I-1")]
    assert await held.records(What.SLIPPED) == []


async def test_when_its_time_is_over_somebody_is_asked_once_and_nothing_is_put_back(
    works: Works,
) -> None:
    await works.approved(incident=await works.incident(), revert_after=4 * 3600)
    await works.work()
    await aloud(works)
    changes = works.changes()
    await works.check(timedelta(hours=3))
    asked_early = await works.records(What.REVERT_ASKED)
    await works.check(timedelta(hours=1))
    await works.check()

    assert asked_early == []
    assert len(await works.records(What.REVERT_ASKED)) == 1
    assert await aloud(works) == [("hold.revert_asked", "")]
    assert works.changes() == changes
    assert (await works.hold()).state is Grip.HELD


async def test_so_many_are_checked_in_one_go_and_the_rest_a_minute_later(held: Works) -> None:
    first = await held.hold()

    def many(unit: Unit) -> None:
        for _ in range(MOST):
            asked = unit.executions.get(1)
            assert asked is not None
            number = unit.executions.ask(
                asked.ask, requester="a", requester_name="A", at=first.since, channel="C0SEC"
            )
            unit.holds.begin(replace(first, execution=number), ["x"])

    await held.store.write(many)
    await held.check()
    assert held.waits == [PAUSE]


async def test_a_newer_run_that_proves_less_ends_no_hold(held: Works) -> None:
    first, second = held.buckets
    held.set(second, closed=False)
    await held.check()
    assert (await held.hold()).state is Grip.SLIPPED

    held.under(catalogue={"close_two": Half})
    await held.ended(incident=1)

    assert await held.outcome(2) is Outcome.PARTIAL
    assert (await held.hold(2)).marks == {first: Mark.FIRM, second: Mark.WEAK}
    assert (await held.hold(1)).state is Grip.SLIPPED
    assert await held.records(What.HOLD_ENDED) == []
