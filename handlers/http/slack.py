"""POST /slack/events: Slack in HTTP mode, handed to Bolt once its headers can be read."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp

from bot.domain.words import intake as words

LONGEST = 1024 * 1024
TIMESTAMP = "X-Slack-Request-Timestamp"


def routes(app: AsyncApp) -> list[web.RouteDef]:
    """Return the route for the public listener."""

    async def events(request: web.Request) -> web.Response:
        stamp = request.headers.get(TIMESTAMP, "")
        # Bolt raises, and answers 500, where the timestamp is no number.
        if not (stamp.isascii() and stamp.isdigit()):
            return web.Response(status=HTTPStatus.UNAUTHORIZED, text=words.NOT_SLACK.en)
        if request.content_length is None or request.content_length > LONGEST:
            return web.Response(
                status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, text=words.TOO_LONG_FOR_SLACK.en
            )
        bolt_request = await to_bolt_request(request)
        return await to_aiohttp_response(await app.async_dispatch(bolt_request))

    return [web.post("/slack/events", events)]
