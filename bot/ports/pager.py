"""Pages people beyond Slack."""

from __future__ import annotations

from typing import Protocol


class PagerError(Exception):
    """The page was not taken; the text names AWS's code, or how a host answered."""


class Pager(Protocol):
    """Sends a text to whoever is to be called."""

    async def page(self, subject: str, text: str) -> None:
        """Send, once or more often. Never blocks the event loop. Raises PagerError."""
        ...
