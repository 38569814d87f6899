"""POST /slack/events: Slack in HTTP mode, handed to Bolt once its signature is verified."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Sequence
from http import HTTPStatus

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.domain.words import intake as words
from runbooks.kit.text import Text

_log = logging.getLogger(__name__)

TIMESTAMP = "X-Slack-Request-Timestamp"
SIGNATURE = "X-Slack-Signature"
CONTENT_TYPE = "Content-Type"
STAMP = re.compile(r"[0-9]{1,12}", re.ASCII)
BODY_SECONDS = 3.0
"""Slack itself waits no longer for an answer."""
MALFORMED = (LookupError, ValueError, TypeError, AttributeError, RecursionError)
"""What Bolt raises where a part is missing or is of another type than it takes for granted."""
SIGNED = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)


def routes(
    app: AsyncApp, signing_secret: str, *, body_seconds: float = BODY_SECONDS
) -> list[web.RouteDef]:
    """Return the route for the public listener, which waits so many seconds for a body.

    The signature is verified over the raw bytes before anything of them is parsed, which Bolt
    does the other way round: https://docs.slack.dev/authentication/verifying-requests-from-slack
    """
    verifier = SignatureVerifier(signing_secret)

    async def events(request: web.Request) -> web.Response:
        try:
            raw = await whole(request, body_seconds)
        except web.HTTPRequestEntityTooLarge:
            return _answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, words.TOO_LONG_FOR_SLACK)
        except TimeoutError:
            return _answer(HTTPStatus.REQUEST_TIMEOUT, words.TOO_SLOW)
        except web.RequestPayloadError:
            return _answer(HTTPStatus.BAD_REQUEST, words.UNREADABLE_FOR_SLACK)
        body = signed_text(verifier, request, raw)
        if body is None:
            return _answer(HTTPStatus.UNAUTHORIZED, words.NOT_SLACK)
        bolt_request = parsed(request, body)
        if bolt_request is None:
            return _answer(HTTPStatus.BAD_REQUEST, words.UNREADABLE_FOR_SLACK)
        try:
            return await to_aiohttp_response(await app.async_dispatch(bolt_request))
        except MALFORMED as error:
            _log.error("Bolt stumbled over what Slack sent", exc_info=error)
            return _answer(HTTPStatus.BAD_REQUEST, words.UNREADABLE_FOR_SLACK)

    return [web.post("/slack/events", events)]


async def whole(request: web.Request, seconds: float) -> bytes:
    """Return the body; one that is there already, as most are, needs nobody to watch the time.

    Raises TimeoutError, or what aiohttp raises of one that is too long or can't be read.
    """
    if request.content.is_eof():
        return await request.read()
    async with asyncio.timeout(seconds):
        return await request.read()


def signed_text(verifier: SignatureVerifier, request: web.Request, raw: bytes) -> str | None:
    """Return the body, or None where Slack has not signed it within the last five minutes."""
    stamp = request.headers.get(TIMESTAMP, "")
    signature = request.headers.get(SIGNATURE, "")
    if not (STAMP.fullmatch(stamp) and SIGNED.fullmatch(signature)):
        return None
    try:
        body = raw.decode()
    except UnicodeDecodeError:
        return None
    return body if verifier.is_valid(body, stamp, signature) else None


def parsed(request: web.Request, body: str) -> AsyncBoltRequest | None:
    """Return the request as Bolt takes it, or None for a body that is no form and no object.

    Of the headers, which Slack does not sign, Bolt gets the one that it needs to read the body.
    """
    headers: dict[str, str | Sequence[str]] = {CONTENT_TYPE: request.content_type}
    try:
        return AsyncBoltRequest(body=body, query=request.query_string, headers=headers)
    except MALFORMED:
        return None


def _answer(status: HTTPStatus, says: Text) -> web.Response:
    return web.Response(status=status, text=says.en)
