"""What waits for the one writer, and whose turn it is."""

from __future__ import annotations

import queue
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from bot.ports.store import Haste
from bot.ports.unit import Unit

SHARE_SECONDS = 0.003
"""How long others may share a commit while somebody waits that goes first: with one each, twenty
that wait would be done after twenty commits of those that come without end."""


@dataclass(frozen=True, slots=True)
class Errand:
    """A work, where its caller waits for the result, and how soon it must be done."""

    work: Callable[[Unit], Any]
    future: Future[Any]
    haste: Haste

    @property
    def is_lazy(self) -> bool:
        """Say whether it need not be on the disk by itself."""
        return self.haste is Haste.LAZY


class Errands:
    """Hands the writer what shares its next commit.

    What goes first does so in a commit without any other, so that it waits for the works under way
    and for no more. After it come others, if any wait: nobody goes first for ever.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._arrived: queue.SimpleQueue[Errand | None] = queue.SimpleQueue()
        self._first: deque[Errand] = deque()
        self._others: deque[Errand] = deque()
        self._may_overtake = True
        self._is_closed = False

    def put(self, errand: Errand) -> None:
        """Let an errand wait; from any thread."""
        self._arrived.put(errand)

    def close(self) -> None:
        """Let it end once all that waits is done; from any thread."""
        self._arrived.put(None)

    def wait(self) -> bool:
        """Wait until an errand is there; False once it is closed and none is left."""
        while not (self._first or self._others):
            if self._is_closed:
                return False
            self._sort_in(self._arrived.get())
        return True

    def next_group(self, most: int) -> tuple[int, Iterator[Errand]]:
        """Return those of what waits now that share a commit, and how many they are at most.

        Where that is one, no other comes into the commit. Each is taken as it is asked for. A
        group of others ends where one waits that goes first, after a few milliseconds at most,
        and before one that is lazy where they are not, or the other way round.
        """
        self._look()
        goes_first = bool(self._first) and (self._may_overtake or not self._others)
        self._may_overtake = not goes_first
        waiting = self._first if goes_first else self._others
        many = min(most, len(waiting))
        return many, self._of_the_first(many) if goes_first else self._of_the_others(many)

    def _of_the_first(self, many: int) -> Iterator[Errand]:
        for _ in range(many):
            yield self._first.popleft()

    def _of_the_others(self, many: int) -> Iterator[Errand]:
        is_lazy, until = self._others[0].is_lazy, perf_counter() + SHARE_SECONDS
        for _ in range(many):
            if self._others[0].is_lazy is not is_lazy:
                return
            yield self._others.popleft()
            self._look()
            if self._first and perf_counter() > until:
                return

    def _look(self) -> None:
        """Sort in whatever has arrived."""
        while not self._arrived.empty():
            self._sort_in(self._arrived.get())

    def _sort_in(self, errand: Errand | None) -> None:
        if errand is None:
            self._is_closed = True
        elif errand.haste is Haste.FIRST:
            self._first.append(errand)
        else:
            self._others.append(errand)
