"""A small app behind the workspace: it verifies every request and answers as it was told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from practice.slack.clock import Now, utc_now
from practice.slack.panel import Panel
from practice.slack.rates import Rates
from practice.slack.server import SlackRange

SECRET = "the-signing-secret"
TOKEN = "xoxb-range"

Answer = Callable[[dict[str, Any]], Awaitable[object]]


async def nothing(_payload: dict[str, Any]) -> object:
    """Answer 200 with an empty body."""
    return None


class TinyBot:
    """Keeps every payload; `answer` says what comes back: JSON, text, a status, or nothing."""

    def __init__(self) -> None:
        """Begin with an app that says nothing."""
        self.heard: list[dict[str, Any]] = []
        self.refused = 0
        self.answer: Answer = nothing

    async def events(self, request: web.Request) -> web.Response:
        """Take a request of Slack's."""
        body = await request.text()
        if not SignatureVerifier(SECRET).is_valid_request(body, dict(request.headers)):
            self.refused += 1
            return web.Response(status=401)
        payload = _payload(request.content_type, body)
        self.heard.append(payload)
        return _response(await self.answer(payload))


def _payload(content_type: str, body: str) -> dict[str, Any]:
    if content_type == "application/json":
        found: dict[str, Any] = json.loads(body)
        return found
    form = dict(parse_qsl(body, keep_blank_values=True))
    return dict(json.loads(form["payload"])) if "payload" in form else form


def _response(answer: object) -> web.Response:
    if isinstance(answer, int):
        return web.Response(status=answer)
    if isinstance(answer, dict):
        return web.json_response(answer)
    return web.Response(text=str(answer) if answer else "")


@asynccontextmanager
async def a_bot() -> AsyncIterator[tuple[TinyBot, str]]:
    """Yield a bot and its address."""
    bot = TinyBot()
    application = web.Application()
    application.router.add_post("/slack/events", bot.events)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield bot, f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def a_range(
    *,
    bot_url: str = "http://127.0.0.1:1",
    panel: Panel | None = None,
    rates: Rates | None = None,
    now: Now = utc_now,
    patience_seconds: float = 3.0,
) -> AsyncIterator[SlackRange]:
    """Yield a workspace that listens."""
    slack = SlackRange(
        bot_url,
        SECRET,
        TOKEN,
        panel=panel,
        rates=rates,
        now=now,
        patience_seconds=patience_seconds,
    )
    await slack.start()
    try:
        yield slack
    finally:
        await slack.stop()


@asynccontextmanager
async def a_range_with_bot(
    *, patience_seconds: float = 3.0, now: Now = utc_now
) -> AsyncIterator[tuple[SlackRange, TinyBot]]:
    """Yield a workspace and the bot behind it."""
    async with (
        a_bot() as (bot, url),
        a_range(bot_url=url, patience_seconds=patience_seconds, now=now) as slack,
    ):
        yield slack, bot


def client(slack: SlackRange, token: str = TOKEN) -> AsyncWebClient:
    """Return Slack's own client, pointed at the workspace."""
    return AsyncWebClient(token=token, base_url=slack.api_url)


async def late(_payload: dict[str, Any]) -> object:
    """Answer after any patience has ended."""
    await asyncio.sleep(30)
    return None


def plain(text: str) -> dict[str, Any]:
    """Return a plain_text object."""
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> dict[str, Any]:
    """Return a mrkdwn object."""
    return {"type": "mrkdwn", "text": text}


def section(text: str) -> dict[str, Any]:
    """Return a section of mrkdwn."""
    return {"type": "section", "text": mrkdwn(text)}


def actions(*elements: dict[str, Any], block_id: str = "acts") -> dict[str, Any]:
    """Return an actions block."""
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def button(action_id: str, value: str = "v", **more: Any) -> dict[str, Any]:
    """Return a button."""
    return {"type": "button", "action_id": action_id, "value": value, "text": plain("Go"), **more}


def option(value: str) -> dict[str, Any]:
    """Return an option whose text is its value."""
    return {"text": plain(value), "value": value}


def an_input(block_id: str, **element: Any) -> dict[str, Any]:
    """Return an input block; its element is a text field unless told."""
    part = {"type": "plain_text_input", "action_id": f"{block_id}_field", **element}
    return {"type": "input", "block_id": block_id, "label": plain(block_id), "element": part}


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a modal; of no blocks it holds one section."""
    shown = list(blocks) or [section("body")]
    return {
        "type": "modal",
        "title": plain("Ask"),
        "submit": plain("Send"),
        "blocks": shown,
        **more,
    }
