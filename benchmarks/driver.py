"""The load: so many connections, each sending its next request once the last is answered."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter

from benchmarks.posts import Kind, Post

HEAD_END = b"\r\n\r\n"
LENGTH = b"content-length:"
STATUS = slice(9, 12)
UNANSWERED = 0
LONGEST_SECONDS = 300.0
RECONNECT_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Answer:
    """One request's fate: `status` is UNANSWERED where the connection was lost before."""

    post: Post
    status: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Driven:
    """What came of a load; asyncio spells a result out as it ends, so this one is short."""

    answers: tuple[Answer, ...] = field(repr=False)
    seconds: float

    @property
    def rate(self) -> float:
        """Return how many requests were answered in a second."""
        return len(self.answers) / self.seconds

    @property
    def waits(self) -> list[float]:
        """Return how many seconds each request took."""
        return [answer.seconds for answer in self.answers]

    def statuses(self) -> Counter[tuple[Kind, int]]:
        """Count the answers by what was sent."""
        return Counter((answer.post.kind, answer.status) for answer in self.answers)

    def named(self, status: int) -> set[str]:
        """Return the names of the requests that were answered with this status."""
        return {answer.post.name for answer in self.answers if answer.status == status}


def drive(port: int, posts: Sequence[Post], connections: int) -> Driven:
    """Send everything to a server on the loopback interface. Raises TimeoutError."""
    return asyncio.run(_Load(port, posts).run(connections))


class _Load:
    """Hands each connection its next request, and keeps what came of it."""

    def __init__(self, port: int, posts: Sequence[Post]) -> None:
        """Begin with nothing sent."""
        self.port = port
        self._left = iter(posts)
        self._answers: list[Answer] = []
        self.is_over = False

    async def run(self, connections: int) -> Driven:
        """Send over so many connections until all is answered."""
        began = perf_counter()
        async with asyncio.timeout(LONGEST_SECONDS), asyncio.TaskGroup() as group:
            for _ in range(connections):
                group.create_task(self._keep_connected())
        return Driven(tuple(self._answers), perf_counter() - began)

    def take(self) -> Post | None:
        """Return the next request, or None where none is left."""
        post = next(self._left, None)
        self.is_over = post is None
        return post

    def keep(self, post: Post, status: int, began: float) -> None:
        """Write down an answer, or that none came."""
        self._answers.append(Answer(post, status, perf_counter() - began))

    async def _keep_connected(self) -> None:
        """Connect again wherever the server hangs up or is away, until nothing is left."""
        loop = asyncio.get_running_loop()
        while not self.is_over:
            try:
                _, connection = await loop.create_connection(
                    lambda: _Connection(self), "127.0.0.1", self.port
                )
            except OSError:
                await asyncio.sleep(RECONNECT_SECONDS)
                continue
            await connection.closed.wait()


class _Connection(asyncio.Protocol):
    """One connection that stays open: a request, its whole answer, the next request."""

    def __init__(self, load: _Load) -> None:
        """Take requests from this load."""
        self.closed = asyncio.Event()
        self._load = load
        self._transport: asyncio.WriteTransport | None = None
        self._post: Post | None = None
        self._began = 0.0
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the first request."""
        if isinstance(transport, asyncio.WriteTransport):
            self._transport = transport
            self._send()

    def data_received(self, data: bytes) -> None:
        """Read the answer, and once it is whole send the next request."""
        self._received += data
        if self._post is None or not is_whole(self._received):
            return
        self._load.keep(self._post, int(self._received[STATUS]), self._began)
        self._received = b""
        self._send()

    def connection_lost(self, error: Exception | None) -> None:
        """Write down what was never answered."""
        if self._post is not None:
            self._load.keep(self._post, UNANSWERED, self._began)
        self.closed.set()

    def _send(self) -> None:
        self._post = self._load.take()
        if self._transport is None:
            return
        if self._post is None:
            self._transport.close()
            return
        self._began = perf_counter()
        self._transport.write(self._post.wire)


def is_whole(received: bytes) -> bool:
    """Say whether a response with a Content-Length has arrived to its end."""
    head, end, body = received.partition(HEAD_END)
    if not end:
        return False
    _, named, rest = head.lower().partition(LENGTH)
    length = int(rest.split(b"\r\n", 1)[0]) if named else 0
    return len(body) >= length
