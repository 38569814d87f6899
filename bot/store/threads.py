"""Transactions side by side on a few threads: PostgreSQL's, and every reader's."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from bot.domain.words import storing
from bot.ports.store import Haste, StoreError
from bot.ports.unit import Unit
from bot.store.engine import transaction
from bot.store.faults import as_store_errors, is_worth_another_try
from bot.store.unit import SqlUnit

T = TypeVar("T")

PAUSES = (0.01, 0.05)
"""Seconds before each new try of a transaction that PostgreSQL has undone because of another one
beside it: long enough for that one to go on first."""


class Threads:
    """Runs each work in a transaction of its own, anew where PostgreSQL asks for that."""

    def __init__(self, engine: Engine, count: int, name: str, *, first: int = 0) -> None:
        """Make up to `count` threads; the engine must have a connection for each.

        Of these so many are kept for what goes first.
        """
        self._engine = engine
        self._pool = ThreadPoolExecutor(count - first, thread_name_prefix=name)
        self._first = ThreadPoolExecutor(first, f"{name}-first") if first else None

    def submit(self, work: Callable[[Unit], T], haste: Haste = Haste.USUAL) -> Future[T]:
        """Queue a work; raises StoreError once the threads are closed."""
        pool = self._first if haste is Haste.FIRST and self._first else self._pool
        try:
            return pool.submit(self._run, work, is_lazy=haste is Haste.LAZY)
        except RuntimeError as error:
            raise StoreError(storing.CLOSED.fill()) from error

    def close(self) -> None:
        """Do what is queued, then end the threads."""
        self._pool.shutdown()
        if self._first:
            self._first.shutdown()

    def _run(self, work: Callable[[Unit], T], *, is_lazy: bool) -> T:
        with as_store_errors():
            for pause in PAUSES:
                try:
                    return self._attempt(work, is_lazy=is_lazy)
                except DBAPIError as error:
                    if not is_worth_another_try(error):
                        raise
                time.sleep(pause)
            return self._attempt(work, is_lazy=is_lazy)

    def _attempt(self, work: Callable[[Unit], T], *, is_lazy: bool) -> T:
        with transaction(self._engine, is_lazy=is_lazy) as connection:
            return work(SqlUnit(connection))
