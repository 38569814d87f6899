"""The floor of answers: a bare Bolt app of one command and one action listener, which only ack.

It checks Slack's signature and reads the request, as Bolt does for every app, behind the same
aiohttp. It knows nobody, looks nothing up, and tells nobody anything.
"""

from __future__ import annotations

import asyncio
import os
import re

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

from benchmarks.serving import serve


def app(token: str, secret: str) -> AsyncApp:
    """Return the app, which is told who it is, so that no request asks Slack."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=None, bot_token=token)

    made = AsyncApp(signing_secret=secret, authorize=authorize, process_before_response=True)

    @made.command("/sec")
    async def command(ack: AsyncAck) -> None:
        await ack(text="ok")

    @made.action(re.compile(".*"))
    async def action(ack: AsyncAck) -> None:
        await ack()

    return made


def main() -> None:
    """Serve Slack's requests until told to stop."""
    bolt = app(os.environ["TOKEN"], os.environ["SECRET"])

    async def take(request: web.Request) -> web.Response:
        answer: web.Response = await to_aiohttp_response(
            await bolt.async_dispatch(await to_bolt_request(request))
        )
        return answer

    asyncio.run(serve([web.post("/slack/events", take)]))


if __name__ == "__main__":
    main()
