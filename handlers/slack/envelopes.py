"""The frames of Socket Mode: what Slack sends through a socket, and how it is acknowledged.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from slack_bolt.response import BoltResponse

LONGEST_ID = 200
EVENTS = "events_api"


@dataclass(frozen=True, slots=True)
class Hello:
    """The first frame; `connections` is how many sockets of this app Slack counts."""

    connections: int


@dataclass(frozen=True, slots=True)
class Farewell:
    """Slack is about to close the socket, or has stopped to use it.

    `reason` is `warning` (in about ten seconds), `refresh_requested`, `link_disabled` (Socket
    Mode is switched off) or, where more than ten are open, `too_many_websockets`
    (https://github.com/slackapi/node-slack-sdk/issues/1654).
    """

    reason: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """A payload to be answered within three seconds, by its id, on the socket that it came by."""

    id: str
    kind: str
    payload: dict[str, Any]
    takes_answer: bool


Frame = Hello | Farewell | Envelope


def read(text: str) -> Frame | None:
    """Return what a frame says, or None where it is nothing that Slack sends."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    kind = found.get("type")
    if kind == "hello":
        count = found.get("num_connections")
        return Hello(count if isinstance(count, int) else 0)
    if kind == "disconnect":
        return Farewell(str(found.get("reason", ""))[:LONGEST_ID])
    return _envelope(found, kind)


def _envelope(found: dict[str, Any], kind: object) -> Envelope | None:
    name, payload = found.get("envelope_id"), found.get("payload")
    if not (isinstance(kind, str) and isinstance(name, str) and isinstance(payload, dict)):
        return None
    if not 0 < len(name) <= LONGEST_ID:
        return None
    return Envelope(name, kind, payload, found.get("accepts_response_payload") is True)


def acknowledgement(envelope: Envelope, response: BoltResponse) -> str | None:
    """Return the frame that acknowledges an envelope, or None where it is not to be.

    What was not taken up is left alone, and Slack tells the person so, as it does for a status
    that is not 200 in HTTP mode. An event is acknowledged whatever came of it: nobody waits for
    it, and Slack would send it again and again.
    """
    if response.status != HTTPStatus.OK and envelope.kind != EVENTS:
        return None
    told: dict[str, Any] = {"envelope_id": envelope.id}
    if envelope.takes_answer and response.status == HTTPStatus.OK and response.body:
        told["payload"] = _payload(response)
    return json.dumps(told)


def _payload(response: BoltResponse) -> Any:
    """Return the body as Slack wants it: JSON as it is, text as a message's text."""
    kind = response.first_headers().get("content-type", "")
    return json.loads(response.body) if "json" in kind else {"text": response.body}
