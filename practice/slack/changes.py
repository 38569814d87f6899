"""A bell that rings at every change, for those who watch the workspace."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Changes:
    """Counts changes; whoever waits is woken by the next one."""

    def __init__(self) -> None:
        """Begin with no change."""
        self.count = 0
        self._next = asyncio.Event()

    def tell(self) -> None:
        """Count a change and wake all who wait."""
        self.count += 1
        self._next.set()
        self._next = asyncio.Event()

    async def after(self, seen: int) -> int:
        """Wait until there are more changes than were seen; return how many there are."""
        while self.count <= seen:
            await self._next.wait()
        return self.count

    async def until(self, holds: Callable[[], bool], seconds: float) -> None:
        """Wait until something holds, looking at every change; TimeoutError when it does not."""
        async with asyncio.timeout(seconds):
            while not holds():
                await self.after(self.count)
