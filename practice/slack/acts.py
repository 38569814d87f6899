"""The page's way to act, which tests may take too: `POST /act/...` with JSON."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web

from practice.slack import words
from practice.slack.acting import Acting, NothingThereError, Seen
from practice.slack.content import Json
from practice.slack.errors import RefusedError
from practice.slack.values import Given
from practice.slack.workspace import Workspace


class Body:
    """A request's JSON; what is not of its type is refused with 400 and its name."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        """Keep what was given."""
        self._given = given

    def text(self, name: str, default: str | None = None) -> str:
        """Return a string, which must be there unless it has a default."""
        value = self._given.get(name, default)
        if not isinstance(value, str):
            raise web.HTTPBadRequest(text=f"{name} must be a string")
        return value

    def maybe(self, name: str) -> str | None:
        """Return a string, or None where there is none."""
        return self.text(name, "") or None

    def given(self, name: str) -> Given:
        """Return what a person gave to a field: a string, strings, or nothing."""
        value = self._given.get(name)
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return value
        raise web.HTTPBadRequest(text=f"{name} must be a string or a list of strings")

    def values(self) -> dict[str, Given]:
        """Return what stands in a form, by block_id or action_id."""
        found = self._given.get("values", {})
        if not isinstance(found, dict):
            raise web.HTTPBadRequest(text="values must be an object")
        inner = Body(found)
        return {name: inner.given(name) for name in found}


async def read(request: web.Request) -> Body:
    """Return a request's JSON body; 415 for another type, 400 for what is no object.

    A page of another origin can send no JSON without asking first, and is never allowed to.
    """
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="send application/json")
    try:
        given = json.loads(await request.read())
    except ValueError:
        raise web.HTTPBadRequest(text="this is not JSON") from None
    if not isinstance(given, dict):
        raise web.HTTPBadRequest(text="send an object")
    return Body(given)


class Acts:
    """Turns requests into acts of people, and what they see into JSON."""

    def __init__(self, workspace: Workspace, acting: Acting) -> None:
        """Keep who acts."""
        self._workspace = workspace
        self._acting = acting

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        acts: Mapping[str, Callable[[Body], Awaitable[Json]]] = {
            "say": self._say,
            "command": self._command,
            "click": self._click,
            "click_in_view": self._click_in_view,
            "submit": self._submit,
            "close": self._close,
            "home": self._home,
            "suggest": self._suggest,
            "dismiss": self._dismiss,
        }
        return [web.post(f"/act/{name}", _answering(act)) for name, act in acts.items()]

    async def _say(self, body: Body) -> Json:
        thread_ts = body.maybe("thread")
        message = self._acting.say(
            body.text("as"), body.text("text"), body.text("channel"), thread_ts
        )
        return {"ts": message.ts}

    async def _command(self, body: Body) -> Json:
        if body.maybe("thread"):
            return {"notice": words.IN_THREAD.en}
        text, channel = body.text("text"), body.text("channel")
        return self._seen(await self._acting.command(body.text("as"), text, channel))

    async def _click(self, body: Body) -> Json:
        seen = await self._acting.click(
            body.text("as"),
            body.text("ts"),
            body.text("action"),
            given=body.given("given"),
            block_id=body.maybe("block"),
        )
        return self._seen(seen)

    async def _click_in_view(self, body: Body) -> Json:
        seen = await self._acting.click_in_view(
            body.text("as"),
            body.text("action"),
            given=body.given("given"),
            block_id=body.maybe("block"),
            view_id=body.maybe("view"),
            values=body.values(),
        )
        return self._seen(seen)

    async def _submit(self, body: Body) -> Json:
        person, view = body.text("as"), body.maybe("view")
        return self._seen(await self._acting.submit(person, body.values(), view_id=view))

    async def _close(self, body: Body) -> Json:
        return self._seen(await self._acting.close(body.text("as")))

    async def _home(self, body: Body) -> Json:
        return self._seen(await self._acting.open_home(body.text("as")))

    async def _suggest(self, body: Body) -> Json:
        person, view = body.text("as"), body.maybe("view")
        query = body.text("query", "")
        return {
            "options": await self._acting.suggest(person, body.text("action"), query, view_id=view)
        }

    async def _dismiss(self, body: Body) -> Json:
        self._acting.dismiss(body.text("as"), body.text("ts"))
        return {}

    def _seen(self, seen: Seen) -> Json:
        return {
            "notice": seen.notice,
            "error": seen.error,
            "status": seen.status,
            "errors": dict(seen.errors),
            "view": seen.view.as_json() if seen.view else None,
            "messages": [self._workspace.messages.as_json(each) for each in seen.messages],
        }


def _answering(
    act: Callable[[Body], Awaitable[Json]],
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def answer(request: web.Request) -> web.StreamResponse:
        body = await read(request)
        try:
            return web.json_response(await act(body))
        except NothingThereError:
            return web.json_response({"notice": words.GONE.en, "error": "gone"})
        except RefusedError as error:
            return web.json_response({"notice": error.code, "error": error.code})

    return answer
