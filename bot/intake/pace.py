"""How much the reader takes at a time, and when it lets messages that arrive go first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import perf_counter

MOST_ROWS = 25
"""Above this, POSTs wait visibly for the writer: p99 is 5 ms at 25 rows, 36 ms at 100."""
WRITER_SECONDS = 0.005
MUCH_TOO_LONG = 4
"""A batch that took so many times its share has rows that are themselves too much for it."""
MOST_ROWS_ALONE = 200
WRITER_SECONDS_ALONE = 0.02
"""Where no POST has come since the last batch, one that comes now mostly waits no longer."""
MOST_POSTS_WAITING = 8
LONGEST_YIELD_SECONDS = 1.0
YIELD_STEP_SECONDS = 0.01
STEPS = 8
"""A batch grows by one part in so many, or by a row."""
WAITS = 2
"""Where no POST comes, so many seconds of waiting for a processor count as one."""


def cost(seconds: float, processor_seconds: float, *, is_alone: bool) -> float:
    """Return for how long a batch has held the writer, as `Pace.took` is told it.

    A thread that waits for a processor is not helped by a smaller batch, of which each finding
    costs up to six times as much: where no POST comes, what counts is the processor time, unless
    it waited very long.
    """
    return max(processor_seconds, seconds / WAITS) if is_alone else seconds


class Pace:
    """Keeps a batch within its share of the writer, and behind the POSTs that wait.

    What a transaction costs once is shared by all of its rows, so the more of them the better:
    where no POST comes, as at the end of a storm, the reader may have a larger share.
    """

    def __init__(
        self,
        busy: Callable[[], int],
        most: int = MOST_POSTS_WAITING,
        *,
        fewest: int = 1,
        may_grow: bool = False,
    ) -> None:
        """Begin with whole batches; `busy` says how many POSTs waited at once since last asked.

        More of them than `most` go first. A batch that `may_grow` does where none of them comes.
        One of the `fewest` rows costs hardly less with fewer: it has them even where it takes
        longer than its share, unless it takes much longer.
        """
        self._busy = busy
        self._most = most
        self._fewest = fewest
        self._may_grow = may_grow
        self._rows = MOST_ROWS
        self._is_alone = False

    @property
    def is_alone(self) -> bool:
        """Say whether no POST has come since the last batch, and the batch may grow."""
        return self._is_alone

    @property
    def rows(self) -> int:
        """Return how many rows to take next."""
        return min(self._rows, MOST_ROWS_ALONE if self._is_alone else MOST_ROWS)

    def took(self, seconds: float, rows: int | None = None) -> None:
        """Halve the batch when it held the writer too long, else let it grow if it was whole.

        It is not halved below the fewest rows, nor kept from growing to them, unless it took
        much too long.
        `rows` are how many it had, where that is known.
        """
        whole = self.rows
        share = WRITER_SECONDS_ALONE if self._is_alone else WRITER_SECONDS
        is_much = seconds > share * MUCH_TOO_LONG
        if seconds > share and (is_much or whole >= self._fewest):
            self._rows = max(1 if is_much else self._fewest, whole // 2)
        elif rows is None or rows >= whole:
            most = MOST_ROWS_ALONE if self._is_alone else MOST_ROWS
            self._rows = min(most, whole + max(1, whole // STEPS))

    async def give_way(self) -> None:
        """Let POSTs go first, for a second at most: they have a deadline and we have not."""
        until = perf_counter() + LONGEST_YIELD_SECONDS
        busy = self._busy()
        while busy > self._most and perf_counter() < until:
            await asyncio.sleep(YIELD_STEP_SECONDS)
            busy = self._busy()
        self._is_alone = self._may_grow and not busy
