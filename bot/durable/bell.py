"""The bell of one process: wakes loops that wait on the event loop, from any thread."""

from __future__ import annotations

import asyncio

from bot.ports.bell import Ring


class LocalBell:
    """Rings within one process; made on the event loop that is to be woken."""

    def __init__(self) -> None:
        """Bind the bell to the running event loop."""
        self._loop = asyncio.get_running_loop()
        self._rung = {ring: asyncio.Event() for ring in Ring}

    def ring(self, ring: Ring) -> None:
        """Wake whoever waits for this; safe from any thread, and in vain after the loop's end."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._rung[ring].set)

    async def wait(self, ring: Ring, seconds: float) -> None:
        """Return at the next ring, at once if one was missed, or after so many seconds."""
        rung = self._rung[ring]
        try:
            async with asyncio.timeout(seconds):
                await rung.wait()
        except TimeoutError:
            return
        rung.clear()
