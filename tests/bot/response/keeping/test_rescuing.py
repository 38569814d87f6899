"""Nothing that was asked for is left hanging when its run has died."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.execution import Outcome, Stage
from bot.domain.incident import Contained
from bot.domain.record import What
from bot.domain.run import RunState, Work
from bot.ports.unit import Unit
from bot.response.keeping.rescuing import rescue
from bot.response.limits.breaker import Breaker
from tests.bot.domain.makers import BOB, NOW, a_policy
from tests.bot.response.office import CHANNEL, Office, called

LEASE = timedelta(minutes=1)


async def work(office: Office, kind: Work) -> int:
    return await office.store.write(lambda unit: unit.runs.start(kind, 1))


async def kill(office: Office, run: int) -> None:
    """Let a run fail until it is dead."""

    def fail(unit: Unit) -> None:
        for claimed in unit.runs.due("me", 9, LEASE):
            unit.runs.fail(claimed, timedelta(), "it broke")

    for _ in range(5):
        await office.store.write(fail)
    assert await office.store.read(lambda unit: unit.runs.status(run)) is RunState.DEAD


async def rescued(office: Office) -> int:
    return await office.store.write(lambda unit: rescue(unit, NOW, Breaker(a_policy(), CHANNEL)))


async def test_what_could_never_be_planned_is_refused_in_words(office: Office) -> None:
    await office.asked()
    await kill(office, await work(office, Work.PLAN))

    assert await rescued(office) == 1

    execution = await office.execution(1)
    assert execution.stage is Stage.REFUSED
    assert execution.why is not None
    assert execution.why.plain() == (
        "I broke down while I planned it, again and again; nothing was changed"
    )
    assert len(await office.records(What.REFUSED)) == 1
    assert await rescued(office) == 0


async def test_what_was_approved_and_never_begun_is_refused(office: Office) -> None:
    plan = await office.waiting()
    await office.deciding.approve(BOB, 1, plan.short, "click")
    await kill(office, 1)

    assert await rescued(office) == 1
    assert await office.stage(1) is Stage.REFUSED


def begin(unit: Unit) -> None:
    unit.executions.move(1, [Stage.WAITING], Stage.APPROVED, NOW)
    unit.executions.begin(1, {})


@pytest.mark.parametrize(
    ("code", "outcome", "contained"),
    [
        (None, Outcome.ERROR, Contained.NO),
        ("AccessDenied", Outcome.ERROR, Contained.NO),
        ("", Outcome.PARTIAL, Contained.PARTLY),
    ],
)
async def test_what_ran_ends_with_what_its_journal_says(
    office: Office, code: str | None, outcome: Outcome, contained: Contained
) -> None:
    incident = await office.incident()
    await office.waiting(incident)
    await office.store.write(begin)
    if code is not None:
        await office.store.write(lambda unit: called(unit, 1, code))
    await kill(office, await work(office, Work.EXECUTE))

    assert await rescued(office) == 1

    assert (await office.execution(1)).outcome is outcome
    (record,) = await office.records(What.ENDED)
    assert record.body["why"].startswith("I broke down while it ran, again and again")
    kept = await office.store.read(lambda unit: unit.incidents.get(incident))
    assert kept is not None
    assert kept.contained is contained


@pytest.mark.parametrize("claimed", [False, True])
async def test_what_a_run_still_works_on_is_left_to_it(office: Office, *, claimed: bool) -> None:
    await office.asked()
    await work(office, Work.PLAN)
    if claimed:
        await office.store.write(lambda unit: unit.runs.due("me", 9, LEASE))

    assert await rescued(office) == 0
    assert await office.stage(1) is Stage.ASKED


async def test_what_waits_for_people_needs_no_run(office: Office) -> None:
    await office.waiting()
    assert await rescued(office) == 0
    assert await office.stage(1) is Stage.WAITING
