"""A queue that findings come in by, if there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.queueing import QueueLook


class QueueError(Exception):
    """The queue could not be asked; the text is AWS's code."""


@dataclass(frozen=True, slots=True)
class Queued:
    """One message: `receipt` is what it is deleted by, `sent_at` when the queue got it."""

    message_id: str
    receipt: str
    sent_at: datetime
    body: str


class Queue(Protocol):
    """Never blocks the event loop; every call may raise QueueError."""

    async def receive(self) -> Sequence[Queued]:
        """Return up to ten messages, waiting up to 20 s for the first."""
        ...

    async def delete(self, receipts: Sequence[str]) -> None:
        """Take messages out of the queue; one that stays is received again."""
        ...

    async def look(self) -> QueueLook:
        """Return how the queue and its dead letters stand."""
        ...
