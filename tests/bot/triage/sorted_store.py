"""A real store with the sorting of triage in it, and what became of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.domain.finding import Finding
from bot.domain.incident import Incident
from bot.domain.policy import Policy
from bot.domain.posting import Sheet
from bot.domain.record import Written
from bot.domain.run import Run
from bot.ports.findings import Known
from bot.ports.incidents import Change
from bot.ports.sorting import Sorted
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.triage.sorting import BARE, sort
from tests.bot.triage.examples import CHANNEL, minutes
from tests.stores import a_store

LEASE = timedelta(seconds=30)
SOON = minutes(1)


@dataclass
class Triage:
    """Sorts into a store at the minute that it is told, and looks at the rows."""

    store: Store

    async def sort(self, *findings: Finding, at: datetime = SOON, policy: Policy = BARE) -> Sorted:
        """Sort these findings in one transaction."""
        return await self.store.write(lambda unit: sort(unit, findings, CHANNEL, at, policy=policy))

    async def incident(self, number: int) -> Incident:
        """Return an incident that is there."""
        found = await self.store.read(lambda unit: unit.incidents.get(number))
        assert found is not None
        return found

    async def known(self, finding: Finding) -> Known | None:
        """Return what is kept under a finding's key."""
        known = await self.store.read(lambda unit: unit.findings.known([finding.key]))
        return known.get(finding.key)

    async def change(self, number: int, change: Change, at: datetime) -> None:
        """Change an incident as a person would."""
        await self.store.write(lambda unit: unit.incidents.change(number, change, at))

    async def records(self, number: int) -> tuple[Written, ...]:
        """Return an incident's records."""
        return await self.store.read(lambda unit: unit.records.of_incident(number, 100))

    async def runs(self, *, finish: bool = False) -> list[tuple[str, int]]:
        """Claim every run that is due and return its work and subject; finish them where asked."""

        def claim(unit: Unit) -> tuple[Run, ...]:
            claimed = unit.runs.due("test", 100, LEASE)
            for run in claimed if finish else ():
                unit.runs.finish(run)
            return claimed

        return [(run.work, run.subject) for run in await self.store.write(claim)]

    async def without_card(self) -> int:
        """Return how many findings got no card."""
        return await self.store.read(lambda unit: unit.incidents.without_card())

    async def deliver(self, at: datetime) -> list[tuple[Sheet, str, bool]]:
        """Post and edit all that is wanted: sheet, subject, and whether it is an edit."""
        brought: list[tuple[Sheet, str, bool]] = []
        for step in range(200):
            brought.extend(await self._bring(at + timedelta(seconds=2 * step)))
            if (await self.store.read(lambda unit: unit.outbox.depth())).count == 0:
                break
        return brought

    async def _bring(self, now: datetime) -> list[tuple[Sheet, str, bool]]:
        return await self.store.write(lambda unit: _deliver(unit, now))


def _deliver(unit: Unit, now: datetime) -> list[tuple[Sheet, str, bool]]:
    brought = []
    for due in unit.outbox.lease(now, 10, LEASE):
        brought.append((due.sheet, due.subject, bool(due.ts)))
        assert due.destination == CHANNEL
        assert unit.outbox.sent(due, due.ts or f"1.{due.number}", now)
    return brought


@asynccontextmanager
async def a_triage(folder: Path) -> AsyncIterator[Triage]:
    """Yield triage over a database in this folder."""
    async with a_store(folder) as store:
        yield Triage(store)
