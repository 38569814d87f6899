"""A hold begins with what has contained something, and ends with what makes it pointless."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.execution import Kind, Outcome
from bot.domain.hold import USUAL, Grip, Mark
from bot.domain.record import What
from tests.bot.domain.makers import BOB, RYO
from tests.bot.response.works import Works


async def test_what_was_contained_is_held_from_its_proof_on(works: Works) -> None:
    await works.ended(incident=await works.incident(), revert_after=3600)

    hold, now = await works.hold(), works.clock.now()
    first, second = works.buckets
    assert (hold.state, hold.incident, hold.account) == (Grip.HELD, 1, works.account)
    assert hold.target == f"arn:aws:s3:::{first}"
    assert hold.marks == {first: Mark.FIRM, second: Mark.FIRM}
    assert hold.since == hold.held_at == hold.checked_at == now
    assert now + USUAL / 2 <= hold.next_check_at <= now + USUAL
    assert hold.revert_at == now + timedelta(hours=1)
    names = await works.store.read(lambda unit: unit.holds.names(1))
    assert names == (first, second)


async def test_what_nobody_could_read_back_is_not_told_as_held(works: Works) -> None:
    await works.ended("inconclusive")
    assert await works.outcome() is Outcome.PARTIAL
    hold = await works.hold()
    assert (hold.state, hold.held_at) == (Grip.UNKNOWN, None)
    assert hold.why is not None


@pytest.mark.parametrize(
    ("runbook", "changes"),
    [
        pytest.param("never_proved", {}, id="failed"),
        pytest.param("picky", {}, id="changed nothing"),
        pytest.param("close_two", {"contains": False}, id="contains nothing"),
        pytest.param("close_two", {"plan_only": True}, id="a look"),
    ],
)
async def test_nothing_is_held_of(works: Works, runbook: str, changes: dict[str, bool]) -> None:
    number = await works.ask(runbook, **changes)
    await works.work()
    if not changes.get("plan_only"):
        await works.approve(number)
    await works.work()

    assert (await works.execution()).stage.is_end
    assert await works.store.read(lambda unit: unit.holds.get(1)) is None


def tag_for_drills(works: Works) -> None:
    """Set the tag, as anybody may who may tag."""
    s3 = works.aws.client("s3", works.account)
    tags = {"TagSet": [{"Key": "secbot:drill", "Value": "true"}]}
    s3.put_bucket_tagging(Bucket=works.buckets[0], Tagging=tags)


async def test_what_a_drill_has_changed_is_not_held(works: Works) -> None:
    tag_for_drills(works)
    await works.ended("tagged", drill=True)

    assert await works.outcome() is Outcome.SUCCESS
    assert await works.store.read(lambda unit: unit.holds.get(1)) is None


async def test_the_tag_of_drills_keeps_no_containment_from_being_held(works: Works) -> None:
    tag_for_drills(works)
    await works.ended("tagged")

    assert await works.outcome() is Outcome.SUCCESS
    assert (await works.hold()).state is Grip.HELD


async def test_the_same_once_more_takes_the_place_of_the_hold_and_holds_again(
    works: Works,
) -> None:
    await works.ended(incident=await works.incident())
    works.set(works.buckets[0], closed=False)
    await works.check()
    assert (await works.hold()).state is Grip.SLIPPED
    await works.ended(incident=1)

    old, new = await works.hold(1), await works.hold(2)
    assert (old.state, new.state) == (Grip.OVER, Grip.HELD)
    assert old.slipped_at is None
    assert old.why is not None
    assert "A-2" in old.why.plain()
    assert len(await works.records(What.HELD_AGAIN)) == 1
    incident = await works.store.read(lambda unit: unit.incidents.get(1))
    assert incident is not None
    assert incident.contained == "yes"


async def test_the_same_on_another_target_takes_nobody_s_place(works: Works) -> None:
    await works.ended()
    first, second = works.buckets
    works.set(first, closed=False)
    await works.ended(inputs={"first": first, "second": first})
    assert [(await works.hold(number)).state for number in (1, 2)] == [Grip.HELD] * 2
    assert second in (await works.hold(1)).marks


async def test_an_undo_that_failed_ends_no_hold(works: Works) -> None:
    await works.ended(incident=await works.incident())
    undo = await works.ask("close_two", kind=Kind.UNDO, undo_of=1, incident=1)
    await works.work()
    await works.approve(undo, BOB, RYO)
    await works.store.write(
        lambda unit: unit.brakes.stop(works.account, "ann@x", "Ann", works.clock.now())
    )
    await works.work()

    assert (await works.execution(undo)).stage.is_end
    assert (await works.hold()).state is Grip.HELD
