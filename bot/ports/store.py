"""Where everything is kept: work is a function that is given one transaction."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
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


class Haste(Enum):
    """How soon a work is done, and when it must be on the disk."""

    FIRST = "first"
    """Before all others that wait: somebody outside waits for the answer, and gives up soon."""
    USUAL = "usual"
    LAZY = "lazy"
    """In its turn, and on the disk with the next work that is not lazy and changes something.

    Only for what is done again from what is there, should it be lost. Before anything is done
    outside on the strength of it, another work must have changed something: a lease, a claim,
    an intent. A person may be shown it sooner: what they read may be undone, a number be given
    to something else.
    """


class Store(Protocol):
    """A database; whatever `write` has returned from is on the disk, unless it was lazy.

    A lazy work outlives the process, but not a power cut right after it, nor PostgreSQL's crash:
    then it is as if it had never been. The work runs on a thread of the store's own:
    it must not wait for anything. On SQLite many writes share one commit; one that raises is
    rolled back alone, and raises here.
    """

    async def write(self, work: Callable[[Unit], T], haste: Haste = Haste.USUAL) -> T:
        """Run the work in a transaction and return once it is committed."""
        ...

    async def read(self, work: Callable[[Unit], T]) -> T:
        """Run the work in a read-only transaction that never waits for a writer."""
        ...

    def commit(self, work: Callable[[Unit], T]) -> T:
        """Do as `write` does, from a thread that is not the event loop's, and wait there."""
        ...
