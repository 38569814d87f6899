"""Sends signed requests to the app, and waits for its answer no longer than Slack does."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode

import aiohttp

from practice.slack.clock import Now, utc_now
from practice.slack.content import Json
from practice.slack.signing import signed_headers
from practice.slack.workspace import Workspace

FORM = "application/x-www-form-urlencoded"
PATIENCE_SECONDS = 3.0
_OK = 200


@dataclass(frozen=True, slots=True)
class Sent:
    """A request as it went out; sent again it is the same, signature and all."""

    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Reply:
    """The app's answer: its status (0 for none) and body, and Slack's word for a failure."""

    status: int
    body: str
    error: str = ""

    def json(self) -> Json:
        """Return the body as an object; an empty one where it is none."""
        try:
            found: Any = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


class Way(Protocol):
    """A way to the app: HTTP requests, or sockets."""

    async def form(self, fields: dict[str, str]) -> Reply:
        """Send a slash command."""
        ...

    async def interaction(self, payload: Json) -> Reply:
        """Send an interaction."""
        ...

    async def event(self, event: Json) -> Reply:
        """Send an event of the Events API."""
        ...


class Sender:
    """Posts to the app's `/slack/events`, one aiohttp session long.

    Signatures are dated by `wall`, the real clock, because that is what they are held against.
    """

    def __init__(
        self,
        workspace: Workspace,
        secret: str,
        *,
        patience_seconds: float = PATIENCE_SECONDS,
        wall: Now = utc_now,
    ) -> None:
        """Keep whom to send to and how to sign."""
        self._workspace = workspace
        self._secret = secret
        self._patience = aiohttp.ClientTimeout(total=patience_seconds)
        self._wall = wall
        self._session: aiohttp.ClientSession | None = None
        self.sent: list[Sent] = []

    async def open(self) -> None:
        """Open the session."""
        self._session = aiohttp.ClientSession(timeout=self._patience)

    async def close(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()

    async def form(self, fields: dict[str, str]) -> Reply:
        """Send a form, as slash commands come."""
        return await self._send(urlencode(fields).encode(), FORM)

    async def interaction(self, payload: Json) -> Reply:
        """Send an interaction: a form with one field of JSON."""
        return await self.form({"payload": json.dumps(payload)})

    async def event(self, event: Json) -> Reply:
        """Send an event of the Events API."""
        return await self._send(json.dumps(event).encode(), "application/json")

    async def again(self, sent: Sent) -> Reply:
        """Send a request once more, as a network that repeats itself would."""
        if self._session is None:
            return Reply(0, "", "dispatch_failed")
        address = f"{self._workspace.bot_url.rstrip('/')}/slack/events"
        try:
            async with self._session.post(address, data=sent.body, headers=sent.headers) as answer:
                error = "" if answer.status == _OK else "dispatch_failed"
                return Reply(answer.status, await answer.text(), error)
        except TimeoutError:
            return Reply(0, "", "operation_timeout")
        except (aiohttp.ClientError, ValueError):
            return Reply(0, "", "dispatch_failed")

    async def _send(self, body: bytes, content_type: str) -> Reply:
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            **signed_headers(self._secret, body, self._wall()),
        }
        sent = Sent(body, headers)
        self.sent.append(sent)
        return await self.again(sent)
