"""What delivery needs of Slack: look a message up, post it, edit it."""

from __future__ import annotations

from typing import Protocol

from bot.domain.posting import Due


class LimitedError(Exception):
    """Slack asks to wait; `seconds` is how long."""

    def __init__(self, seconds: float) -> None:
        """Keep the seconds."""
        super().__init__(f"limited for {seconds} s")
        self.seconds = seconds


class UncertainError(Exception):
    """Nobody knows whether Slack has taken the message."""


class UnreachableError(Exception):
    """Slack has certainly not taken the message; it may do so later."""


class RefusedError(Exception):
    """Slack will never take this message; the code is Slack's own."""

    def __init__(self, code: str) -> None:
        """Keep the code."""
        super().__init__(code)
        self.code = code


class Notifier(Protocol):
    """Brings one leased message out; it raises one of the four errors above, or returns."""

    async def post(self, due: Due) -> str:
        """Render and post the message with its nonce as metadata; return its ts.

        Returns an empty string where there is nothing to say any more.
        """
        ...

    async def edit(self, due: Due) -> bool:
        """Render the message and put it in the place of what stands at its ts.

        False where there is nothing to say any more, so that Slack was not asked.
        """
        ...

    async def find(self, due: Due) -> str:
        """Look for a message of ours with this nonce; return its ts or an empty string."""
        ...
