"""A reader over a store, filled by hand and looked at from behind."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from bot.domain.message import Kept, Message
from bot.domain.posting import Sheet
from bot.durable.bell import LocalBell
from bot.intake.reader import Filing, Reader
from bot.ports.looking import LookNow
from bot.ports.sorting import Sort
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.triage.sorting import sort
from tests.bot.intake.doors import CHANNEL
from tests.bot.intake.fakes import NotingMeter, no_holds
from tests.clocks import MORNING, FrozenClock


class Desk:
    """A reader over a store, with what fills its inbox and what looks at its work."""

    def __init__(self, store: Store, sorting: Sort = sort, looking: LookNow = no_holds) -> None:
        self.store = store
        self.clock = FrozenClock()
        self.bell = LocalBell()
        self.meter = NotingMeter()
        self.reader = Reader(
            store,
            self.clock,
            self.bell,
            Filing(sorting, looking),
            lambda: 0,
            channel=CHANNEL,
            meter=self.meter,
        )
        self._count = 0

    async def receive(self, *values: Any, at: datetime = MORNING) -> None:
        """Put values into the inbox: text as it is, anything else as JSON."""
        messages = [self._message(value, at) for value in values]
        await self.store.write(lambda unit: unit.inbox.add(messages))

    def _message(self, value: Any, at: datetime) -> Message:
        self._count += 1
        body = value if isinstance(value, str) else json.dumps(value)
        return Message("sns", "topic", f"m{self._count}", at, at, body)

    async def unread(self) -> int:
        return (await self.store.read(lambda unit: unit.inbox.depth())).count

    async def unreadable(self) -> tuple[tuple[Kept, str], ...]:
        """Return today's unreadable rows with their reasons."""
        day = MORNING.replace(hour=0)
        _, newest = await self.store.read(
            lambda unit: unit.inbox.unreadable(day, day + timedelta(days=1), 100)
        )
        return newest

    async def findings(self, *keys: str) -> set[str]:
        """Return those of the keys that are kept."""
        return set(await self.store.read(lambda unit: unit.findings.known(list(keys))))

    async def incidents(self) -> int:
        """Return how many incidents are open."""
        return sum((await self.store.read(lambda unit: unit.incidents.count_open())).values())

    async def wanted(self) -> set[tuple[Sheet, str]]:
        """Return what is wanted in the channel, by leasing all of it."""
        found: set[tuple[Sheet, str]] = set()
        for step in range(40):
            now = MORNING + timedelta(minutes=1, seconds=2 * step)
            found |= await self._leased(now)
        return found

    async def _leased(self, now: datetime) -> set[tuple[Sheet, str]]:
        def lease(unit: Unit) -> set[tuple[Sheet, str]]:
            due = unit.outbox.lease(now, 10, timedelta(seconds=30))
            assert all(unit.outbox.sent(item, "1.1", now) for item in due)
            return {(item.sheet, item.subject) for item in due}

        return await self.store.write(lease)
