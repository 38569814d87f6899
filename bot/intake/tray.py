"""Where messages wait for the writer: whatever has come when it turns to them shares a commit."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from bot.domain.message import Message


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message and who waits for its commit, unless they have gone."""

    message: Message
    kept: asyncio.Future[None]

    def done(self) -> None:
        """Tell that it is on the disk."""
        if not self.kept.done():
            self.kept.set_result(None)

    def failed(self, error: Exception) -> None:
        """Tell why it is not."""
        if not self.kept.done():
            self.kept.set_exception(error)


class Tray:
    """Filled on the event loop, emptied on the writers' threads.

    Whoever is sent for it has all that lay on it by then: a message is laid down before it is
    asked whether somebody comes, and who comes takes that word back before the first is taken.
    """

    def __init__(self) -> None:
        """Begin empty."""
        self._waiting: deque[Waiting] = deque()
        self._is_called_for = False

    def put(self, waiting: Waiting) -> bool:
        """Let a message wait; say whether somebody has to be sent for the tray."""
        self._waiting.append(waiting)
        if self._is_called_for:
            return False
        self._is_called_for = True
        return True

    def empty(self) -> Iterator[Waiting]:
        """Yield and take away what waits, and whatever comes meanwhile."""
        self._is_called_for = False
        with suppress(IndexError):
            while True:
                yield self._waiting.popleft()
