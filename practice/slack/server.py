"""The workspace on a port: Web API, response URLs, page and control."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from practice.slack.acting import Acting
from practice.slack.acts import Acts
from practice.slack.answers import take_hook_answer
from practice.slack.api import Api, after, failed
from practice.slack.clock import Now, utc_now
from practice.slack.control import Control
from practice.slack.errors import RefusedError
from practice.slack.failures import Failures
from practice.slack.page import Page, guard
from practice.slack.panel import Panel
from practice.slack.rates import Limiter, Rates
from practice.slack.sender import PATIENCE_SECONDS, Sender
from practice.slack.sockets import Sockets
from practice.slack.workspace import Workspace

LARGEST_BODY = 4 * 1024 * 1024
HOOK = "response_url"


class SlackRange:
    """A Slack of one's own, on the loopback interface.

    `workspace` is its state, `acting` lets people act, `sender` keeps
    what they sent, `failures` makes it fail. Without `rates`
    it never answers 429 by itself. `now` moves triggers, response URLs, rates and timestamps.
    People act over HTTP until Socket Mode is switched on; then `sockets` are the way to the app.
    """

    def __init__(
        self,
        bot_url: str,
        signing_secret: str,
        bot_token: str,
        *,
        panel: Panel | None = None,
        rates: Rates | None = None,
        now: Now = utc_now,
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> None:
        """Put the parts together; nothing listens yet."""
        self.workspace = Workspace(now, bot_url=bot_url)
        self.failures = Failures()
        self.sender = Sender(self.workspace, signing_secret, patience_seconds=patience_seconds)
        self.sockets = Sockets(self.workspace, patience_seconds=patience_seconds)
        self.acting = Acting(self.workspace, self.sender)
        limiter = Limiter(rates, now)
        self._api = Api(self.workspace, bot_token, limiter, self.failures, self.sockets)
        self._page = Page(self.workspace, panel or Panel())
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """The page's address."""
        return f"{self.workspace.url}/"

    @property
    def api_url(self) -> str:
        """The Web API's base, as SLACK_API_URL wants it."""
        return f"{self.workspace.url}/api/"

    def use_sockets(self, app_token: str) -> None:
        """Switch Socket Mode on, as under the app's settings, for one app-level token."""
        self.sockets.switch_on(app_token)
        self.acting.way = self.sockets

    async def use_http(self) -> None:
        """Switch Socket Mode off again."""
        self.acting.way = self.sender
        await self.sockets.switch_off()

    async def start(self, port: int = 0, host: str = "127.0.0.1") -> None:
        """Listen; on port 0 the system chooses one. OSError where the port is taken."""
        await self.sender.open()
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        bound = self._runner.addresses[0][1]
        self.workspace.url = f"http://{host}:{bound}"

    async def stop(self) -> None:
        """Close what is open."""
        if self._runner is not None:
            await self._runner.cleanup()
        await self.sender.close()

    def _application(self) -> web.Application:
        application = web.Application(client_max_size=LARGEST_BODY)
        application.add_routes(
            [
                web.get("/api/{method}", self._api.answer),
                web.post("/api/{method}", self._api.answer),
                web.post("/hooks/{token}", self._hook),
                *self.sockets.routes(),
                *self._page.routes(),
                *Acts(self.workspace, self.acting).routes(),
                *Control(self.workspace, self.failures).routes(),
            ]
        )
        application.on_response_prepare.append(guard)
        application.on_shutdown.append(self._page.close)
        application.on_shutdown.append(self.sockets.close)
        return application

    async def _hook(self, request: web.Request) -> web.StreamResponse:
        """Take an answer to a response URL; failures are planned for `response_url`."""
        body = await request.read()
        failure = self.failures.take(HOOK)
        if failure is not None and failure.kind in ("limited", "broken", "cut_before"):
            return failed(request, failure)
        try:
            hook = self.workspace.hooks.use(request.match_info["token"])
            take_hook_answer(self.workspace, hook, _object(body))
        except RefusedError as error:
            return web.json_response({"ok": False, "error": error.code}, status=404)
        return await after(request, web.Response(text="ok"), failure)


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise web.HTTPBadRequest(text="invalid_payload")
    return found
