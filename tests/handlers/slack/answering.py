"""A server that answers every call with the bytes that a test has put down for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

FINE = '{"ok": true, "ts": "1.000000"}'


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; `status` 0 cuts the connection, `never` answers nothing at all."""

    status: int = 200
    body: str = FINE
    retry_after: str = ""
    content_type: str = "application/json"
    never: bool = False


def refusal(code: str) -> Answer:
    """Return the answer that says `ok: false` with this code."""
    return Answer(body=f'{{"ok": false, "error": "{code}"}}')


@dataclass
class Answering:
    """Gives its answers one after the other, and then the usual one; counts the calls."""

    answers: list[Answer] = field(default_factory=list)
    calls: int = 0
    url: str = ""
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, request: web.Request) -> web.Response:
        """Answer a call."""
        await request.read()
        self.calls += 1
        answer = self.answers.pop(0) if self.answers else Answer()
        if answer.never:
            await self.closing.wait()
        if not answer.status and request.transport is not None:
            request.transport.close()
        return web.Response(
            status=answer.status or 200,
            text=answer.body,
            content_type=answer.content_type,
            headers={"Retry-After": answer.retry_after} if answer.retry_after else {},
        )


@asynccontextmanager
async def answering(*answers: Answer) -> AsyncIterator[Answering]:
    """Yield such a server on a free port of loopback."""
    server = Answering(list(answers))
    app = web.Application()
    app.router.add_route("*", "/api/{method}", server.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    try:
        yield server
    finally:
        server.closing.set()
        await runner.cleanup()
