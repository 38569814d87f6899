"""Whoever approves meets ceiling and leases alike, by two or by breaking the glass."""

from __future__ import annotations

from pathlib import Path

from bot.domain.execution import Stage
from bot.domain.policy import Limits
from bot.response.deciding.glass import GlassDesk
from tests.bot.domain.makers import BOB, RYO, a_policy
from tests.bot.response.office import an_office

TIGHT = a_policy(limits=Limits(targets_per_hour=1))


async def test_to_break_the_glass_lifts_no_ceiling(tmp_path: Path) -> None:
    async with an_office(tmp_path, TIGHT) as office:
        first = await office.waiting(target="arn:aws:s3:::a")
        await office.deciding.approve(BOB, first.execution, first.short, "click")
        second = await office.waiting(target="arn:aws:s3:::b")
        glass = GlassDesk(office.store, office.asking.bell, office.clock, policy=TIGHT)

        told = await glass.break_glass(RYO, second.execution, "nobody answers, and it goes on")

        assert told.says.plain().startswith("In prod-payments 1 target was changed")
        assert await office.stage(second.execution) is Stage.WAITING
        assert await office.store.read(lambda unit: unit.reviews.still_open()) in ((), [])
