"""A page is posted as JSON, and what goes wrong tells the host and never the address."""

from __future__ import annotations

import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from bot.domain.paging import Webhook
from bot.ports.pager import PagerError
from handlers.http.webhook import WebhookPager
from tests.clocks import FrozenClock

PATH = "/page/T0KEN"


@dataclass
class Endpoint:
    """Who is paged: it keeps each page, and answers with this status."""

    status: int = 200
    came: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""

    async def take(self, request: web.Request) -> web.Response:
        """Keep a page, or lead whoever asks somewhere else."""
        self.came.append(await request.json())
        return web.Response(status=self.status, headers={"Location": PATH})


@asynccontextmanager
async def an_endpoint(status: int = 200) -> AsyncIterator[tuple[Endpoint, WebhookPager]]:
    """Yield who is paged, and the pager."""
    endpoint, app = Endpoint(status), web.Application()
    app.router.add_post(PATH, endpoint.take)
    async with TestServer(app) as server, ClientSession() as session:
        endpoint.url = str(server.make_url(PATH))
        yield endpoint, WebhookPager(session, Webhook(endpoint.url), FrozenClock())


@pytest.mark.parametrize("status", [200, 202, 204])
async def test_a_page_is_posted_with_its_moment(status: int) -> None:
    async with an_endpoint(status) as (endpoint, pager):
        await pager.page("secbot guard", "somebody is in")

        assert endpoint.came == [
            {
                "subject": "secbot guard",
                "text": "somebody is in",
                "at": FrozenClock().now().isoformat(),
            }
        ]


@pytest.mark.parametrize("status", [302, 307, 308, 400, 401, 500])
async def test_what_is_not_taken_is_told_by_host_and_status_and_no_redirect_is_followed(
    status: int,
) -> None:
    async with an_endpoint(status) as (endpoint, pager):
        with pytest.raises(PagerError) as raised:
            await pager.page("secbot guard", "x")

        assert str(raised.value) == f"127.0.0.1 answered the page with {status}"
        assert len(endpoint.came) == 1


async def test_who_does_not_answer_is_told_and_the_token_is_in_no_trace() -> None:
    async with ClientSession() as session:
        for url in ("http://127.0.0.1:9/page/T0KEN", "http://127.0.0.1:99999/T0KEN"):
            with pytest.raises(PagerError, match=r"127\.0\.0\.1 could not be asked") as raised:
                await WebhookPager(session, Webhook(url), FrozenClock()).page("x", "x")

            assert "T0KEN" not in "".join(traceback.format_exception(raised.value))
