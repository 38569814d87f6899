"""Socket Mode around a test's front: the same listeners, reached through the range's sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

from handlers.http.health import Check
from handlers.slack import bolt
from handlers.slack.dispatch import PROBE, Dispatch
from handlers.slack.envelopes import Envelope
from handlers.slack.link import Pace
from handlers.slack.pulse import SOCKETS, Pulse
from handlers.slack.socket import SocketMode
from handlers.slack.web_client import open_web
from practice.slack.server import SlackRange
from tests.handlers.slack.front import Front
from tests.handlers.slack.workspaces import TOKEN
from tests.journeys.waiting import PATIENCE

APP_TOKEN = "xapp-of-the-tests"
QUICK = Pace(between_pings=0.05, first_pause=0.01, longest_pause=0.05, pause_when_disabled=0.05)
"""A round trip may take as long as ever: a busy machine is no dead socket."""


def command(text: str, name: str = "e1", **more: Any) -> Envelope:
    """Return an envelope with `/sec` and this, typed by Ann."""
    payload = {"command": "/sec", "user_id": "U0ANN", "team_id": "T0RANGE", "text": text, **more}
    return Envelope(name, "slash_commands", payload, takes_answer=True)


class Counts:
    """Keeps what came of each envelope."""

    def __init__(self) -> None:
        """Begin with none."""
        self.seen: list[str] = []

    def __call__(self, result: str) -> None:
        """Count one."""
        self.seen.append(result)


class Waiting:
    """An app whose one command waits until it is let go; it takes a probe's event."""

    def __init__(self) -> None:
        """Begin with a command that waits."""
        self.begun = 0
        self.let_go = asyncio.Event()
        self.app = AsyncApp(
            authorize=_authorize, process_before_response=True, request_verification_enabled=False
        )
        self.app.command("/sec")(self._wait)
        self.app.event(PROBE["event"]["type"])(_take)

    async def _wait(self, ack: AsyncAck) -> None:
        self.begun += 1
        await self.let_go.wait()
        await ack("done")


async def _take(event: dict[str, Any]) -> None:
    """Take an event."""


async def _authorize() -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id=None, bot_token=TOKEN)


def a_dispatch(front: Front, counts: Counts | None = None) -> Dispatch:
    """Return what hands envelopes to the front's listeners."""
    return Dispatch(bolt.assemble(front.reception, token=TOKEN), counts or Counts())


@dataclass
class Held:
    """Socket Mode that runs, and what it tells of itself."""

    slack: SlackRange
    pulse: Pulse
    counts: Counts
    stop: asyncio.Event
    task: asyncio.Task[None]

    async def proved(self, many: int = SOCKETS) -> None:
        """Wait until so many sockets are proved, and readiness is well again."""
        await until(lambda: self.pulse.count() >= many and self.pulse.check().is_well)

    async def not_well(self) -> Check:
        """Wait until readiness is not well, and return why."""
        await until(lambda: not self.pulse.check().is_well)
        return self.pulse.check()


async def until(holds: Any) -> None:
    """Wait until something holds. Raises TimeoutError."""
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110 - readiness rings no bell
            await asyncio.sleep(0.01)


@asynccontextmanager
async def holding(
    front: Front, pace: Pace = QUICK, *, app_token: str = APP_TOKEN
) -> AsyncIterator[Held]:
    """Hold sockets between the front and its workspace while the block runs."""
    slack, counts, pulse = front.slack, Counts(), Pulse(front.clock)
    slack.use_sockets(APP_TOKEN)
    opened = partial(open_web, app_token, slack.api_url, front.tally)
    mode = SocketMode(opened, a_dispatch(front, counts), pulse, pace=pace)
    stop = asyncio.Event()
    task = asyncio.create_task(mode.run(stop))
    try:
        yield Held(slack, pulse, counts, stop, task)
    finally:
        stop.set()
        async with asyncio.timeout(PATIENCE):
            await task
