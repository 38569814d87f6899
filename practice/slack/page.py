"""The page that looks and works like Slack, and the panel beside it."""

from __future__ import annotations

import asyncio
import html
from contextlib import suppress
from pathlib import Path
from string import Template

from aiohttp import web

from practice.slack import words
from practice.slack.acts import read
from practice.slack.errors import RefusedError
from practice.slack.panel import Panel, tables
from practice.slack.people import COMMAND
from practice.slack.show import Show
from practice.slack.workspace import Workspace
from runbooks.kit.text import Text

STATIC = Path(__file__).parent / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_GATHER_SECONDS = 0.05


class Page:
    """Serves the page, its data and its stream of changes."""

    def __init__(self, workspace: Workspace, panel: Panel) -> None:
        """Keep what is shown."""
        self._workspace = workspace
        self._panel = panel
        self._is_open = True

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the routes."""
        return [
            web.get("/", self._shell),
            web.get("/page/view", self._view),
            web.get("/page/events", self._events),
            web.get("/page/panel", self._estate),
            web.post("/page/scenario", self._start),
            web.static("/static", STATIC),
        ]

    async def close(self, _app: web.Application) -> None:
        """End the streams."""
        self._is_open = False
        self._workspace.changes.tell()

    async def _shell(self, _request: web.Request) -> web.Response:
        options = "".join(
            f'<option value="{_shown(person.id)}">'
            f"{_shown(person.real_name)} · {_shown(person.title.en)}</option>"
            for person in self._workspace.people.values()
            if not person.is_bot
        )
        said = {
            name.lower(): _shown(text.en)
            for name, text in vars(words).items()
            if isinstance(text, Text)
        }
        page = Template((STATIC / "page.html").read_text(encoding="utf-8"))
        filled = page.substitute(said, people=options, command=_shown(COMMAND))
        return web.Response(text=filled, content_type="text/html")

    async def _view(self, request: web.Request) -> web.Response:
        try:
            person = self._workspace.person(request.query.get("as", ""))
        except RefusedError as error:
            raise web.HTTPNotFound(text=error.code) from None
        show = Show(self._workspace, person, request.query.get("zone", ""))
        place, thread = request.query.get("place", ""), request.query.get("thread", "")
        return web.json_response(show.page(place, thread))

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """Stream a number at every change; many changes at once are one."""
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await stream.prepare(request)
        seen = -1
        with suppress(ConnectionResetError):  # the reader has left
            while self._is_open:
                seen = await self._workspace.changes.after(seen)
                await stream.write(f"data: {seen}\n\n".encode())
                await asyncio.sleep(_GATHER_SECONDS)
        return stream

    async def _estate(self, _request: web.Request) -> web.Response:
        scenarios = [
            {"name": name, "title": title.en} for name, title in self._panel.scenarios.items()
        ]
        estate = tables(await self._panel.estate())
        return web.json_response({"estate": estate, "scenarios": scenarios})

    async def _start(self, request: web.Request) -> web.Response:
        name = (await read(request)).text("name")
        if name not in self._panel.scenarios:
            raise web.HTTPNotFound(text=name)
        await self._panel.start(name)
        return web.json_response({})


async def guard(_request: web.Request, response: web.StreamResponse) -> None:
    """Forbid the browser whatever the page does not need."""
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"


def _shown(text: str) -> str:
    return html.escape(text, quote=True)
