"""Where calls that block are made: threads of our own, never the event loop's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Threads(Protocol):
    """A bounded number of threads."""

    async def run(self, work: Callable[[], T]) -> T:
        """Run the work on a thread and return what it returns, or raise what it raises."""
        ...
