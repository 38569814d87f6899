"""What is posted to a server: requests as bytes on the wire, each with a name of its own."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from practice.aws.sns_messages import Signer

TOPIC = "arn:aws:sns:ap-northeast-1:999988887777:security-findings"
SUBSCRIPTION = f"{TOPIC}:0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
SIGNATURE_VERSION = "2"


class Kind(StrEnum):
    """What a request should come to: a copy was sent before, a lie is not what was signed."""

    NEW = "new"
    COPY = "copy"
    LIE = "lie"


@dataclass(frozen=True, slots=True)
class Post:
    """One request: `name` is a message's id, or whatever tells one click from another."""

    kind: Kind
    name: str
    wire: bytes


def request(path: str, content_type: str, body: bytes, headers: dict[str, str]) -> bytes:
    """Return a POST as HTTP/1.1 has it, to be sent over a connection that stays open."""
    lines = {"Host": "127.0.0.1", "Content-Type": content_type, "Content-Length": str(len(body))}
    head = "".join(f"{name}: {value}\r\n" for name, value in (lines | headers).items())
    return f"POST {path} HTTP/1.1\r\n{head}\r\n".encode() + body


class Publisher:
    """A topic that signs what it publishes with a key of its own."""

    def __init__(self) -> None:
        """Make the key."""
        self._signer = Signer()

    @property
    def certificate_pem(self) -> str:
        """Return the certificate that verifies what is published."""
        return self._signer.certificate_pem

    def posts(self, events: Sequence[dict[str, Any]]) -> list[Post]:
        """Return the events as signed notifications, dated now: good for an hour."""
        return [_post(Kind.NEW, self._notification(event)) for event in events]

    def with_copies(
        self, events: Sequence[dict[str, Any]], share: float, seed: int = 1
    ) -> list[Post]:
        """Return the events and copies of some, so that copies are this share of the whole.

        Half the copies are a message that is delivered again; half are the same finding,
        published again under a new message id. Each comes after what it copies.
        """
        dice = random.Random(seed)  # noqa: S311 - a load must be the same each time, not secret
        posts = self.posts(events)
        for index in range(round(len(events) * share / (1 - share))):
            place = dice.randrange(len(posts))
            copied = posts[place]
            if index % 2:
                copy = Post(Kind.COPY, copied.name, copied.wire)
            else:
                event = events[dice.randrange(len(events))]
                copy = _post(Kind.COPY, self._notification(event))
            posts.insert(dice.randrange(place + 1, len(posts) + 1), copy)
        return posts

    def lies(self, events: Sequence[dict[str, Any]]) -> list[Post]:
        """Return messages in which one character was changed after they were signed."""
        return [_post(Kind.LIE, _changed(self._notification(event))) for event in events]

    def _notification(self, event: dict[str, Any]) -> dict[str, Any]:
        message = json.dumps(event, separators=(",", ":"))
        return self._signer.notification(TOPIC, message, SIGNATURE_VERSION, SUBSCRIPTION)


def _changed(message: dict[str, Any]) -> dict[str, Any]:
    return message | {"Message": message["Message"].replace('"version":"0"', '"version":"1"', 1)}


def _post(kind: Kind, message: dict[str, Any]) -> Post:
    headers = {
        "User-Agent": "Amazon Simple Notification Service Agent",
        "x-amz-sns-message-type": str(message["Type"]),
        "x-amz-sns-message-id": str(message["MessageId"]),
        "x-amz-sns-topic-arn": TOPIC,
        "x-amz-sns-subscription-arn": SUBSCRIPTION,
    }
    body = json.dumps(message, indent=2).encode()
    wire = request("/sns", "text/plain; charset=UTF-8", body, headers)
    return Post(kind, str(message["MessageId"]), wire)
