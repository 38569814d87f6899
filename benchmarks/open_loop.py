"""An open load: requests that are due at set moments, whether or not the last ones are answered."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from time import perf_counter

from benchmarks.driver import LONGEST_SECONDS, STATUS, UNANSWERED, Answer, Driven, is_whole
from benchmarks.posts import Post

CONNECTIONS = 64


def steadily(count: int, rate: float) -> list[float]:
    """Return when each request is due, in seconds from the beginning, so many a second."""
    return [number / rate for number in range(count)]


def in_bursts(count: int, size: int, every: float = 1.0) -> list[float]:
    """Return when each request is due where so many are due at once, every so many seconds."""
    return [(number // size) * every for number in range(count)]


def drive_at(
    port: int, posts: Sequence[Post], due: Sequence[float], connections: int = CONNECTIONS
) -> Driven:
    """Send each request when it is due, or as soon as a connection is free after that.

    What an answer took is counted from when its request was due. Raises TimeoutError.
    """
    return asyncio.run(_OpenLoad(port).run(posts, due, connections))


class _OpenLoad:
    """Hands requests to free connections, and keeps what came of each."""

    def __init__(self, port: int) -> None:
        """Begin with nothing sent."""
        self._port = port
        self._free: asyncio.Queue[_Connection] = asyncio.Queue()
        self._answers: list[Answer] = []

    async def run(self, posts: Sequence[Post], due: Sequence[float], connections: int) -> Driven:
        """Send everything over so many connections and wait for the last answer."""
        loop = asyncio.get_running_loop()
        for _ in range(connections):
            _, connection = await loop.create_connection(_Connection, "127.0.0.1", self._port)
            self._free.put_nowait(connection)
        began = perf_counter()
        async with asyncio.timeout(LONGEST_SECONDS), asyncio.TaskGroup() as group:
            for post, at in zip(posts, due, strict=True):
                wait = began + at - perf_counter()
                if wait > 0:
                    await asyncio.sleep(wait)
                connection = await self._free.get()
                group.create_task(self._ask(connection, post, began + at))
        seconds = perf_counter() - began
        while not self._free.empty():
            self._free.get_nowait().close()
        return Driven(tuple(self._answers), seconds)

    async def _ask(self, connection: _Connection, post: Post, due: float) -> None:
        status = await connection.ask(post)
        self._answers.append(Answer(post, status, perf_counter() - due))
        self._free.put_nowait(connection)


class _Connection(asyncio.Protocol):
    """One connection that stays open, with one request on its way at a time."""

    def __init__(self) -> None:
        """Begin unconnected."""
        self._transport: asyncio.WriteTransport | None = None
        self._answered: asyncio.Future[int] | None = None
        self._received = b""

    async def ask(self, post: Post) -> int:
        """Send a request and return its status, UNANSWERED where the connection is lost."""
        if self._transport is None or self._transport.is_closing():
            return UNANSWERED
        self._received = b""
        self._answered = asyncio.get_running_loop().create_future()
        self._transport.write(post.wire)
        return await self._answered

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what is written to."""
        if isinstance(transport, asyncio.WriteTransport):
            self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Read the answer; once it is whole, whoever asked has its status."""
        self._received += data
        if is_whole(self._received):
            self._tell(int(self._received[STATUS]))

    def connection_lost(self, error: Exception | None) -> None:
        """Tell whoever asked that no answer comes."""
        self._tell(UNANSWERED)

    def _tell(self, status: int) -> None:
        if self._answered is not None and not self._answered.done():
            self._answered.set_result(status)
