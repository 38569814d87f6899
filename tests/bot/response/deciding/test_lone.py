"""What runs on one person's word is the plan that was shown, and its yes is written down."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.execution import Stage
from bot.domain.reason import LEAST_GLASS_REASON, MOST_REASON
from bot.domain.record import What
from bot.domain.words import batch as batch_words
from bot.domain.words import glass as words
from bot.durable.bell import LocalBell
from bot.response.deciding.glass import GlassDesk
from bot.response.deciding.lone import no_reason
from bot.response.deciding.night import ALONE
from runbooks.kit.values import RiskClass
from tests.bot.domain.makers import BOB, DIGEST
from tests.bot.domain.test_alone import a_night
from tests.bot.response.batch_office import Several
from tests.bot.response.nights import WHY, contained
from tests.bot.response.office import Office, an_office


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with an_office(tmp_path, a_night()) as opened:
        yield opened


async def test_a_plan_that_is_not_stored_as_it_was_shown_does_not_run(office: Office) -> None:
    await office.waiting(await office.incident(), digest=DIGEST)

    assert (await contained(office)).says.text is words.TAMPERED
    assert await office.stage(1) is Stage.WAITING


async def test_the_yes_and_its_reason_stand_in_the_audit_trail(office: Office) -> None:
    plan = await office.waiting(await office.incident())
    await contained(office)

    (decided,) = await office.records(What.DECIDED)
    assert (decided.body["via"], decided.body["reason"]) == (ALONE, WHY)
    assert decided.body["digest"] == plan.digest


async def test_a_member_that_waits_with_its_batch_runs_on_nobodys_word_alone(
    office: Office,
) -> None:
    several = Several(office)
    await several.sealed(RiskClass.C, RiskClass.C)
    glass = GlassDesk(office.store, LocalBell(), office.clock, policy=office.policy)

    broken = await glass.break_glass(BOB, 1, WHY)
    alone = await contained(office, number=2)
    assert broken.says.text is alone.says.text is batch_words.NOT_ON_ONE_WORD
    assert await several.stages() == [Stage.WAITING] * 2


@pytest.mark.parametrize("length", [LEAST_GLASS_REASON, MOST_REASON])
def test_a_reason_of_a_fair_length_is_one(length: int) -> None:
    assert no_reason("x" * length) is None


@pytest.mark.parametrize("length", [0, LEAST_GLASS_REASON - 1, MOST_REASON + 1])
def test_a_shorter_or_longer_one_is_none(length: int) -> None:
    assert no_reason("x" * length) is not None
