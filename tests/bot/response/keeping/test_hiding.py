"""A card that too many may read leaves names out, so its plan counts only once it was opened."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain import readers
from bot.domain.execution import Stage
from bot.domain.readers import BELIEVED_FOR, Readers
from bot.domain.words import deciding as words
from bot.ports.unit import Unit
from tests.bot.domain.makers import BOB
from tests.bot.response.office import Office, an_office


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with an_office(tmp_path) as opened:
        yield opened


async def told(office: Office, who: Readers, ago: timedelta = timedelta(0)) -> None:
    """Keep what Slack told, so long ago, of the channel of the first execution's card."""
    channel = (await office.execution(1)).channel

    def note(unit: Unit) -> None:
        at = office.clock.now() - ago
        checks = (readers.noted(channel, who, None, at), readers.hid(channel, who, at))
        for check in filter(None, checks):
            unit.coverage.note(check)

    await office.store.write(note)


@pytest.mark.parametrize("who", [Readers.ALL, Readers.UNKNOWN])
async def test_where_too_many_read_the_whole_plan_must_have_been_opened(
    office: Office, who: Readers
) -> None:
    plan = await office.waiting(await office.incident())
    await told(office, who)

    early = await office.deciding.approve(BOB, 1, plan.short, "click")
    await office.deciding.open_plan(BOB, 1, plan.number)
    late = await office.deciding.approve(BOB, 1, plan.short, "click")

    assert early.says.text is words.NOT_OPENED
    assert late.done
    assert await office.stage(1) is Stage.APPROVED


async def test_where_few_read_and_slack_told_it_within_a_day_the_card_is_enough(
    office: Office,
) -> None:
    plan = await office.waiting()
    await told(office, Readers.FEW)

    assert (await office.deciding.approve(BOB, 1, plan.short, "click")).done


async def test_what_slack_told_a_day_ago_is_not_believed_any_more(office: Office) -> None:
    plan = await office.waiting()
    await told(office, Readers.FEW, ago=BELIEVED_FOR)

    reply = await office.deciding.approve(BOB, 1, plan.short, "click")

    assert reply.says.text is words.NOT_OPENED


async def test_a_card_that_came_before_slack_told_that_few_read_must_be_opened(
    office: Office,
) -> None:
    plan = await office.waiting(await office.incident())
    await told(office, Readers.UNKNOWN)
    await told(office, Readers.FEW)

    reply = await office.deciding.approve(BOB, 1, plan.short, "click")

    assert reply.says.text is words.NOT_OPENED
