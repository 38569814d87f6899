"""One socket of Socket Mode, from its hello to its end, proved to work all the while.

aiohttp's own websocket client is used, and not slack_sdk's Socket Mode client (3.47): that one
keeps frames in a queue without bound and starts a task for each; closes the old socket before it
has the new one, so what comes meanwhile finds nobody; reopens at a fixed pace, without jitter, in
a loop that a `disconnect` can start a second time; answers by whichever socket is the current
one; and shows no round trip to whoever wants to know whether it lives. Its silent deaths:
https://github.com/slackapi/bolt-python/issues/1529,
https://github.com/slackapi/python-slack-sdk/issues/1701.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

import aiohttp
from aiohttp import ClientWebSocketResponse, WSMsgType

from bot.domain.words import sockets as words
from handlers.slack.dispatch import Dispatch
from handlers.slack.envelopes import Envelope, Farewell, Hello, read
from runbooks.kit.text import Said

MOST_WAITING = 64
"""Answers that one socket waits for; then it reads no further, and Slack's frames stay with TCP."""
SEVERED = (ConnectionError, aiohttp.ClientError)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: what a socket is given time for, and how it is opened again.

    Slack waits three for an answer. Between two tries at most `longest_pause`: a longer one is a
    longer time in which no button works.
    """

    hello: float = 10.0
    between_pings: float = 10.0
    round_trip: float = 10.0
    answer: float = 15.0
    drain: float = 3.0
    linger: float = 20.0
    settled: float = 30.0
    first_pause: float = 0.5
    longest_pause: float = 30.0
    pause_when_disabled: float = 60.0


class How(Enum):
    """How a socket ended."""

    GONE = auto()
    DEAD = auto()
    CROWDED = auto()
    DISABLED = auto()


@dataclass(frozen=True, slots=True)
class Ending:
    """How a socket ended, in a word and in a sentence."""

    how: How
    why: Said


class Link:
    """Reads one open socket; `leaving` is set once Slack wants another in its place."""

    def __init__(
        self,
        socket: ClientWebSocketResponse,
        dispatch: Dispatch,
        pace: Pace,
        *,
        on_proof: Callable[[int], None],
        on_answer: Callable[[], None],
    ) -> None:
        """Tell `on_proof` of each round trip, with Slack's count of sockets at the hello."""
        self.leaving = asyncio.Event()
        self._socket = socket
        self._dispatch = dispatch
        self._pace = pace
        self._on_proof = on_proof
        self._on_answer = on_answer
        self._greeted = asyncio.Event()
        self._replaced = asyncio.Event()
        self._retired = asyncio.Event()
        self._came_back = asyncio.Event()
        self._connections = 0
        self._pings = 0
        self._is_garbled = False
        self._waiting: dict[asyncio.Task[None], float] = {}

    def replace(self) -> None:
        """Leave the rest to another: Slack may still send here until it closes the socket."""
        self._replaced.set()

    def retire(self) -> None:
        """Let it end once what it was given is answered."""
        self._replaced.set()
        self._retired.set()

    async def run(self) -> Ending:
        """Read and answer until the socket ends, is dead or is retired; it is closed then."""
        ways: tuple[Coroutine[Any, Any, Ending], ...] = (
            self._read(),
            self._watch(),
            self._until_retired(),
        )
        tasks = [asyncio.get_running_loop().create_task(way) for way in ways]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            return next(iter(done)).result()
        except Exception:  # noqa: BLE001 - another is opened: no frame may end the bot
            _log.exception("a socket could not be read")
            return _dead(words.BROKE.fill())
        finally:
            for task in (*tasks, *self._waiting):
                task.cancel()
            await asyncio.gather(*tasks, *self._waiting, return_exceptions=True)
            await self._close()

    async def _read(self) -> Ending:
        while True:
            message = await self._socket.receive()
            ending = None
            if message.type is WSMsgType.TEXT:
                ending = await self._take(message.data)
            elif message.type is WSMsgType.PING:
                with suppress(*SEVERED):
                    await self._socket.pong(message.data)
            elif message.type is WSMsgType.PONG:
                self._heard(message.data)
            elif message.type is WSMsgType.BINARY:
                self._garbled()
            else:
                ending = Ending(How.GONE, words.CLOSED.fill(code=self._socket.close_code))
            if ending is not None:
                return ending

    async def _take(self, text: str) -> Ending | None:
        """Take up a frame; return how the socket ends, where Slack says so."""
        frame = read(text)
        if isinstance(frame, Hello):
            self._connections = frame.connections
            self._greeted.set()
        elif isinstance(frame, Envelope):
            await self._begin(self._answer(frame))
        elif isinstance(frame, Farewell):
            return self._bid_farewell(frame.reason)
        else:
            self._garbled()
        return None

    def _bid_farewell(self, reason: str) -> Ending | None:
        if reason == "link_disabled":
            return Ending(How.DISABLED, words.DISABLED.fill())
        if reason == "too_many_websockets":
            return Ending(How.CROWDED, words.CROWDED.fill())
        _log.info("%s", words.LEFT.fill(reason=reason).plain())
        self.leaving.set()
        return None

    def _garbled(self) -> None:
        """Leave what can't be read; it is told once, and never shown."""
        if not self._is_garbled:
            _log.warning("Slack sent a frame that can't be read; such frames are left")
        self._is_garbled = True

    async def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside reading, and read no further while too much is done."""
        loop = asyncio.get_running_loop()
        task = loop.create_task(work)
        self._waiting[task] = loop.time()
        task.add_done_callback(self._waiting.pop)
        while len(self._waiting) >= MOST_WAITING:
            await asyncio.wait(self._waiting, return_when=asyncio.FIRST_COMPLETED)

    async def _answer(self, envelope: Envelope) -> None:
        """Acknowledge an envelope once its work is committed, by the socket that it came by."""
        frame = await self._dispatch.answer(envelope)
        if frame is None:
            return
        try:
            await self._socket.send_str(frame)
        except SEVERED:
            _log.warning("an envelope was done, but its socket is gone: Slack was not told so")
        else:
            self._on_answer()

    async def _watch(self) -> Ending:
        """Send pings for ever; return once one does not come back, or an answer does not go."""
        loop = asyncio.get_running_loop()
        if not await _within(self._pace.hello, self._greeted.wait()):
            return _dead(words.NO_HELLO.fill(seconds=f"{self._pace.hello:g}"))
        while True:
            if not await _within(self._pace.round_trip, self._round_trip()):
                return _dead(words.NO_ROUND_TRIP.fill(seconds=f"{self._pace.round_trip:g}"))
            self._on_proof(self._connections)
            await asyncio.sleep(self._pace.between_pings)
            oldest = min(self._waiting.values(), default=loop.time())
            if loop.time() - oldest > self._pace.answer:
                return _dead(words.NOT_ANSWERED.fill(seconds=f"{loop.time() - oldest:.0f}"))

    async def _round_trip(self) -> None:
        """Send a ping, await it back through the reader, and go the way of a payload.

        Raises TimeoutError where our own listeners do not answer as they should.
        """
        self._came_back.clear()
        self._pings += 1
        with suppress(*SEVERED):
            await self._socket.ping(self._token())
        await self._came_back.wait()
        if not await self._dispatch.probe():
            raise TimeoutError

    def _heard(self, token: bytes) -> None:
        if token == self._token():
            self._came_back.set()

    def _token(self) -> bytes:
        return b"secbot %d" % self._pings

    async def _until_retired(self) -> Ending:
        await self._replaced.wait()
        await _within(self._pace.linger, self._retired.wait())
        if self._waiting:
            await asyncio.wait(self._waiting, timeout=self._pace.drain)
        return Ending(How.GONE, words.RETIRED.fill())

    async def _close(self) -> None:
        """Close the socket; a peer that does not take the close is not waited for."""
        with suppress(*SEVERED):
            await _within(self._pace.drain, self._socket.close())


def _dead(why: Said) -> Ending:
    return Ending(How.DEAD, why)


async def _within(seconds: float, work: Awaitable[object]) -> bool:
    """Wait for something no longer than this; say whether it came."""
    try:
        async with asyncio.timeout(seconds):
            await work
    except TimeoutError:
        return False
    return True
