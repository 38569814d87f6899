"""Transactions side by side: what PostgreSQL undoes because of a neighbour is done anew."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pytest

from bot.ports.store import Haste, StoreError
from bot.ports.unit import Unit
from bot.store.engine import parse, postgresql_engine
from bot.store.threads import PAUSES, Threads
from bot.store.unit import SqlUnit
from tests.bot.store.conftest import PostgresServer
from tests.bot.store.databases import raw
from tests.bot.store.examples import a_finding
from tests.clocks import MORNING

pytestmark = pytest.mark.postgres


@dataclass
class Desk:
    """Two threads on a database, and its address."""

    address: str
    threads: Threads


@pytest.fixture
def desk(postgres: PostgresServer) -> Iterator[Desk]:
    address = postgres.migrated()
    engine = postgresql_engine(parse(address), 2)
    threads = Threads(engine, 2, "test")
    yield Desk(address, threads)
    threads.close()
    engine.dispose()


def driver(unit: Unit, statement: str) -> None:
    """Do something to the connection that no aggregate does."""
    assert isinstance(unit, SqlUnit)
    unit._connection.exec_driver_sql(statement)


def stop(account: str, unit: Unit) -> bool:
    return unit.brakes.stop(account, "", "", MORNING)


def test_a_deadlock_is_mended_by_doing_one_of_them_anew(desk: Desk) -> None:
    for account in ("one", "two"):
        desk.threads.submit(partial(stop, account)).result(30)
    first_try = threading.Barrier(2, timeout=30)
    tries: list[str] = []

    def ask(unit: Unit, first: str, second: str) -> str:
        tries.append(first)
        unit.brakes.ask_start(first, first, MORNING)
        if len(tries) <= 2:
            first_try.wait()
        unit.brakes.ask_start(second, first, MORNING)
        return first

    one = desk.threads.submit(lambda unit: ask(unit, "one", "two"))
    two = desk.threads.submit(lambda unit: ask(unit, "two", "one"))

    assert (one.result(30), two.result(30)) == ("one", "two")
    assert len(tries) > 2


def test_of_two_that_saw_nothing_and_add_the_same_one_looks_again(desk: Desk) -> None:
    first_try = threading.Barrier(2, timeout=30)
    tries: list[bool] = []

    def keep(unit: Unit) -> bool:
        is_known = bool(unit.findings.known([a_finding().key]))
        tries.append(is_known)
        if len(tries) <= 2:
            first_try.wait()
        if not is_known:
            unit.findings.add([(a_finding(), None)], MORNING)
        return is_known

    one, two = desk.threads.submit(keep), desk.threads.submit(keep)

    assert {one.result(30), two.result(30)} == {True, False}
    assert tries == [False, False, True]


def test_what_never_succeeds_is_not_tried_for_ever(desk: Desk) -> None:
    tries: list[int] = []

    def fail(unit: Unit) -> None:
        tries.append(1)
        driver(unit, "DO $$ BEGIN RAISE 'again' USING ERRCODE = '40001'; END $$")

    with pytest.raises(StoreError, match="again"):
        desk.threads.submit(fail).result(30)
    assert len(tries) == 1 + len(PAUSES)


def test_what_fails_by_itself_is_tried_once(desk: Desk) -> None:
    tries: list[int] = []

    def fail(unit: Unit) -> None:
        tries.append(1)
        unit.slots.claim("broken", MORNING)
        driver(unit, "SELECT 1 / 0")

    with pytest.raises(StoreError, match="division by zero"):
        desk.threads.submit(fail).result(30)
    assert len(tries) == 1
    with raw(desk.address) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM slot").scalar_one() == 0


def test_a_server_that_went_away_is_found_again(desk: Desk) -> None:
    desk.threads.submit(lambda unit: unit.slots.claim("before", MORNING)).result(30)
    with raw(desk.address) as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    assert desk.threads.submit(lambda unit: unit.slots.claim("after", MORNING)).result(30)


def test_closed_threads_refuse(desk: Desk) -> None:
    desk.threads.close()

    with pytest.raises(StoreError, match="closed"):
        desk.threads.submit(lambda _: None)


def level(unit: Unit) -> str:
    """Return whether this transaction's commit waits for the disk."""
    assert isinstance(unit, SqlUnit)
    found = unit._connection.exec_driver_sql("SHOW synchronous_commit").scalar_one()
    return str(found)


def test_only_the_commit_of_what_is_lazy_does_not_wait_for_the_disk(desk: Desk) -> None:
    hastes = (Haste.LAZY, Haste.USUAL, Haste.LAZY, Haste.FIRST)
    found = [desk.threads.submit(level, haste).result(30) for haste in hastes]
    assert found == ["off", "on", "off", "on"]


def test_what_goes_first_has_a_thread_of_its_own(postgres: PostgresServer) -> None:
    engine = postgresql_engine(parse(postgres.migrated()), 2)
    threads = Threads(engine, 2, "test", first=1)
    may_go_on = threading.Event()
    held = threads.submit(lambda _: may_go_on.wait(30))
    waits = threads.submit(partial(stop, "later"))

    assert threads.submit(partial(stop, "first"), Haste.FIRST).result(30)
    assert not any(each.done() for each in (held, waits))
    may_go_on.set()
    assert held.result(30)
    assert waits.result(30)
    threads.close()
    engine.dispose()
