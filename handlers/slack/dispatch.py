"""Hands the envelopes of Socket Mode to Bolt, each once, and remembers what was answered."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from handlers.slack.envelopes import Envelope, acknowledgement

_log = logging.getLogger(__name__)

MOST_AT_ONCE = 32
MOST_REMEMBERED = 256
PROBE: dict[str, Any] = {"type": "event_callback", "event": {"type": "secbot_probe"}}
"""An event of our own that nobody listens to: it goes the whole way of a payload and changes
nothing."""


class Dispatch:
    """The same listeners as in HTTP mode, behind any number of sockets.

    A listener's transaction is committed before Bolt has its answer
    (`process_before_response`), so what is acknowledged is done. Work that has begun goes on when
    the socket dies under it: interactive payloads are not sent again
    (https://github.com/slackapi/python-slack-sdk/issues/1940). An envelope that does come again,
    as https://github.com/slackapi/bolt-js/issues/2487 saw, gets the first one's answer; across a
    restart the desks know a request by its own key.
    """

    def __init__(self, app: AsyncApp, count: Callable[[str], None]) -> None:
        """Hand envelopes to this app; `count` is told what came of each."""
        self._app = app
        self._count = count
        self._known: OrderedDict[str, asyncio.Task[str | None]] = OrderedDict()
        self._running: set[asyncio.Task[str | None]] = set()
        self._room = asyncio.Semaphore(MOST_AT_ONCE)

    async def answer(self, envelope: Envelope) -> str | None:
        """Return the frame that acknowledges an envelope; None where none is to be sent.

        It waits while very much is at work. Cancelling it does not stop the work.
        """
        if envelope.id not in self._known:
            await self._room.acquire()
            if envelope.id in self._known:
                self._room.release()
            else:
                return await asyncio.shield(self._begin(envelope))
        self._count("repeated")
        return await asyncio.shield(self._known[envelope.id])

    async def probe(self) -> bool:
        """Send something of our own the way of every payload; say whether it was answered."""
        async with self._room:
            request = AsyncBoltRequest(body=dict(PROBE), mode="socket_mode")
            response = await self._app.async_dispatch(request)
        return response.status == HTTPStatus.OK

    async def finish(self, seconds: float) -> None:
        """Wait, a little, until what has begun is done."""
        if self._running:
            await asyncio.wait(self._running, timeout=seconds)

    def _begin(self, envelope: Envelope) -> asyncio.Task[str | None]:
        task = asyncio.get_running_loop().create_task(self._dispatch(envelope))
        self._running.add(task)
        task.add_done_callback(self._ended)
        self._known[envelope.id] = task
        if len(self._known) > MOST_REMEMBERED:
            self._known.popitem(last=False)
        return task

    def _ended(self, task: asyncio.Task[str | None]) -> None:
        self._running.discard(task)
        self._room.release()

    async def _dispatch(self, envelope: Envelope) -> str | None:
        try:
            request = AsyncBoltRequest(body=envelope.payload, mode="socket_mode")
            answer = acknowledgement(envelope, await self._app.async_dispatch(request))
        except Exception as error:  # noqa: BLE001 - whatever was sent, the other envelopes go on
            _log.error("Bolt stumbled over what Slack sent", exc_info=error)
            answer = None
        self._count("refused" if answer is None else "answered")
        return answer
