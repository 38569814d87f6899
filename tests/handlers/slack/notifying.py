"""A notifier between a store with one incident and a workspace."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.domain.cards import Look
from bot.domain.posting import Sheet
from bot.ports.store import Store
from handlers.slack.notifier import SlackNotifier
from practice.slack.content import Content
from practice.slack.messages import Message
from practice.slack.people import EVE
from practice.slack.server import SlackRange
from tests.bot.daily.sheets import gathering_of
from tests.clocks import FrozenClock
from tests.handlers.slack.scenes import (
    CHANNEL,
    SOURCES,
    a_due,
    open_incidents,
)
from tests.handlers.slack.workspaces import Tally, a_web, a_workspace, standing
from tests.stores import a_store

NONCE = "n0nce"
SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
ALERT = a_due(Sheet.ALERT, "I-1", nonce=NONCE)


@dataclass
class Desk:
    """A notifier between a store with one incident and a workspace."""

    store: Store
    slack: SlackRange
    clock: FrozenClock
    tally: Tally
    notifier: SlackNotifier

    def standing(self) -> list[Message]:
        return standing(self.slack, CHANNEL)

    def asked(self) -> dict[str, Any]:
        """Return the arguments of the newest call."""
        return self.slack.workspace.asked[-1].arguments

    def chat(self, count: int, user: str = EVE.id, nonce: str = "") -> None:
        """Let somebody post, with a nonce as we do it if one is given."""
        payload = {"event_type": "secbot_post", "event_payload": {"nonce": nonce}}
        for _ in range(count):
            content = Content("hello", metadata=payload if nonce else None)
            self.slack.workspace.post(CHANNEL, content, user=user)


@asynccontextmanager
async def a_desk(folder: Path) -> AsyncIterator[Desk]:
    """Yield a desk whose database is in this folder."""
    async with AsyncExitStack() as stack:
        clock, tally = FrozenClock(), Tally()
        store = await stack.enter_async_context(a_store(folder))
        slack = await stack.enter_async_context(a_workspace(clock))
        web = await stack.enter_async_context(a_web(slack, tally))
        await store.write(open_incidents)
        picture = gathering_of(store, clock).picture
        notifier = SlackNotifier(web, store, SOURCES, Look, clock, picture)
        yield Desk(store, slack, clock, tally, notifier)
