"""Who has undone what, as far as it holds off what would apply it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.admitting import admissible
from bot.domain.braking import Place
from bot.domain.execution import Kind, Outcome, Stage
from bot.domain.matter import Refused
from bot.ports.unit import Unit
from bot.response.keeping import undone
from bot.response.people import voting
from tests.bot.domain.makers import ACCOUNT, NOW, TARGET
from tests.bot.response.office import Office

LATER = NOW + timedelta(hours=2)


async def put_back(office: Office, outcome: Outcome | None, stage: Stage = Stage.DONE) -> None:
    """Let A-1 change the target, and A-2, an undo of it, end so."""
    await office.asked()
    await office.asked(kind=Kind.UNDO, undo_of=1, reason="a false alarm")

    def work(unit: Unit) -> None:
        unit.places.take(Place(ACCOUNT, TARGET, 1, NOW, is_begun=True))
        if outcome is None:
            unit.executions.move(2, (Stage.ASKED,), stage, LATER)
            return
        unit.executions.move(2, (Stage.ASKED,), Stage.APPROVED, NOW)
        unit.executions.begin(2, {})
        unit.executions.end(2, outcome, {}, LATER)

    await office.store.write(work)


async def last(office: Office, runbook: str = "block_public_s3", target: str = TARGET) -> str:
    found = await office.store.read(lambda unit: undone.last(unit, runbook, ACCOUNT, target))
    return f"{found.name} A-{found.execution} {found.at:%H:%M} {found.reason}" if found else ""


@pytest.mark.parametrize(
    ("outcome", "stage"),
    [
        (Outcome.SUCCESS, Stage.DONE),
        (Outcome.PARTIAL, Stage.DONE),
        (None, Stage.NOTHING_TO_DO),
    ],
)
async def test_what_was_put_back_is_known_by_runbook_and_target(
    office: Office, outcome: Outcome | None, stage: Stage
) -> None:
    await put_back(office, outcome, stage)

    assert await last(office) == "Ann A-2 05:00 a false alarm"
    assert await last(office, runbook="isolate_instance") == ""
    assert await last(office, target="arn:aws:s3:::other") == ""


@pytest.mark.parametrize(
    ("outcome", "stage"),
    [(Outcome.ERROR, Stage.DONE), (None, Stage.REJECTED), (None, Stage.ASKED)],
)
async def test_an_undo_that_put_nothing_back_holds_nothing_off(
    office: Office, outcome: Outcome | None, stage: Stage
) -> None:
    await put_back(office, outcome, stage)

    assert await last(office) == ""


@pytest.mark.parametrize("stage", [None, Stage.WAITING, Stage.REJECTED])
async def test_a_second_undo_that_is_asked_for_hides_no_first_one(
    office: Office, stage: Stage | None
) -> None:
    await put_back(office, Outcome.PARTIAL)
    await office.asked(kind=Kind.UNDO, undo_of=1, reason="the rest of it")
    if stage is not None:
        await office.store.write(lambda unit: unit.executions.move(3, (Stage.ASKED,), stage, LATER))

    assert await last(office) == "Ann A-2 05:00 a false alarm"


async def test_what_is_automatic_is_refused_for_a_day_and_a_person_is_not(office: Office) -> None:
    await put_back(office, Outcome.SUCCESS)
    plan = await office.waiting()
    execution = await office.execution(3)
    own = await office.store.read(lambda unit: voting.matter(unit, execution, plan, office.policy))

    refused = admissible(replace(own, is_automatic=True), office.policy, NOW)
    assert isinstance(refused, Refused)
    assert "block_public_s3 was undone here by Ann at 2026-11-22 05:00 UTC" in refused.why.plain()
    assert admissible(own, office.policy, NOW) is None
