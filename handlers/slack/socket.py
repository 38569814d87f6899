"""Socket Mode: keeps two sockets to Slack open, whatever happens to each of them."""

from __future__ import annotations

import asyncio
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


class Place:
    """The place of one socket, filled anew whenever the one in it ends or is to be replaced."""

    def __init__(
        self,
        number: int,
        web: SlackWeb,
        dispatch: Dispatch,
        pulse: Pulse,
        pace: Pace,
        chance: Callable[[], float],
    ) -> None:
        """Keep what is needed; `links` will hold the newest, and those that it stands in for."""
        self._number = number
        self._web = web
        self._dispatch = dispatch
        self._pulse = pulse
        self._pace = pace
        self._pauses = Pauses(pace, chance)
        self._links: dict[asyncio.Task[Ending], Link] = {}

    async def hold(self, stop: asyncio.Event) -> None:
        """Keep it filled until told to stop; then answer what was given."""
        try:
            while not stop.is_set():
                await _pause(stop, await self._fill(stop))
        finally:
            self._retire()
            await asyncio.gather(*self._links)

    async def _fill(self, stop: asyncio.Event) -> float:
        """Stay with a new socket until another is needed; return for how long to wait before."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        connecting = loop.create_task(self._connect())
        try:
            await _first(connecting, stop.wait())
            if stop.is_set() and not connecting.done():
                return 0.0
            socket = connecting.result()
        except NotOpenedError as error:
            self._pulse.lost(self._number, error.says, is_sick=False)
            return max(error.seconds, self._pauses.following())
        finally:
            connecting.cancel()
        running, link = self._begin(socket)
        await _first(running, link.leaving.wait(), stop.wait())
        is_settled = loop.time() - began >= self._pace.settled
        if is_settled:
            self._pauses.begin_again()
        if running.done():
            return self._ended(running.result())
        return 0.0 if is_settled else self._pauses.following()

    def _begin(self, socket: ClientWebSocketResponse) -> tuple[asyncio.Task[Ending], Link]:
        """Read a socket; once it is proved, those that it stands in for are replaced."""
        before = list(self._links.values())

        def proved(connections: int) -> None:
            self._pulse.proved(self._number, connections)
            for each in before:
                each.replace()

        told = self._pulse.answered
        link = Link(socket, self._dispatch, self._pace, on_proof=proved, on_answer=told)
        running = asyncio.get_running_loop().create_task(link.run())
        self._links[running] = link
        running.add_done_callback(self._links.pop)
        if len(before) > MOST_LEAVING:
            before[0].retire()
        return running, link

    def _ended(self, ending: Ending) -> float:
        """Note how a socket ended; return for how long to wait before the next."""
        self._pulse.lost(self._number, ending.why, is_sick=ending.how is not How.GONE)
        if ending.how is How.CROWDED:
            self._retire()
        is_off = ending.how is How.DISABLED
        return self._pace.pause_when_disabled if is_off else self._pauses.following()

    def _retire(self) -> None:
        for link in self._links.values():
            link.retire()

    async def _connect(self) -> ClientWebSocketResponse:
        """Return an open socket. Raises NotOpenedError.

        The app-level token goes as a header: Slack refuses it as an argument
        (https://docs.slack.dev/reference/methods/apps.connections.open).
        """
        client = self._web.client
        try:
            answer = await self._web.ask(OPEN, client.api_call(OPEN))
        except LimitedError as error:
            raise NotOpenedError(words.NOT_OPENED.fill(code=error), error.seconds) from None
        except (RefusedError, UncertainError, UnreachableError) as error:
            raise NotOpenedError(words.NOT_OPENED.fill(code=error)) from None
        url = answer.get("url")
        if not isinstance(url, str) or not is_safe(url) or client.session is None:
            raise NotOpenedError(words.NO_ADDRESS.fill())
        try:
            return await client.session.ws_connect(
                url,
                autoping=False,  # a pong is to come through the reader, where envelopes do
                max_msg_size=LARGEST_FRAME,
                timeout=ClientWSTimeout(ws_close=CLOSE_SECONDS),
                proxy=client.proxy,
            )
        except NOT_CONNECTED as error:
            says = words.NOT_CONNECTED.fill(code=type(error).__name__)  # never the ticket in it
            raise NotOpenedError(says) from None


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
            for number in range(SOCKETS):
                place = Place(number, web, self._dispatch, self._pulse, self._pace, self._chance)
                group.create_task(place.hold(stop))
        await self._dispatch.finish(self._pace.drain)


def is_safe(url: str) -> bool:
    """Say whether a socket's address is encrypted, or is on this machine."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "wss" or (parts.scheme == "ws" and parts.hostname in LOOPBACK)


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
