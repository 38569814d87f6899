"""How much the reader takes at a time, and when it lets messages that arrive go first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import perf_counter

MOST_ROWS = 25
"""Above this, POSTs wait visibly for the writer: p99 is 5 ms at 25 rows, 36 ms at 100."""
WRITER_SECONDS = 0.005
MOST_POSTS_WAITING = 8
LONGEST_YIELD_SECONDS = 1.0
YIELD_STEP_SECONDS = 0.01


class Pace:
    """Keeps a batch within its share of the writer, and behind the POSTs that wait."""

    def __init__(self, busy: Callable[[], int], most: int = MOST_POSTS_WAITING) -> None:
        """Begin with whole batches; `busy` says how many POSTs waited at once since last asked.

        More of them than `most` go first.
        """
        self._busy = busy
        self._most = most
        self._rows = MOST_ROWS

    @property
    def rows(self) -> int:
        """Return how many rows to take next."""
        return self._rows

    def took(self, seconds: float) -> None:
        """Halve the batch when it held the writer too long, else let it grow back."""
        if seconds > WRITER_SECONDS:
            self._rows = max(1, self._rows // 2)
        else:
            self._rows = min(MOST_ROWS, self._rows + 1)

    async def give_way(self) -> None:
        """Let POSTs go first, for a second at most: they have a deadline and we have not."""
        until = perf_counter() + LONGEST_YIELD_SECONDS
        while self._busy() > self._most and perf_counter() < until:  # noqa: ASYNC110 - no bell rings for it
            await asyncio.sleep(YIELD_STEP_SECONDS)
