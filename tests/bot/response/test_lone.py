"""What runs on one person's word is the plan that was shown, and its yes is written down."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.execution import Stage
from bot.domain.reason import LEAST_GLASS_REASON, MOST_REASON
from bot.domain.record import What
from bot.domain.words import glass as words
from bot.response.lone import no_reason
from bot.response.night import ALONE
from tests.bot.domain.makers import DIGEST
from tests.bot.domain.test_alone import a_night
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


@pytest.mark.parametrize("length", [LEAST_GLASS_REASON, MOST_REASON])
def test_a_reason_of_a_fair_length_is_one(length: int) -> None:
    assert no_reason("x" * length) is None


@pytest.mark.parametrize("length", [0, LEAST_GLASS_REASON - 1, MOST_REASON + 1])
def test_a_shorter_or_longer_one_is_none(length: int) -> None:
    assert no_reason("x" * length) is not None
