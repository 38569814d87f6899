"""Many works share a commit, none of them another's failure, and the thread outlives them all."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from errno import ENOSPC
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event

from bot.ports.store import Haste, StoreError
from bot.ports.unit import Unit
from bot.store.engine import parse, sqlite_engine
from bot.store.errands import SHARE_SECONDS
from bot.store.unit import SqlUnit
from bot.store.writer import LONGEST_GROUP, Writer
from tests.bot.store.databases import raw
from tests.clocks import MORNING
from tests.stores import make_database

Work = Callable[[Unit], object]


@dataclass
class Desk:
    """A writer, its engine, and how often it has committed."""

    address: str
    engine: Engine
    writer: Writer
    commits: list[Connection] = field(default_factory=list)
    futures: list[Future[object]] = field(default_factory=list)

    def submit_together(self, *works: Work, hastes: Sequence[Haste] = ()) -> list[Future[object]]:
        """Queue works while the writer is held up, so that they wait together."""
        has_begun, may_go_on = threading.Event(), threading.Event()

        def hold(_: Unit) -> None:
            has_begun.set()
            may_go_on.wait(30)

        first = self.writer.submit(hold)
        has_begun.wait(30)
        usual = [Haste.USUAL] * len(works)
        self.futures = [
            self.writer.submit(work, haste)
            for work, haste in zip(works, hastes or usual, strict=True)
        ]
        may_go_on.set()
        first.result(30)
        return self.futures

    def jobs(self) -> list[str]:
        """Return what has been committed, as another process sees it."""
        with raw(self.address) as connection:
            return list(connection.exec_driver_sql("SELECT job FROM slot ORDER BY job").scalars())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    address = make_database(tmp_path)
    engine = sqlite_engine(parse(address), "BEGIN IMMEDIATE")
    made = Desk(address, engine, Writer(engine))
    event.listen(engine, "commit", made.commits.append)
    yield made
    made.writer.close()
    engine.dispose()


def claim(job: str) -> Work:
    return lambda unit: unit.slots.claim(job, MORNING)


def driver(unit: Unit, statement: str) -> None:
    """Do something to the connection that no aggregate does."""
    assert isinstance(unit, SqlUnit)
    unit._connection.exec_driver_sql(statement)


def test_works_that_wait_together_share_one_commit(desk: Desk) -> None:
    futures = desk.submit_together(*(claim(f"job {n:02}") for n in range(40)))

    assert all(future.result(30) for future in futures)
    assert len(desk.commits) == 2
    assert len(desk.jobs()) == 40


def test_a_group_is_not_longer_than_the_longest(desk: Desk) -> None:
    futures = desk.submit_together(*(claim(f"job {n}") for n in range(LONGEST_GROUP + 1)))

    assert all(future.result(30) for future in futures)
    assert len(desk.commits) == 3


def test_what_goes_first_overtakes_what_waits_and_waits_for_no_other_commit(desk: Desk) -> None:
    done: list[object] = []

    def note(name: str) -> Work:
        return lambda _: done.append((name, len(desk.commits)))

    works = [note(f"usual {n}") for n in range(3)] + [note(f"first {n}") for n in range(2)]
    hastes = [Haste.USUAL] * 3 + [Haste.FIRST] * 2
    for future in desk.submit_together(*works, hastes=hastes):
        future.result(30)

    assert done == [
        *(("first 0", 1), ("first 1", 1)),
        *(("usual 0", 2), ("usual 1", 2), ("usual 2", 2)),
    ]


def test_what_comes_meanwhile_and_goes_first_ends_the_group_under_way(desk: Desk) -> None:
    done: list[str] = []

    def call(_: Unit) -> None:
        done.append("calls")
        time.sleep(SHARE_SECONDS * 2)
        desk.writer.submit(lambda _: done.append("first"), Haste.FIRST)

    for future in desk.submit_together(call, lambda _: done.append("later")):
        future.result(30)

    assert done == ["calls", "first", "later"]


def test_nobody_goes_first_for_ever(desk: Desk) -> None:
    done: list[str] = []

    def again(_: Unit) -> None:
        done.append("first")
        if len(done) < 20:
            desk.writer.submit(again, Haste.FIRST)

    futures = desk.submit_together(
        again, lambda _: done.append("usual"), hastes=[Haste.FIRST, Haste.USUAL]
    )
    for future in futures:
        future.result(30)

    assert done.index("usual") == 1


def test_a_lazy_work_is_committed_with_no_other_and_leaves_the_next_as_safe_as_ever(
    desk: Desk,
) -> None:
    synced: list[tuple[int, int]] = []

    def look(unit: Unit) -> None:
        assert isinstance(unit, SqlUnit)
        level = unit._connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
        synced.append((level, len(desk.commits)))

    def fail(unit: Unit) -> None:
        look(unit)
        raise KeyError

    hastes = [Haste.LAZY, Haste.USUAL, Haste.LAZY, Haste.LAZY, Haste.FIRST]
    futures = desk.submit_together(look, look, look, fail, look, hastes=hastes)
    futures.append(desk.writer.submit(fail, Haste.LAZY))
    futures.append(desk.writer.submit(look))
    for future in futures:
        future.exception(30)

    full, normal = 2, 1
    assert [level for level, _ in synced] == [full, normal, full, normal, normal, normal, full]
    assert len({commit for _, commit in synced[:5]}) == 4


def test_what_a_lazy_work_has_committed_is_seen_by_all_others(desk: Desk) -> None:
    assert desk.writer.submit(claim("lazy"), Haste.LAZY).result(30)
    assert desk.jobs() == ["lazy"]


def test_nobody_is_answered_before_the_whole_group_is_on_the_disk(desk: Desk) -> None:
    seen: list[object] = []

    def look(_: Unit) -> None:
        seen.append(desk.futures[0].done())
        desk.futures[0].add_done_callback(lambda _: seen.append(desk.jobs()))

    _, looked = desk.submit_together(claim("a"), look)
    looked.result(30)

    assert seen == [False, ["a"]]


def test_a_work_that_raises_is_undone_alone_and_raises_in_its_caller(desk: Desk) -> None:
    def fail(unit: Unit) -> None:
        unit.slots.claim("broken", MORNING)
        raise KeyError

    before, failed, after = desk.submit_together(claim("before"), fail, claim("after"))

    with pytest.raises(KeyError):
        failed.result(30)
    assert before.result(30)
    assert after.result(30)
    assert desk.jobs() == ["after", "before"]


def test_what_the_database_refuses_is_undone_alone_too(desk: Desk) -> None:
    def refuse(unit: Unit) -> None:
        unit.slots.claim("broken", MORNING)
        driver(unit, "INSERT INTO slot (job, at) VALUES (NULL, NULL)")

    failed, after = desk.submit_together(refuse, claim("after"))

    with pytest.raises(StoreError, match="NOT NULL"):
        failed.result(30)
    assert after.result(30)
    assert desk.jobs() == ["after"]


@pytest.mark.parametrize("fault", [SystemExit, KeyboardInterrupt, asyncio.CancelledError])
def test_no_fault_of_a_work_ends_the_thread(desk: Desk, fault: type[BaseException]) -> None:
    def fail(_: Unit) -> None:
        raise fault

    (failed,) = desk.submit_together(fail)

    with pytest.raises(fault):
        failed.result(30)
    assert desk.writer.submit(claim("after")).result(30)


def test_a_work_that_waits_alone_is_undone_where_it_raises(desk: Desk) -> None:
    def fail(unit: Unit) -> None:
        unit.slots.claim("broken", MORNING)
        raise KeyError

    with pytest.raises(KeyError):
        desk.writer.submit(fail).result(30)
    assert desk.writer.submit(claim("after")).result(30)
    assert desk.jobs() == ["after"]


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("INSERT INTO slot (job, at) VALUES (NULL, NULL)", "NOT NULL"),
        ("INSERT INTO finding (key_hash, incident, body) VALUES (x'00', 7, '{}')", "FOREIGN KEY"),
        ("ROLLBACK", "no transaction"),
    ],
)
def test_a_work_that_waits_alone_is_told_why_it_is_not_on_the_disk(
    desk: Desk, statement: str, why: str
) -> None:
    def spoil(unit: Unit) -> None:
        unit.slots.claim("lost", MORNING)
        driver(unit, "PRAGMA defer_foreign_keys = ON")
        driver(unit, statement)

    with pytest.raises(StoreError, match=why):
        desk.writer.submit(spoil).result(30)
    assert desk.writer.submit(claim("later")).result(30)
    assert desk.jobs() == ["later"]


def test_a_work_whose_caller_has_gone_before_its_turn_is_not_done(desk: Desk) -> None:
    has_begun, may_go_on = threading.Event(), threading.Event()

    def hold(_: Unit) -> None:
        has_begun.set()
        may_go_on.wait(30)

    desk.writer.submit(hold)
    has_begun.wait(30)
    gone = [desk.writer.submit(claim("gone")) for _ in range(3)]
    assert all(future.cancel() for future in gone)
    may_go_on.set()

    assert desk.writer.submit(claim("after")).result(30)
    assert desk.jobs() == ["after"]


def test_a_transaction_that_sqlite_undoes_by_itself_fails_everybody_in_it(desk: Desk) -> None:
    def lose(unit: Unit) -> None:
        driver(unit, "ROLLBACK")
        raise OSError(ENOSPC, "no room")

    before, lost, after = desk.submit_together(claim("before"), lose, claim("after"))

    for future in (before, lost):
        with pytest.raises(StoreError, match="no room"):
            future.result(30)
    assert after.result(30)
    assert desk.jobs() == ["after"]


def test_a_transaction_that_was_lost_unnoticed_fails_everybody_in_it(desk: Desk) -> None:
    before, lost = desk.submit_together(claim("before"), lambda unit: driver(unit, "ROLLBACK"))

    for future in (before, lost):
        with pytest.raises(StoreError):
            future.result(30)
    assert desk.jobs() == []


def test_a_commit_that_fails_fails_everybody_in_it(desk: Desk) -> None:
    def leave_an_orphan(unit: Unit) -> None:
        driver(unit, "PRAGMA defer_foreign_keys = ON")
        driver(unit, "INSERT INTO finding (key_hash, incident, body) VALUES (x'00', 7, '{}')")

    futures = desk.submit_together(claim("before"), leave_an_orphan)

    for future in futures:
        with pytest.raises(StoreError, match="FOREIGN KEY"):
            future.result(30)
    assert desk.jobs() == []
    assert desk.writer.submit(claim("later")).result(30)


def test_a_full_disk_is_said_and_what_fits_is_kept(desk: Desk) -> None:
    with desk.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")

    big, small = desk.submit_together(claim("big " * 100_000), claim("small"))

    with pytest.raises(StoreError, match="full"):
        big.result(30)
    assert small.result(30)
    assert desk.jobs() == ["small"]


def test_a_database_that_another_process_holds_is_said(desk: Desk) -> None:
    with desk.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 20")

    with raw(desk.address), pytest.raises(StoreError, match="locked"):
        desk.writer.submit(claim("meanwhile")).result(30)
    assert desk.writer.submit(claim("later")).result(30)


def test_a_database_that_another_process_holds_is_waited_for_once_by_all_that_share_a_turn(
    desk: Desk,
) -> None:
    begun: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        if statement == "BEGIN IMMEDIATE":
            begun.append(statement)

    with desk.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 300")
    event.listen(desk.engine, "before_cursor_execute", note)

    with raw(desk.address):
        futures = [desk.writer.submit(claim("alone"))]
        while not begun:
            time.sleep(0.001)
        futures += [desk.writer.submit(claim(f"job {n}")) for n in range(3)]
        for future in futures:
            with pytest.raises(StoreError, match="locked"):
                future.result(30)
    assert len(begun) == 2


def test_closing_does_what_is_queued_and_then_refuses(desk: Desk) -> None:
    futures = desk.submit_together(*(claim(f"job {n}") for n in range(5)))
    desk.writer.close()
    desk.writer.close()

    assert all(future.result(0) for future in futures)
    with pytest.raises(StoreError, match="closed"):
        desk.writer.submit(claim("late"))
