"""A store that fails to write while a test says so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from bot.ports.store import Haste, Store, StoreError
from bot.ports.unit import Unit
from runbooks.kit.text import Text

T = TypeVar("T")

FULL = Text("The disk is full.")


class FlakyStore:
    """A store whose writes fail while `is_down`, and its reads too where it can't read.

    `refused` says that one has failed; `reads` and `writes` count those that were let through.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.is_down = False
        self.can_read = True
        self.writes = 0
        self.reads = 0
        self.refused = asyncio.Event()

    async def write(self, work: Callable[[Unit], T], haste: Haste = Haste.USUAL) -> T:
        self._raise_if_down()
        self.writes += 1
        return await self._store.write(work, haste)

    async def read(self, work: Callable[[Unit], T]) -> T:
        if not self.can_read:
            self._raise_if_down()
        self.reads += 1
        return await self._store.read(work)

    def commit(self, work: Callable[[Unit], T]) -> T:
        self._raise_if_down()
        return self._store.commit(work)

    def _raise_if_down(self) -> None:
        if self.is_down:
            self.refused.set()
            raise StoreError(FULL.fill())
