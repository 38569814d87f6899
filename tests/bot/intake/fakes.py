"""Stand-ins for what intake needs of the outside: certificates, the SNS API, a dashboard."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Never, TypeVar

from bot.domain.change import Change
from bot.domain.words import intake as words
from bot.intake.errors import NotNowError
from bot.ports.confirmer import ConfirmError
from bot.ports.store import Haste, Store, StoreError
from bot.ports.unit import Unit

T = TypeVar("T")


def no_holds(unit: Unit, changes: Sequence[Change], now: datetime) -> int:
    """Fulfil the port where nothing is held that a change could touch."""
    del unit, changes, now
    return 0


class ShelfFetcher:
    """Fulfils the certificate fetcher from a shelf, and remembers what was asked for."""

    def __init__(self, shelf: dict[str, bytes]) -> None:
        self.shelf = shelf
        self.fetched: list[str] = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def fetch(self, url: str) -> bytes:
        self.fetched.append(url)
        await self.gate.wait()
        if url not in self.shelf:
            raise NotNowError(words.CERTIFICATE_NOT_FETCHED.fill())
        return self.shelf[url]


class NotingConfirmer:
    """Fulfils the confirmer port; fails while it is told to."""

    def __init__(self) -> None:
        self.confirmed: list[tuple[str, str]] = []
        self.fails = False

    async def confirm(self, topic_arn: str, token: str) -> None:
        if self.fails:
            code = "AuthorizationError"
            raise ConfirmError(code)
        self.confirmed.append((topic_arn, token))


class NotingMeter:
    """Fulfils the meter port by counting."""

    def __init__(self) -> None:
        self.sources: Counter[str] = Counter()
        self.refusals: Counter[str] = Counter()
        self.duplicates = 0
        self.measured: list[float] = []

    def received(self, source: str, many: int = 1) -> None:
        self.sources[source] += many

    def refused(self, reason: str) -> None:
        self.refusals[str(reason)] += 1

    def duplicate(self, many: int) -> None:
        self.duplicates += many

    def intake_seconds(self, seconds: float) -> None:
        self.measured.append(seconds)


class UndoneError(Exception):
    """The work was done, and undone again."""


def _undone(work: Callable[[Unit], object], unit: Unit) -> Never:
    work(unit)
    raise UndoneError


class WatchedStore:
    """A real store that notes writes, can hold them back, fail before them, and after them.

    After a write that fails, nothing of it is kept, as where the commit fails; one that is
    `done_anew` has been tried once already, as PostgreSQL may ask for.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.writes = 0
        self.hastes: list[Haste] = []
        self.entered = asyncio.Event()
        self.fails = False
        self.fails_late = False
        self.fails_to_read = False
        self.is_done_anew = False
        self.gate = asyncio.Event()
        self.gate.set()

    async def write(self, work: Callable[[Unit], T], haste: Haste = Haste.USUAL) -> T:
        self.writes += 1
        self.hastes.append(haste)
        self.entered.set()
        await self.gate.wait()
        if self.fails:
            raise StoreError(words.STORE_FAILED.fill())
        if self.is_done_anew:
            with suppress(UndoneError):
                await self.store.write(partial(_undone, work), haste)
        return await self.store.write(partial(_undone, work) if self.fails_late else work, haste)

    async def read(self, work: Callable[[Unit], T]) -> T:
        if self.fails_to_read:
            self.entered.set()
            raise StoreError(words.STORE_FAILED.fill())
        return await self.store.read(work)

    def commit(self, work: Callable[[Unit], T]) -> T:
        return self.store.commit(work)
