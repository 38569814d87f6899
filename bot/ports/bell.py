"""Wakes a loop as soon as there is work, in one process or across many."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol


class Ring(StrEnum):
    """What there is work for."""

    INBOX = "inbox"
    OUTBOX = "outbox"
    RUNS = "runs"


class Bell(Protocol):
    """A wake-up that may be missed: whoever waits looks again by itself at the time-out."""

    def ring(self, ring: Ring) -> None:
        """Wake whoever waits for this; safe from any thread."""
        ...

    async def wait(self, ring: Ring, seconds: float) -> None:
        """Return at the next ring, at once if one was missed, or after so many seconds."""
        ...
