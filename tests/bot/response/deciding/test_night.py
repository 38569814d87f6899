"""Whoever asked contains alone at night, by the digest, told aloud; nothing else runs that way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.execution import Kind, Stage
from bot.domain.people import Person
from bot.domain.record import What
from bot.domain.review import Review, ReviewKind
from bot.domain.run import Work
from bot.domain.words import deciding, night
from bot.domain.words import glass as words
from bot.durable.bell import LocalBell
from bot.ports.unit import Unit
from bot.response.deciding.glass import GlassDesk
from bot.response.people import voting
from runbooks.kit.text import Text
from tests.bot.domain.makers import ANN, BOB, NOW, RYO, a_policy
from tests.bot.response.nights import WHY, an_office_at_night, contained, found
from tests.bot.response.office import Office, a_finding, an_office, desks

LEASE = timedelta(minutes=5)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with an_office_at_night(tmp_path) as opened:
        yield opened


async def refused(
    office: Office, person: Person = ANN, number: int = 1, digest: str = "", reason: str = WHY
) -> Text:
    reply = await contained(office, person, number, digest, reason)
    assert not reply.done
    return reply.says.text


async def test_it_runs_at_once_everybody_hears_of_it_and_it_waits_to_be_confirmed(
    office: Office,
) -> None:
    before = await office.wanted()

    assert (await contained(office)).says.text is night.RUNS

    assert await office.stage(1) is Stage.APPROVED
    (told,) = await office.records(What.ALONE)
    assert (told.actor_name, told.body["reason"]) == ("Ann", WHY)
    assert told.body["who"] == ["S0APPROVE"]
    assert await office.wanted() > before
    (review,) = await office.store.read(lambda unit: unit.reviews.still_open())
    assert (review.kind, review.due_at) == (ReviewKind.NIGHT, NOW + timedelta(hours=1))
    due = await office.store.write(lambda unit: unit.runs.due("w", 9, LEASE))
    assert {run.work for run in due} == {Work.EXECUTE, Work.NIGHT}


async def test_the_vote_is_that_of_a_night_where_table_and_audit_trail_say_so(
    office: Office,
) -> None:
    await contained(office)

    plan = await office.store.read(lambda unit: unit.executions.proposal(1, 1))
    assert plan is not None
    (vote,) = await office.store.read(lambda unit: voting.votes(unit, plan))
    assert vote.is_alone


async def test_a_review_that_was_written_past_the_desk_lets_nothing_run(tmp_path: Path) -> None:
    async with an_office(tmp_path, a_policy()) as office:
        plan = await office.waiting(await office.incident())

        def forge(unit: Unit) -> None:
            unit.executions.decide(voting.decision(plan, ANN, "alone at night", NOW))
            unit.reviews.open(
                Review(1, 1, ANN.identity, "Ann", NOW, WHY, kind=ReviewKind.NIGHT, due_at=NOW)
            )

        await office.store.write(forge)
        (vote,) = await office.store.read(lambda unit: voting.votes(unit, plan))
        assert not vote.is_alone


@pytest.mark.parametrize(
    ("digest", "reason", "why"),
    [
        ("1", WHY, deciding.OTHER_PLAN),
        ("zzzzzz", WHY, deciding.OTHER_PLAN),
        ("", "", words.REASON),
        ("", "now", words.REASON),
        ("", "x" * 2_001, words.LONG_REASON),
    ],
)
async def test_without_the_digest_or_a_reason_nothing_runs(
    office: Office, digest: str, reason: str, why: Text
) -> None:
    assert await refused(office, digest=digest, reason=reason) is why
    assert await office.stage(1) is Stage.WAITING
    assert await office.store.read(lambda unit: unit.reviews.still_open()) == ()
    assert len(await office.records(What.CLICK_REFUSED)) == 1


async def test_nobody_runs_another_s_plan_alone(office: Office) -> None:
    assert await refused(office, BOB) is deciding.ALONE_NOT_YOURS


async def test_by_day_nothing_runs_alone_and_at_night_the_same_plan_does(office: Office) -> None:
    until = NOW + timedelta(days=2)
    plan = await office.waiting(1, expires_at=until)

    office.clock.set(datetime.fromisoformat("2026-11-22T07:00:00+00:00"))
    assert await refused(office, number=plan.execution) is deciding.ALONE_BY_DAY
    office.clock.set(datetime.fromisoformat("2026-11-22T22:00:00+00:00"))
    assert (await contained(office, number=plan.execution)).done


async def test_an_undo_and_what_no_source_confirmed_run_never_on_one_word(office: Office) -> None:
    undo = await office.asked(1, kind=Kind.UNDO)
    await office.proposed(undo)
    claimed = await office.incident(a_finding(key="guardduty:x:f2", confirmed_at=None))
    unconfirmed = await office.waiting(claimed)
    bare = await office.waiting()

    assert await refused(office, number=undo) is deciding.ALONE_OPENS
    for plan in (unconfirmed, bare):
        assert await refused(office, number=plan.execution) is deciding.ALONE_UNCONFIRMED


async def test_one_at_a_time_until_somebody_else_has_confirmed_it(office: Office) -> None:
    second = await office.waiting(1)
    await contained(office)

    assert await refused(office, number=2) is deciding.ALONE_ONE_AT_A_TIME
    assert (await found(office, BOB)).says.text is night.CONFIRMED_REPLY
    assert (await contained(office, number=second.execution)).done


async def test_of_two_at_once_one_runs(office: Office) -> None:
    await office.waiting(1)

    replies = await asyncio.gather(contained(office, number=1), contained(office, number=2))

    assert sorted(reply.done for reply in replies) == [False, True]


async def test_a_broken_glass_that_nobody_reviewed_keeps_one_from_containing_alone(
    office: Office,
) -> None:
    await office.waiting(1)
    glass = GlassDesk(office.store, LocalBell(), office.clock, policy=office.policy)
    assert (await glass.break_glass(BOB, 2, WHY)).done

    assert await refused(office) is deciding.ALONE_ONE_AT_A_TIME


async def test_a_night_that_nobody_confirmed_keeps_no_admin_from_breaking_the_glass(
    office: Office,
) -> None:
    await office.waiting(1)
    await contained(office)
    glass = GlassDesk(office.store, LocalBell(), office.clock, policy=office.policy)

    assert (await glass.break_glass(BOB, 2, WHY)).done


async def test_no_glass_is_broken_for_what_was_let_run_alone_before(office: Office) -> None:
    await contained(office)
    await again(office, 2)
    glass = GlassDesk(office.store, LocalBell(), office.clock, policy=office.policy)

    assert (await glass.break_glass(BOB, 1, WHY)).says.text is night.NOT_AGAIN
    assert await office.stage(1) is Stage.WAITING


async def test_a_plan_that_was_made_anew_may_run_alone_and_one_that_was_looked_at_not(
    office: Office,
) -> None:
    await contained(office)
    await again(office, 2)
    assert (await contained(office)).done

    await again(office, 3)
    assert (await found(office, RYO)).done
    assert await refused(office) is night.NOT_AGAIN


async def again(office: Office, plan: int) -> None:
    """Let the plan be made anew, as after a drift."""
    now = office.clock.now()
    await office.store.write(
        lambda unit: unit.executions.move(1, (Stage.APPROVED,), Stage.ASKED, now)
    )
    await office.proposed(1, number=plan)


async def test_a_newcomer_of_the_responders_contains_nothing_alone(office: Office) -> None:
    known = frozenset({"U0CY"})
    await office.store.write(lambda unit: unit.memberships.read("S0RESPOND", known, NOW))

    assert await refused(office) is deciding.ALONE_TOO_NEW
    (joined,) = await office.records(What.GROUP_JOINED)
    assert joined.body["is_responders"] is True


async def test_a_pulled_brake_holds_it_too(office: Office) -> None:
    await office.braking.stop(BOB, "")

    assert not (await contained(office)).done
    assert await office.stage(1) is Stage.WAITING


async def test_where_the_file_does_not_say_so_nobody_contains_alone(office: Office) -> None:
    strict = desks(office.store, office.clock, a_policy())

    assert await refused(strict) is deciding.ALONE_OFF


async def test_what_has_run_is_told_as_it_stands(office: Office) -> None:
    await contained(office)

    assert not (await contained(office)).done
    assert len(await office.records(What.ALONE)) == 1
