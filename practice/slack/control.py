"""What a test in another process needs: failures to plan, and what has happened."""

from __future__ import annotations

from dataclasses import asdict
from typing import cast

from aiohttp import web

from practice.slack.acts import Body, read
from practice.slack.errors import RefusedError
from practice.slack.failures import Failure, Failures, Kind
from practice.slack.workspace import Workspace

_KINDS = ("limited", "broken", "refused", "cut_before", "cut_after", "late")


class Control:
    """`/control/...`: failures, messages, pings and Web API calls, as JSON."""

    def __init__(self, workspace: Workspace, failures: Failures) -> None:
        """Keep what is controlled."""
        self._workspace = workspace
        self._failures = failures

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.post("/control/failures", self._fail),
            web.delete("/control/failures", self._mend),
            web.get("/control/messages", self._messages),
            web.get("/control/notified", self._notified),
            web.get("/control/asked", self._asked),
        ]

    async def _fail(self, request: web.Request) -> web.Response:
        body = await read(request)
        kind = body.text("kind")
        if kind not in _KINDS:
            raise web.HTTPBadRequest(text=f"kind must be one of {', '.join(_KINDS)}")
        times, seconds = _number(body, "times"), _number(body, "seconds")
        code = body.text("code", "internal_error")
        planned = Failure(body.text("method"), cast("Kind", kind), int(times), seconds, code)
        self._failures.add(planned)
        return web.json_response(asdict(planned))

    async def _mend(self, _request: web.Request) -> web.Response:
        self._failures.clear()
        return web.json_response({})

    async def _messages(self, request: web.Request) -> web.Response:
        try:
            channel = self._workspace.channel(request.query.get("channel", "C0SEC"))
        except RefusedError as error:
            raise web.HTTPNotFound(text=error.code) from None
        messages = self._workspace.messages
        return web.json_response(
            [
                messages.as_json(each, with_metadata=True) | {"only_for": each.only_for}
                for each in messages.everything_in(channel.id)
            ]
        )

    async def _notified(self, _request: web.Request) -> web.Response:
        pings = [
            asdict(ping) | {"reached": sorted(ping.reached)} for ping in self._workspace.notified
        ]
        return web.json_response(pings)

    async def _asked(self, _request: web.Request) -> web.Response:
        return web.json_response([asdict(asked) for asked in self._workspace.asked])


def _number(body: Body, name: str) -> float:
    try:
        return float(body.text(name, "1"))
    except ValueError:
        raise web.HTTPBadRequest(text=f"{name} must be a number in a string") from None
