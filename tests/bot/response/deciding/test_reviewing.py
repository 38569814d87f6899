"""Another person says what they found of a containment alone: it is confirmed, or it is denied."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.execution import Stage
from bot.domain.people import Person
from bot.domain.record import What
from bot.domain.run import Work
from bot.domain.words import deciding, glass, night
from bot.durable.bell import LocalBell
from bot.response.deciding.glass import GlassDesk
from bot.response.people import voting
from runbooks.kit.text import Text
from tests.bot.domain.makers import ANN, BOB, EVE, RYO
from tests.bot.response.nights import WHY, an_office_at_night, contained, found
from tests.bot.response.office import Office

LEASE = timedelta(minutes=5)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with an_office_at_night(tmp_path) as opened:
        await contained(opened)
        yield opened


async def test_an_approver_confirms_it_and_that_is_told(office: Office) -> None:
    before = await office.wanted()

    assert (await found(office, BOB)).says.text is night.CONFIRMED_REPLY

    (told,) = await office.records(What.CONFIRMED)
    assert told.actor_name == "Bob"
    assert await office.wanted() > before
    assert (await found(office, RYO)).says.text is glass.NO_REVIEW


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (ANN, glass.OWN_REVIEW),
        (replace(BOB, slack_id="U0ANN2", email=ANN.email), glass.OWN_REVIEW),
        (replace(BOB, email=""), glass.OWN_REVIEW),
        (EVE, deciding.GUEST),
        (replace(BOB, groups=frozenset({"S0RESPOND"})), glass.REVIEW_NEEDS_APPROVER),
        (replace(BOB, groups=None), deciding.NO_ANSWER),
    ],
)
async def test_nobody_confirms_who_might_not_have_approved_it(
    office: Office, person: Person, why: Text
) -> None:
    for denies in (False, True):
        reply = await found(office, person, denies=denies)
        assert not reply.done
        assert reply.says.text in {why, deciding.NOT_OURS} if not person.email else why
    assert len(await office.records(What.CLICK_REFUSED)) == 2
    assert await office.records(What.CONFIRMED, What.DENIED) == []


async def test_a_newcomer_confirms_nothing(office: Office) -> None:
    await office.store.write(
        lambda unit: unit.memberships.read("S0APPROVE", ["U0BOB"], office.clock.now())
    )

    assert (await found(office, RYO)).says.text is deciding.TOO_NEW


@pytest.mark.parametrize(("says", "why"), [("ok", glass.REASON), ("x" * 2_001, glass.LONG_REASON)])
async def test_what_says_nothing_confirms_nothing(office: Office, says: str, why: Text) -> None:
    assert (await found(office, BOB, says)).says.text is why


async def test_what_is_denied_before_it_has_begun_never_begins(office: Office) -> None:
    assert (await found(office, BOB, denies=True)).says.text is night.DENIED_REPLY

    execution = await office.execution(1)
    assert execution.stage is Stage.REFUSED
    assert execution.why is not None
    assert execution.why.text == night.DENIED_BY
    plan = await office.store.read(lambda unit: unit.executions.proposal(1, 1))
    assert plan is not None
    (vote,) = await office.store.read(lambda unit: voting.votes(unit, plan))
    assert not vote.is_alone
    due = await office.store.write(lambda unit: unit.runs.due("w", 9, LEASE))
    assert Work.NIGHT in {run.work for run in due}


async def test_a_broken_glass_is_reviewed_and_not_denied(office: Office) -> None:
    await office.waiting()
    desk = GlassDesk(office.store, LocalBell(), office.clock, policy=office.policy)
    assert (await desk.break_glass(BOB, 2, WHY)).done

    denied = await found(office, RYO, number=2, denies=True)
    assert denied.says.text is night.NOT_DENIED
    assert (await found(office, RYO, number=2)).says.text is glass.REVIEWED
