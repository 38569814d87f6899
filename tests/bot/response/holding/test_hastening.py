"""A change that CloudTrail tells of is looked at at once, unless it is secbot's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.change import Change
from bot.domain.execution import Stage
from bot.domain.guarding import SKEW
from bot.domain.hold import USUAL, Grip, Hold, Mark
from bot.domain.run import Work
from bot.ports.unit import Unit
from bot.response.holding.hastening import look_now
from tests.bot.domain.makers import ACCOUNT, NOW, TARGET
from tests.bot.response.office import Office

OTHER = "444455556666"
LEASE = timedelta(minutes=1)


async def begin(office: Office) -> int:
    """Begin a hold of an execution of an open bucket's incident, and return its number."""
    number = await office.asked(await office.incident(), runbook="block_public_s3")
    hold = Hold(
        execution=number,
        incident=1,
        account=ACCOUNT,
        region="eu-west-1",
        runbook="block_public_s3",
        target=TARGET,
        state=Grip.HELD,
        since=NOW,
        next_check_at=NOW + USUAL,
        marks={"settings": Mark.FIRM},
    )

    def work(unit: Unit) -> None:
        unit.holds.begin(hold, ["pay-exports", "i-0abc"])

    await office.store.write(work)
    return number


def a_change(*names: str, **more: Any) -> Change:
    return replace(Change(ACCOUNT, frozenset(names), at=NOW), **more)


async def looked_at(office: Office, *changes: Change) -> int:
    """Hear of changes; return how many holds are due, as the run that checks them sees it."""
    count = await office.store.write(
        lambda unit: look_now(unit, changes, office.clock.now(), policy=office.policy)
    )
    runs = await office.store.write(lambda unit: unit.runs.due("me", 9, LEASE))
    assert [run.work for run in runs if run.work is Work.HOLD] == [Work.HOLD] * bool(count)
    due = await office.store.write(lambda unit: unit.holds.claim(NOW, 9))
    assert len(due) == count
    return count


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ([a_change("pay-exports")], 1),
        ([a_change("other", "i-0abc"), a_change("pay-exports")], 1),
        ([a_change("pay-exports", account=OTHER)], 0),
        ([a_change("pay-export")], 0),
        ([a_change()], 0),
        ([], 0),
    ],
)
async def test_a_change_of_what_was_touched_in_its_account_is_looked_at_at_once(
    office: Office, changes: list[Change], count: int
) -> None:
    await begin(office)
    assert await looked_at(office, *changes) == count


@pytest.mark.parametrize(
    ("role", "session", "count"),
    [
        ("secbot-contain", "secbot-A-1", 0),
        ("secbot-release", "secbot-A-1", 0),
        ("secbot-contain", "secbot-A-9", 1),
        ("secbot-contain", "terraform", 1),
        ("admin", "secbot-A-1", 1),
    ],
)
async def test_what_an_execution_of_ours_changes_is_left_out_and_its_name_alone_excuses_nobody(
    office: Office, role: str, session: str, count: int
) -> None:
    assert await begin(office) == 1
    assert await looked_at(office, a_change("pay-exports", role=role, session=session)) == count


async def test_an_execution_that_is_over_excuses_nothing_that_came_later(office: Office) -> None:
    number = await begin(office)
    planned, over = (Stage.ASKED,), Stage.NOTHING_TO_DO
    assert await office.store.write(lambda unit: unit.executions.move(number, planned, over, NOW))
    ours = {"role": "secbot-contain", "session": "secbot-A-1"}
    assert await looked_at(office, a_change("pay-exports", **ours, at=NOW + SKEW)) == 0
    late = NOW + SKEW + timedelta(seconds=1)
    assert await looked_at(office, a_change("pay-exports", **ours, at=late)) == 1
