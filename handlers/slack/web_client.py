"""Slack's Web API with its outcomes told apart: taken, limited, uncertain, unreachable, refused."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit
from urllib.request import proxy_bypass

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.ports.notifier import LimitedError, RefusedError, UncertainError, UnreachableError

TIMEOUT_SECONDS = 10.0
CONNECT_SECONDS = 5
UNTOLD_WAIT_SECONDS = 30.0
LONGEST_WAIT_SECONDS = 3600.0

LIMITED = frozenset({"ratelimited", "rate_limited"})
"""https://docs.slack.dev/apis/web-api/rate-limits"""

UNCERTAIN = frozenset({"fatal_error", "internal_error", "service_unavailable"})
"""Codes of which https://docs.slack.dev/reference/methods/chat.postMessage says that something
may have succeeded before the error was raised."""

MENDABLE = frozenset(
    {
        "access_denied",
        "accesslimited",
        "account_inactive",
        "channel_not_found",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "invalid_auth",
        "is_archived",
        "message_limit_exceeded",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "not_in_channel",
        "org_login_required",
        "request_timeout",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "team_access_not_granted",
        "team_added_to_org",
        "token_expired",
        "token_revoked",
        "two_factor_setup_required",
    }
)
"""Codes that say nothing against the message itself: an operator (a token, a scope, an
invitation to the channel) or time can mend it, so what waits is kept."""

Count = Callable[[str, str], None]

_log = logging.getLogger(__name__)


class SlackWeb:
    """One token's way into the Web API; `client` is slack_sdk's own, for Bolt to share."""

    def __init__(self, client: AsyncWebClient, count: Count) -> None:
        """Take the client; `count` is told the method and the result of every call."""
        self.client = client
        self._count = count

    async def ask(self, method: str, call: Awaitable[AsyncSlackResponse]) -> dict[str, Any]:
        """Wait for a call of the client's and return what Slack answered.

        Raises one of the four errors of `bot.ports.notifier`, with Slack's code in it.
        """
        try:
            answer = await call
        except Exception as error:
            told = outcome(error)
            if told is None:
                raise
            self._count(method, _RESULTS[type(told)])
            _log.log(_level(told), "%s: %s", method, told)
            raise told from None
        self._count(method, "ok")
        return dict(answer.data) if isinstance(answer.data, dict) else {}


_RESULTS: Mapping[type[Exception], str] = {
    LimitedError: "limited",
    UncertainError: "uncertain",
    UnreachableError: "unreachable",
    RefusedError: "refused",
}


@asynccontextmanager
async def open_web(
    token: str, base_url: str, count: Count, *, seconds: float = TIMEOUT_SECONDS
) -> AsyncIterator[SlackWeb]:
    """Yield the Web API under one HTTP session, which is closed at the end.

    A call takes at most so many `seconds`.

    No redirect is followed: Slack sends none, and one could lead a socket to where nothing is
    encrypted. There are no retries inside: slack_sdk's own would post twice where a connection is lost
    after Slack has read the request.
    """
    timeout = aiohttp.ClientTimeout(total=seconds, sock_connect=CONNECT_SECONDS)
    staying = aiohttp.TraceConfig()
    staying.on_request_redirect.append(_refuse)
    async with aiohttp.ClientSession(
        timeout=timeout, cookie_jar=aiohttp.DummyCookieJar(), trace_configs=[staying]
    ) as http:
        client = AsyncWebClient(
            token=token,
            base_url=base_url,
            session=http,
            retry_handlers=[],
            logger=_quiet(),
        )
        if proxy_bypass(urlsplit(base_url).netloc) or _is_loopback(base_url):
            client.proxy = None
        yield SlackWeb(client, count)


async def _refuse(*_: object) -> None:
    """Stop before a redirect is followed."""
    raise aiohttp.ClientError


def outcome(error: Exception) -> Exception | None:
    """Return which of the four errors this one means, or None where it is a fault of ours."""
    if isinstance(error, SlackApiError):
        return _answered(error)
    if isinstance(error, _NEVER_SENT):
        return UnreachableError(type(error).__name__)
    if isinstance(error, _CUT_OFF):
        return UncertainError(type(error).__name__)
    return None


_NEVER_SENT = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientHttpProxyError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
)
_CUT_OFF = (
    aiohttp.ClientError,
    TimeoutError,
    AttributeError,  # slack_sdk stumbles over a body that is JSON but no object
)


def _answered(error: SlackApiError) -> Exception:
    """Return what an answer means that is not `ok`."""
    response = error.response
    if not isinstance(response, AsyncSlackResponse):
        return UncertainError("not_json")  # slack_sdk hands over the bare HTTP response then
    status = response.status_code
    code = _code(response.data)
    if status == HTTPStatus.TOO_MANY_REQUESTS or code in LIMITED:
        return LimitedError(_seconds(response.headers))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or code in UNCERTAIN:
        return UncertainError(code or f"HTTP {status}")
    if code in MENDABLE:
        return UnreachableError(code)
    if code:
        return RefusedError(code)
    was_heard = status < HTTPStatus.BAD_REQUEST
    return UncertainError("no_answer") if was_heard else UnreachableError(f"HTTP {status}")


def _code(data: object) -> str:
    code = data.get("error") if isinstance(data, dict) else None
    return code if isinstance(code, str) else ""


def _seconds(headers: Mapping[str, str]) -> float:
    """Return the seconds of Retry-After, within reason: at least one, at most an hour."""
    try:
        told = float(headers.get("Retry-After", UNTOLD_WAIT_SECONDS))
    except ValueError:
        told = UNTOLD_WAIT_SECONDS
    if told != told:  # noqa: PLR0124 - not a number, which float() reads from "nan"
        told = UNTOLD_WAIT_SECONDS
    return min(max(told, 1.0), LONGEST_WAIT_SECONDS)


def _level(told: Exception) -> int:
    """Return how loud an outcome is in the log: what an operator must mend is an error."""
    if isinstance(told, RefusedError) or str(told) in MENDABLE:
        return logging.ERROR
    return logging.WARNING


def _is_loopback(base_url: str) -> bool:
    return urlsplit(base_url).hostname in {"127.0.0.1", "::1", "localhost"}


def _quiet() -> logging.Logger:
    """Return a logger for slack_sdk, which prints whole messages at DEBUG."""
    logger = logging.getLogger("slack_sdk.web")
    logger.setLevel(logging.INFO)
    return logger
