"""A post office: a real store, the range's Slack, a clock that stands still, and couriers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.delivery.courier import Courier
from bot.domain.cards import Look
from bot.domain.ids import Prefix, spell
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What
from bot.durable.bell import LocalBell
from bot.ports.incidents import Change
from bot.ports.store import Store
from bot.ports.unit import Unit
from handlers.slack.notifier import SlackNotifier
from handlers.slack.web_client import SlackWeb
from practice.slack.failures import Failure
from practice.slack.messages import Message
from practice.slack.rates import Rates
from practice.slack.server import SlackRange
from tests.bot.daily.sheets import gathering_of
from tests.clocks import FrozenClock
from tests.handlers.slack.scenes import CHANNEL, SOURCES, open_incidents
from tests.handlers.slack.workspaces import Tally, a_web, a_workspace, standing
from tests.stores import a_store

OTHER_CHANNEL = "C0NOISE"
POST = "chat.postMessage"
LIMITED = Failure(POST, "limited", seconds=7)
BROKEN = Failure(POST, "broken")
CUT_BEFORE = Failure(POST, "cut_before")
CUT_AFTER = Failure(POST, "cut_after")
PATIENCE_SECONDS = 2.0
TOO_LATE = Failure(POST, "late", seconds=1.2 * PATIENCE_SECONDS)
SLOW = Failure(POST, "late", seconds=0.3)
Task = asyncio.Task[None]
AN_HOUR = 3600.0


def refused(code: str) -> Failure:
    """Return the failure that is answered with this code."""
    return Failure(POST, "refused", code=code)


@dataclass
class PostOffice:
    """A store, a Slack, a clock that stands still, and couriers between them."""

    store: Store
    slack: SlackRange
    web: SlackWeb
    clock: FrozenClock
    tally: Tally

    def notifier(self) -> SlackNotifier:
        picture = gathering_of(self.store, self.clock).picture
        return SlackNotifier(self.web, self.store, SOURCES, Look, self.clock, picture)

    def courier(self, store: Store | None = None) -> Courier:
        return Courier(store or self.store, self.notifier(), self.clock, LocalBell())

    def running(self, stop: asyncio.Event, bell: LocalBell, store: Store | None = None) -> Task:
        """Run a courier by the real clock until it is stopped."""
        clock = SystemClock()
        self.clock.set(clock.now())
        courier = Courier(store or self.store, self.notifier(), clock, bell, sweep_seconds=AN_HOUR)
        return asyncio.create_task(courier.run(stop))

    def fail(self, *failures: Failure) -> None:
        """Let Slack fail so, one time each."""
        for failure in failures:
            self.slack.failures.add(replace(failure))

    def cards(self, channel: str = CHANNEL) -> list[Message]:
        return standing(self.slack, channel)

    async def shown(self, count: int, channel: str = CHANNEL) -> None:
        """Wait until so many messages stand in a channel."""
        await self.slack.workspace.until(lambda: len(self.cards(channel)) == count)

    async def want_cards(self, count: int = 1, channel: str = CHANNEL) -> list[str]:
        """Open incidents, ask for their cards, and return their ids."""

        def want(unit: Unit) -> list[str]:
            numbers = open_incidents(unit, count, channel=channel)
            ids = [spell(Prefix.INCIDENT, number) for number in numbers]
            cards = [Wanted(channel, Sheet.ALERT, subject) for subject in ids]
            unit.outbox.want(cards, self.clock.now())
            return ids

        return await self.store.write(want)

    async def want(self, sheet: Sheet, subject: str, under: str = "") -> None:
        message = Wanted(CHANNEL, sheet, subject, under)
        await self.store.write(lambda unit: unit.outbox.want([message], self.clock.now()))

    async def rename(self, name: str) -> None:
        """Give the incident to somebody else, and ask for its card anew."""
        change = Change(owner=("U0NEW", name))
        await self.store.write(lambda unit: unit.incidents.change(1, change, self.clock.now()))
        await self.want(Sheet.ALERT, "I-1")

    async def take_note(self) -> None:
        """Leave a record of the incident and ask for its timeline."""
        record = Record(What.INCIDENT_TAKEN, self.clock.now(), incident=1, body={"name": "Ann"})
        await self.store.write(lambda unit: unit.records.write([record]))
        await self.want(Sheet.TIMELINE, "I-1", under="I-1")

    async def settle(self, *couriers: Courier, step: float = 1.1) -> None:
        """Let time go by until nothing is pending any more."""
        for _ in range(200):
            await asyncio.gather(*(courier.deliver_once() for courier in couriers))
            if not await self.pending():
                return
            self.clock.advance(timedelta(seconds=step))
        pytest.fail(f"{await self.pending()} messages never went out")

    async def pending(self) -> int:
        return (await self.store.read(lambda unit: unit.outbox.depth())).count

    async def place(self, subject: str, sheet: Sheet = Sheet.ALERT) -> str:
        return await self.store.read(lambda unit: unit.outbox.place(CHANNEL, sheet, subject))


@asynccontextmanager
async def a_post_office(folder: Path) -> AsyncIterator[PostOffice]:
    """Yield a post office whose database is in this folder."""
    async with AsyncExitStack() as stack:
        clock, tally = FrozenClock(), Tally()
        store = await stack.enter_async_context(a_store(folder))
        # The bot's own pace must keep it under this, so a 429 here is one that a test asked for.
        slack = await stack.enter_async_context(a_workspace(clock, Rates(has_tiers=False)))
        web = await stack.enter_async_context(a_web(slack, tally, seconds=PATIENCE_SECONDS))
        yield PostOffice(store, slack, web, clock, tally)


def shown_on(message: Message) -> str:
    """Return all that a message shows, as one text."""
    return json.dumps(message.content.blocks)
