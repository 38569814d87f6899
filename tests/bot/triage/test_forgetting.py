"""What can be joined no more is forgotten, so that the table does not grow for ever."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.domain.incident import Status
from bot.ports.incidents import Change
from bot.triage.forgetting import forget
from bot.triage.tying import WINDOW
from tests.bot.triage.examples import a_finding, minutes
from tests.bot.triage.sorted_store import a_triage


async def test_an_ended_incident_is_forgotten_when_nothing_can_name_it_any_more(
    tmp_path: Path,
) -> None:
    async with a_triage(tmp_path) as triage:
        await triage.sort(a_finding())
        await triage.change(1, Change(status=Status.CLOSED), minutes(2))
        last = minutes(2) + WINDOW
        assert await triage.store.write(lambda unit: forget(unit, last)) == 0
        later = last + timedelta(seconds=1)
        assert await triage.store.write(lambda unit: forget(unit, later)) == 1
        assert await triage.store.write(lambda unit: forget(unit, later)) == 0
