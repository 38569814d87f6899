"""A verified message, as it is kept in the inbox before anything of its body is parsed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Message:
    """What a topic or a queue sent, verified: `body` is the SNS `Message` field, untouched."""

    source: str
    topic: str
    message_id: str
    sent_at: datetime
    received_at: datetime
    body: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A message in the inbox, with its row's number."""

    number: int
    message: Message


@dataclass(frozen=True, slots=True)
class Depth:
    """How many rows wait, and since when the oldest does."""

    count: int
    oldest: datetime | None
