"""Slack's Web API over HTTP: who may call, how fast, and the answer's shape."""

from __future__ import annotations

import asyncio
from hmac import compare_digest
from typing import Any

from aiohttp import web

from practice.slack import scopes
from practice.slack.arguments import Arguments, parsed
from practice.slack.content import Json
from practice.slack.errors import Code, RefusedError
from practice.slack.failures import Failure, Failures
from practice.slack.methods.table import METHODS
from practice.slack.rates import Limiter
from practice.slack.sockets import Sockets
from practice.slack.workspace import Asked, Workspace

OPEN_SOCKET = "apps.connections.open"


class Api:
    """Answers `/api/METHOD`; `token` is the one bot token that it knows."""

    def __init__(
        self,
        workspace: Workspace,
        token: str,
        limiter: Limiter,
        failures: Failures,
        sockets: Sockets,
    ) -> None:
        """Keep what the answers depend on; `sockets` knows the app-level token."""
        self._workspace = workspace
        self._token = token
        self._limiter = limiter
        self._failures = failures
        self._sockets = sockets

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one call: refuse it, apply it, or fail as told."""
        method = request.match_info["method"]
        body = await request.read()
        failure = self._failures.take(method)
        if failure is not None and failure.kind in ("limited", "broken", "cut_before"):
            return failed(request, failure)
        try:
            arguments = parsed(body, request.content_type, request.query)
            self._check_token(request, arguments, method)
            answer = self._limited(method, arguments) or self._applied(method, arguments, failure)
        except RefusedError as error:
            answer = web.json_response(_refusal(error))
        return await after(request, answer, failure)

    def _check_token(self, request: web.Request, arguments: Arguments, method: str) -> None:
        """Refuse a token of the wrong kind; the app-level one is good for sockets alone.

        It counts as a header only (https://docs.slack.dev/reference/methods/apps.connections.open).
        """
        if method == OPEN_SOCKET and request.method != "POST":
            raise RefusedError(Code.INSECURE_REQUEST)
        header = request.headers.get("Authorization", "").removeprefix("Bearer ")
        given = header or arguments.text("token")
        if not given:
            raise RefusedError(Code.NOT_AUTHED)
        is_bot = compare_digest(given.encode(), self._token.encode())
        is_app = bool(header) and compare_digest(given.encode(), self._sockets.token.encode())
        if is_app if method == OPEN_SOCKET else is_bot:
            return
        raise RefusedError(Code.NOT_ALLOWED_TOKEN_TYPE if is_app or is_bot else Code.INVALID_AUTH)

    def _limited(self, method: str, arguments: Arguments) -> web.Response | None:
        seconds = self._limiter.seconds_to_wait(method, str(arguments.given.get("channel")))
        return too_fast(seconds) if seconds else None

    def _applied(self, method: str, arguments: Arguments, failure: Failure | None) -> web.Response:
        try:
            told = self._told(method, arguments, failure)
        except RefusedError as error:
            self._keep(method, arguments, error.code)
            raise
        self._keep(method, arguments, str(told.get("error", "")))
        return web.json_response({"ok": True, **told}, headers=self._headers())

    def _told(self, method: str, arguments: Arguments, failure: Failure | None) -> Json:
        if failure is not None and failure.kind == "refused":
            return {"ok": False, "error": failure.code}
        if method == OPEN_SOCKET:
            return self._sockets.ticket()
        if method not in METHODS:
            raise RefusedError(Code.UNKNOWN_METHOD)
        scopes.check(self._workspace.scopes, method, arguments, self._workspace.channels)
        return METHODS[method](self._workspace, arguments)

    def _headers(self) -> dict[str, str]:
        return {"X-OAuth-Scopes": ",".join(sorted(self._workspace.scopes))}

    def _keep(self, method: str, arguments: Arguments, error: str) -> None:
        given = {name: value for name, value in arguments.given.items() if name != "token"}
        self._workspace.asked.append(Asked(method, given, error))


def too_fast(seconds: float) -> web.Response:
    """Return Slack's 429."""
    body = {"ok": False, "error": Code.RATELIMITED}
    return web.json_response(body, status=429, headers={"Retry-After": f"{seconds:g}"})


def failed(request: web.Request, failure: Failure) -> web.Response:
    """Return the answer of a call that was not applied."""
    if failure.kind == "limited":
        return too_fast(failure.seconds)
    if failure.kind == "cut_before":
        cut(request)
    return web.Response(status=failure.status, text="")


async def after(
    request: web.Request, answer: web.Response, failure: Failure | None
) -> web.StreamResponse:
    """Return the answer of a call that was applied: at once, late, or never."""
    if failure is not None and failure.kind == "late":
        await asyncio.sleep(failure.seconds)
    elif failure is not None and failure.kind == "cut_after":
        cut(request)
    return answer


def cut(request: web.Request) -> None:
    """Close the connection under the caller's feet."""
    if request.transport is not None:
        request.transport.abort()


def _refusal(error: RefusedError) -> dict[str, Any]:
    refusal: dict[str, Any] = {"ok": False, "error": error.code}
    if error.faults:
        told = [str(fault) for fault in error.faults]
        refusal["errors"] = told
        refusal["response_metadata"] = {"messages": [f"[ERROR] {each}" for each in told]}
    return refusal
