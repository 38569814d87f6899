"""A plan that waits across an upgrade is planned anew; one that somebody has changed is not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.execution import Stage
from bot.domain.people import Person
from bot.domain.record import Record, What
from bot.domain.run import Work
from bot.domain.words import endings, glass, responding
from bot.durable.bell import LocalBell
from bot.response.deciding.glass import GlassDesk
from bot.response.keeping.digest import form_hash
from tests.bot.domain.makers import BOB, NOW
from tests.bot.response.office import Office

DIGEST = "1234567890abcdef" * 4
OTHER = "fedcba0987654321" * 4


async def made(office: Office, **body: Any) -> None:
    """Let a plan wait whose digest is not this version's, and its making be recorded like this."""
    proposal = await office.waiting(digest=DIGEST)
    told = {"plan": proposal.id, "sha256": DIGEST, "form": "of another version", **body}
    record = Record(What.PLANNED, NOW, "", None, 1, {k: v for k, v in told.items() if v})
    await office.store.write(lambda unit: unit.records.write([record]))


async def approve(office: Office, person: Person = BOB) -> Any:
    return (await office.deciding.approve(person, 1, DIGEST, "click")).says.text


@pytest.mark.parametrize("form", ["of another version", ""])
async def test_a_plan_of_another_version_is_planned_anew_and_nobody_is_accused(
    office: Office, form: str
) -> None:
    await made(office, form=form)

    assert await approve(office) is responding.UPGRADED

    assert await office.stage(1) is Stage.ASKED
    (superseded,) = await office.records(What.SUPERSEDED)
    assert superseded.body["why"] == endings.PLAN_UPGRADED.en
    due = await office.store.write(lambda unit: unit.runs.due("w", 9, timedelta(minutes=1)))
    assert Work.PLAN in {run.work for run in due}


@pytest.mark.parametrize("body", [{"form": form_hash()}, {"sha256": OTHER}])
async def test_what_this_version_has_made_or_nobody_recorded_was_changed_by_somebody(
    office: Office, body: dict[str, str]
) -> None:
    await made(office, **body)

    assert await approve(office) is responding.TAMPERED
    assert await office.stage(1) is Stage.WAITING


async def test_a_broken_glass_lets_no_plan_of_another_version_run(office: Office) -> None:
    await made(office)
    desk = GlassDesk(office.store, LocalBell(), office.clock, policy=office.policy)
    reply = await desk.break_glass(BOB, 1, "exfiltration goes on and nobody answers")
    assert reply.says.text is glass.UPGRADED
    assert await office.stage(1) is Stage.ASKED
