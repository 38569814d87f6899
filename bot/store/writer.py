"""The one writer of a SQLite file: a thread that lets many transactions share a commit."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from itertools import chain
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.domain.words import storing
from bot.ports.store import Haste, StoreError
from bot.ports.unit import Unit
from bot.store.engine import transaction
from bot.store.errands import Errand, Errands
from bot.store.faults import stored_badly
from bot.store.unit import SqlUnit

T = TypeVar("T")

LONGEST_GROUP = 100
"""How many works share a commit at most, so that none waits for too many others."""


class _LostError(Exception):
    """SQLite has undone the whole transaction by itself, as it does when the disk is full."""


class Writer:
    """Runs each work in a savepoint, commits those that share a turn, then answers each.

    A work that waits alone, as a click's mostly does, needs none: its transaction is its own.

    A work that raises is undone alone. A caller that was cancelled before its turn is skipped;
    one that was cancelled later has its work done all the same.
    """

    def __init__(self, engine: Engine) -> None:
        """Start the thread on an engine whose transactions begin IMMEDIATE."""
        self._engine = engine
        self._errands = Errands()
        self._gate = threading.Lock()
        self._is_closed = False
        self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Unit], T], haste: Haste = Haste.USUAL) -> Future[T]:
        """Queue a work; raises StoreError once the writer is closed."""
        future: Future[T] = Future()
        with self._gate:
            if self._is_closed:
                raise StoreError(storing.CLOSED.fill())
            self._errands.put(Errand(work, future, haste))
        return future

    def close(self) -> None:
        """Do what is queued, then end the thread."""
        with self._gate:
            self._is_closed = True
            self._errands.close()
        self._thread.join()

    def _run(self) -> None:
        while self._errands.wait():
            many, group = self._errands.next_group(LONGEST_GROUP)
            wanted = (each for each in group if each.future.set_running_or_notify_cancel())
            errand = next(wanted, None)
            if errand is None:
                continue
            if many == 1:
                self._serve_alone(errand)
            else:
                self._serve_together(errand, wanted)

    def _serve_together(self, first: Errand, others: Iterator[Errand]) -> None:
        """Run a group in one transaction; nobody is answered before all of it is committed."""
        group, outcomes = [first], []
        try:
            with transaction(self._engine, is_lazy=first.is_lazy) as connection:
                outcomes.append(_attempt(connection, first.work))
                for errand in others:
                    group.append(errand)
                    outcomes.append(_attempt(connection, errand.work))
        except BaseException as error:  # noqa: BLE001 - the thread must outlive every fault
            # Where no transaction could be begun, as with a locked file, all of them waited for it.
            for errand in group if outcomes else chain(group, others):
                errand.future.set_exception(_fault(error))
            return
        for errand, (result, raised) in zip(group, outcomes, strict=True):
            if raised is None:
                errand.future.set_result(result)
            else:
                errand.future.set_exception(raised)

    def _serve_alone(self, errand: Errand) -> None:
        """Run one work in a transaction of its own; it is answered once that is committed."""
        own: BaseException | None = None
        try:
            with transaction(self._engine, is_lazy=errand.is_lazy) as connection:
                try:
                    result = errand.work(SqlUnit(connection))
                except BaseException as error:
                    own = error
                    raise
        except BaseException as error:  # noqa: BLE001 - the thread must outlive every fault
            errand.future.set_exception(_told(error) if error is own else _fault(error))
        else:
            errand.future.set_result(result)


def _attempt(
    connection: Connection, work: Callable[[Unit], Any]
) -> tuple[Any, BaseException | None]:
    """Run one work in a savepoint of its own; return its result, or what it raised."""
    connection.exec_driver_sql("SAVEPOINT work")
    try:
        result = work(SqlUnit(connection))
    except BaseException as error:  # noqa: BLE001 - it belongs to the one who waits
        _undo(connection, error)
        return None, _told(error)
    connection.exec_driver_sql("RELEASE work")
    return result, None


def _undo(connection: Connection, error: BaseException) -> None:
    try:
        connection.exec_driver_sql("ROLLBACK TO work")
        connection.exec_driver_sql("RELEASE work")
    except SQLAlchemyError:
        raise _LostError from error


def _told(error: BaseException) -> BaseException:
    """Return what the caller of a work that raised is told."""
    return stored_badly(error) if isinstance(error, SQLAlchemyError) else error


def _fault(error: BaseException) -> StoreError:
    """Return what everybody in a group is told when its transaction is lost."""
    cause = error.__cause__ if isinstance(error, _LostError) else error
    if isinstance(cause, StoreError):
        return cause
    if isinstance(cause, SQLAlchemyError):
        return stored_badly(cause)
    return StoreError(storing.FAILED.fill(why=cause))
