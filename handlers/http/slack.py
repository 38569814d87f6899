"""POST /slack/events: Slack in HTTP mode, handed to Bolt once its signature is verified."""

from __future__ import annotations

import re
from collections.abc import Sequence
from http import HTTPStatus

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.domain.words import intake as words

TIMESTAMP = "X-Slack-Request-Timestamp"
SIGNATURE = "X-Slack-Signature"
STAMP = re.compile(r"[0-9]{1,12}", re.ASCII)
SIGNED = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)


def routes(app: AsyncApp, signing_secret: str) -> list[web.RouteDef]:
    """Return the route for the public listener.

    The signature is verified over the raw bytes before anything of them is parsed, which Bolt
    does the other way round: https://docs.slack.dev/authentication/verifying-requests-from-slack
    """
    verifier = SignatureVerifier(signing_secret)

    async def events(request: web.Request) -> web.Response:
        try:
            raw = await request.read()
        except web.HTTPRequestEntityTooLarge:
            return web.Response(
                status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, text=words.TOO_LONG_FOR_SLACK.en
            )
        body = signed_text(verifier, request, raw)
        if body is None:
            return web.Response(status=HTTPStatus.UNAUTHORIZED, text=words.NOT_SLACK.en)
        headers: dict[str, str | Sequence[str]] = dict(request.headers)
        bolt_request = AsyncBoltRequest(body=body, query=request.query_string, headers=headers)
        return await to_aiohttp_response(await app.async_dispatch(bolt_request))

    return [web.post("/slack/events", events)]


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
