"""Socket Mode: keeps two sockets to Slack open, whatever happens to each of them."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp import ClientWebSocketResponse, ClientWSTimeout

from bot.domain.words import sockets as words
from bot.ports.notifier import LimitedError, RefusedError, UncertainError, UnreachableError
from handlers.slack.dispatch import Dispatch
from handlers.slack.link import Ending, How, Link, Pace
from handlers.slack.pulse import SOCKETS, Pulse
from handlers.slack.web_client import SlackWeb
from runbooks.kit.text import Said

OPEN = "apps.connections.open"
LARGEST_FRAME = 1024 * 1024
CLOSE_SECONDS = 1.0
MOST_LEAVING = 2
PACE = Pace()
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
NOT_CONNECTED = (aiohttp.ClientError, TimeoutError, OSError, ValueError)

_log = logging.getLogger(__name__)

Opened = Callable[[], AbstractAsyncContextManager[SlackWeb]]
"""Opens the Web API under the app-level token."""


class NotOpenedError(Exception):
    """Slack gave no socket; `seconds` is how long it asks to wait at least."""

    def __init__(self, says: Said, seconds: float = 0.0) -> None:
        """Keep the sentence."""
        super().__init__(says.plain())
        self.says = says
        self.seconds = seconds


class Pauses:
    """How long to wait before the next try: twice as long each time, and never quite the same."""

    def __init__(self, pace: Pace, chance: Callable[[], float]) -> None:
        """Begin with the first pause; `chance` gives numbers from 0 to 1."""
        self._pace = pace
        self._chance = chance
        self._tries = 0

    def following(self) -> float:
        """Return the seconds of the next pause: between a half and the whole of its step."""
        step = min(self._pace.longest_pause, self._pace.first_pause * 2.0 ** min(self._tries, 16))
        self._tries += 1
        return step * (0.5 + self._chance() / 2)

    def begin_again(self) -> None:
        """Go back to the first pause."""
        self._tries = 0


class SocketMode:
    """A loop of the bot's: two sockets, each opened again when it ends.

    A socket that Slack wants to replace goes on until another is proved in its place; then it is
    left for Slack to close, since what was on its way when we closed it would be lost.
    """

    def __init__(
        self,
        opened: Opened,
        dispatch: Dispatch,
        pulse: Pulse,
        *,
        pace: Pace | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """Keep what is needed; nothing is opened before `run`."""
        self._opened = opened
        self._dispatch = dispatch
        self._pulse = pulse
        self._pace = pace or PACE
        self._chance = chance

    async def run(self, stop: asyncio.Event) -> None:
        """Hold the sockets until told to stop; then answer what was given, and close them."""
        async with self._opened() as web, asyncio.TaskGroup() as group:
            for slot in range(SOCKETS):
                group.create_task(self._hold(slot, web, stop))
        await self._dispatch.finish(self._pace.drain)

    async def _hold(self, slot: int, web: SlackWeb, stop: asyncio.Event) -> None:
        """Keep one slot filled."""
        pauses, loop = Pauses(self._pace, self._chance), asyncio.get_running_loop()
        leaving: dict[asyncio.Task[Ending], Link] = {}
        while not stop.is_set():
            began = loop.time()
            connecting = loop.create_task(self._connect(web))
            await _first(connecting, stop.wait())
            if not connecting.done():
                connecting.cancel()
                break
            try:
                socket = connecting.result()
            except NotOpenedError as error:
                self._pulse.lost(slot, error.says, is_sick=False)
                await _pause(stop, max(error.seconds, pauses.following()))
                continue
            link = self._link(slot, socket, leaving)
            running = loop.create_task(link.run())
            await _first(running, link.leaving.wait(), stop.wait())
            if loop.time() - began >= self._pace.settled:
                pauses.begin_again()
            if not running.done():
                _keep(leaving, running, link)
            else:
                await _pause(stop, self._ended(slot, running.result(), leaving, pauses))
                continue
            if not stop.is_set() and loop.time() - began < self._pace.settled:
                await _pause(stop, pauses.following())
        _retire(leaving)
        await asyncio.gather(*leaving)

    def _link(
        self, slot: int, socket: ClientWebSocketResponse, before: dict[asyncio.Task[Ending], Link]
    ) -> Link:
        """Return a link that, once it is proved, lets go those that it stands in for."""
        replaced = list(before.values())

        def proved(connections: int) -> None:
            self._pulse.proved(slot, connections)
            for each in replaced:
                each.replace()

        return Link(
            socket, self._dispatch, self._pace, on_proof=proved, on_answer=self._pulse.answered
        )

    def _ended(
        self,
        slot: int,
        ending: Ending,
        leaving: dict[asyncio.Task[Ending], Link],
        pauses: Pauses,
    ) -> float:
        """Note how a socket ended; return for how long to wait before the next."""
        self._pulse.lost(slot, ending.why, is_sick=ending.how is not How.GONE)
        if ending.how is How.CROWDED:
            _retire(leaving)
        is_off = ending.how is How.DISABLED
        return self._pace.pause_when_disabled if is_off else pauses.following()

    async def _connect(self, web: SlackWeb) -> ClientWebSocketResponse:
        """Return an open socket. Raises NotOpenedError.

        The app-level token goes as a header: Slack refuses it as an argument
        (https://docs.slack.dev/reference/methods/apps.connections.open).
        """
        try:
            answer = await web.ask(OPEN, web.client.api_call(OPEN))
        except LimitedError as error:
            raise NotOpenedError(words.NOT_OPENED.fill(code=error), error.seconds) from None
        except (RefusedError, UncertainError, UnreachableError) as error:
            raise NotOpenedError(words.NOT_OPENED.fill(code=error)) from None
        url = answer.get("url")
        if not isinstance(url, str) or not is_safe(url) or web.client.session is None:
            raise NotOpenedError(words.NO_ADDRESS.fill())
        try:
            return await web.client.session.ws_connect(
                url,
                autoping=False,  # a pong is to come through the reader, where envelopes do
                max_msg_size=LARGEST_FRAME,
                timeout=ClientWSTimeout(ws_close=CLOSE_SECONDS),
                proxy=web.client.proxy,
            )
        except NOT_CONNECTED as error:
            says = words.NOT_CONNECTED.fill(code=type(error).__name__)  # never the ticket in it
            raise NotOpenedError(says) from None


def is_safe(url: str) -> bool:
    """Say whether a socket's address is encrypted, or is on this machine."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "wss" or (parts.scheme == "ws" and parts.hostname in LOOPBACK)


def _keep(
    leaving: dict[asyncio.Task[Ending], Link], running: asyncio.Task[Ending], link: Link
) -> None:
    """Keep a link that Slack wants replaced, with at most one more of them."""
    if len(leaving) >= MOST_LEAVING:
        next(iter(leaving.values())).retire()
    leaving[running] = link
    running.add_done_callback(lambda ended: leaving.pop(ended, None))


def _retire(leaving: dict[asyncio.Task[Ending], Link]) -> None:
    for link in leaving.values():
        link.retire()


async def _first(work: asyncio.Task[Any], *others: Coroutine[Any, Any, object]) -> None:
    """Wait until the first of these is done; the others are given up, but not the work."""
    loop = asyncio.get_running_loop()
    waiting = [loop.create_task(each) for each in others]
    try:
        await asyncio.wait([work, *waiting], return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in waiting:
            each.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    """Wait so long, or until told to stop."""
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return
