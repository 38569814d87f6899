"""Two listeners: what is begun is finished, what is taken is told, and neither leaks."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from http import HTTPStatus
from io import BytesIO

import pytest
from aiohttp import ClientConnectorError, ClientSession, web

from handlers.http import listeners
from handlers.http.listeners import LARGEST_BODY, Address, listening

ANYWHERE = Address("127.0.0.1", 0)


def saying(path: str, text: str) -> Sequence[web.RouteDef]:
    """Return a route that says this."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(text=text)

    return [web.get(path, answer)]


PUBLIC = (ANYWHERE, saying("/public", "for all"))
ADMIN = (ANYWHERE, saying("/admin", "for few"))


async def get(port: int, path: str) -> tuple[int, str]:
    """Ask a listener for something."""
    async with ClientSession() as http, http.get(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status, await answer.text()


async def is_closed(port: int) -> bool:
    """Say whether nobody listens there."""
    try:
        await get(port, "/")
    except ClientConnectorError:
        return True
    return False


async def test_each_listener_has_its_own_routes_and_none_of_the_other_s() -> None:
    async with listening(PUBLIC, ADMIN) as ports:
        assert ports.public != ports.admin
        assert await get(ports.public, "/public") == (HTTPStatus.OK, "for all")
        assert await get(ports.admin, "/admin") == (HTTPStatus.OK, "for few")
        assert (await get(ports.public, "/admin"))[0] == HTTPStatus.NOT_FOUND
        assert (await get(ports.admin, "/public"))[0] == HTTPStatus.NOT_FOUND
    assert await is_closed(ports.public)
    assert await is_closed(ports.admin)


async def test_what_is_begun_is_finished_and_nothing_new_is_taken() -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def slow(_: web.Request) -> web.Response:
        begun.set()
        await may_end.wait()
        return web.Response(text="done")

    async with AsyncExitStack() as stack:
        public = (ANYWHERE, [web.get("/slow", slow)])
        ports = await stack.enter_async_context(listening(public, ADMIN))
        asked = asyncio.create_task(get(ports.public, "/slow"))
        await begun.wait()
        closing = asyncio.create_task(stack.aclose())
        while not await is_closed(ports.public):  # noqa: ASYNC110 - sockets tell no event
            await asyncio.sleep(0)
        assert await get(ports.admin, "/admin") == (HTTPStatus.OK, "for few")
        may_end.set()
        assert await asked == (HTTPStatus.OK, "done")
        await closing
    assert await is_closed(ports.admin)


async def test_what_does_not_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listeners, "DRAIN_SECONDS", 0.05)
    begun = asyncio.Event()

    async def never(_: web.Request) -> web.Response:
        begun.set()
        await asyncio.Event().wait()
        return web.Response()

    async with listening((ANYWHERE, [web.get("/", never)]), ADMIN) as ports:
        asked = asyncio.create_task(get(ports.public, "/"))
        await begun.wait()
    assert isinstance((await asyncio.gather(asked, return_exceptions=True))[0], Exception)


@pytest.mark.parametrize("which", ["public", "admin"])
async def test_a_port_that_is_taken_is_an_oserror_and_the_other_is_let_go(which: str) -> None:
    async with listening(PUBLIC, ADMIN) as taken:
        async with listening(PUBLIC, ADMIN) as free:
            pass
        here = Address("127.0.0.1", taken.public)
        other = Address("127.0.0.1", free.admin)
        first, second = (here, other) if which == "public" else (other, here)
        with pytest.raises(OSError, match="address already in use"):
            async with listening((first, PUBLIC[1]), (second, ADMIN[1])):
                pytest.fail("it listens")
        assert await is_closed(free.admin)


async def test_a_host_that_is_not_ours_is_an_oserror() -> None:
    with pytest.raises(OSError, match=r"assign|known|address"):
        async with listening((Address("192.0.2.1", 0), []), ADMIN):
            pytest.fail("it listens")


async def test_when_the_block_breaks_both_are_closed() -> None:
    with pytest.raises(ZeroDivisionError):
        async with listening(PUBLIC, ADMIN) as ports:
            raise ZeroDivisionError
    assert await is_closed(ports.public)
    assert await is_closed(ports.admin)


async def test_a_body_over_the_limit_is_refused() -> None:
    async def count(request: web.Request) -> web.Response:
        return web.Response(text=str(len(await request.read())))

    async with (
        listening((ANYWHERE, [web.post("/", count)]), ADMIN) as ports,
        ClientSession() as http,
    ):
        url = f"http://127.0.0.1:{ports.public}/"
        async with http.post(url, data=BytesIO(b"x" * LARGEST_BODY)) as answer:
            assert await answer.text() == str(LARGEST_BODY)
        async with http.post(url, data=BytesIO(b"x" * (LARGEST_BODY + 1))) as answer:
            assert answer.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
