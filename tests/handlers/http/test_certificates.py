"""Fetching certificates over real HTTP, from servers that misbehave."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from io import BytesIO

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from bot.intake.errors import NotNowError
from handlers.http.certificates import LARGEST_CERTIFICATE, HttpCertificateFetcher

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def answering(answer: Answer) -> AsyncIterator[tuple[HttpCertificateFetcher, str]]:
    """Yield a fetcher and the address of a server that gives this answer to everything."""
    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    async with TestServer(app) as server, ClientSession() as session:
        yield HttpCertificateFetcher(session), str(server.make_url("/cert.pem"))


async def test_what_the_server_has_is_returned() -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=b"-----BEGIN")

    async with answering(answer) as (fetcher, url):
        assert await fetcher.fetch(url) == b"-----BEGIN"


async def test_a_redirect_is_not_followed() -> None:
    asked: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.Response(status=302, headers={"Location": "/elsewhere.pem"})

    async with answering(answer) as (fetcher, url):
        with pytest.raises(NotNowError):
            await fetcher.fetch(url)
    assert asked == ["/cert.pem"]


@pytest.mark.parametrize("status", [204, 403, 404, 500, 503])
async def test_any_code_but_200_may_mend(status: int) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status)

    async with answering(answer) as (fetcher, url):
        with pytest.raises(NotNowError):
            await fetcher.fetch(url)


async def test_the_size_is_capped() -> None:
    size = LARGEST_CERTIFICATE

    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=BytesIO(b"x" * size))

    async with answering(answer) as (fetcher, url):
        assert len(await fetcher.fetch(url)) == LARGEST_CERTIFICATE
        size += 1
        with pytest.raises(NotNowError):
            await fetcher.fetch(url)


async def test_an_endless_answer_is_left_at_the_cap() -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        try:
            while True:
                await response.write(b"x" * 65_536)
        except ConnectionError:
            return response

    async with answering(answer) as (fetcher, url):
        with pytest.raises(NotNowError):
            await fetcher.fetch(url)


async def test_a_server_that_hangs_up_may_mend() -> None:
    async def answer(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.close()
        return web.Response()

    async with answering(answer) as (fetcher, url):
        with pytest.raises(NotNowError):
            await fetcher.fetch(url)


async def test_nobody_there_may_mend() -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response()

    async with answering(answer) as (_, url):
        pass
    async with ClientSession() as session:
        with pytest.raises(NotNowError):
            await HttpCertificateFetcher(session).fetch(url)
