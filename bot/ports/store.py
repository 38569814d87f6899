"""Where everything is kept: work is a function that is given one transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from bot.ports.unit import Unit
from runbooks.kit.text import Said

T = TypeVar("T")


class StoreError(Exception):
    """The database could not do it: full, locked, gone, closed, or refusing; nothing was kept."""

    def __init__(self, says: Said) -> None:
        """Keep the sentence for people."""
        super().__init__(says.plain())
        self.says = says


class Store(Protocol):
    """A database; whatever `write` has returned from is on the disk.

    The work runs on a thread of the store's own: it must not wait for anything. On SQLite
    many writes share one commit; one that raises is rolled back alone, and raises here.
    """

    async def write(self, work: Callable[[Unit], T]) -> T:
        """Run the work in a transaction and return once it is committed."""
        ...

    async def read(self, work: Callable[[Unit], T]) -> T:
        """Run the work in a read-only transaction that never waits for a writer."""
        ...

    def commit(self, work: Callable[[Unit], T]) -> T:
        """Do as `write` does, from a thread that is not the event loop's, and wait there."""
        ...
