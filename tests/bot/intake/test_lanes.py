"""What comes now is read before a backlog, and the backlog is read all the same."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from bot.domain.finding import Workflow
from bot.domain.message import Message
from bot.intake.lanes import OLD, Taken, take
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.intake.desks import Desk
from tests.bot.intake.formats.examples import (
    GUARDDUTY_KEY,
    as_guardduty_event,
    as_hub_event,
    asff,
    read_one,
)
from tests.clocks import MORNING
from tests.stores import a_store

LONG_AGO = MORNING - timedelta(hours=1)
NEWER = "2026-11-22T08:45:00.000Z"


async def receive(store: Store, at: datetime, *names: str) -> None:
    """Put messages of these names into the inbox, one after the other."""
    for name in names:
        await store.write(partial(_add, Message("sns", "topic", name, at, at, "{}")))


def _add(message: Message, unit: Unit) -> None:
    unit.inbox.add([message])


async def taken(store: Store, most: int, mark: int = 0) -> Taken:
    return await store.read(lambda unit: take(unit, most, mark, MORNING))


async def read(store: Store, most: int, mark: int) -> tuple[str, int]:
    """Take what is next, say that it was read, and return the names in order and the mark."""
    found = await taken(store, most, mark)
    numbers = [row.number for row in found.rows]
    await store.write(lambda unit: unit.inbox.mark_read(numbers))
    return "".join(row.message.message_id for row in found.rows), found.mark


async def test_without_a_backlog_everything_is_read_in_the_order_of_arrival(
    tmp_path: Path,
) -> None:
    async with a_store(tmp_path) as store:
        await receive(store, MORNING - OLD, "a", "b", "c")
        assert await read(store, 2, 0) == ("ab", 0)
        assert await read(store, 2, 0) == ("c", 0)
        assert await read(store, 2, 0) == ("", 0)


async def test_what_comes_now_is_read_before_what_has_waited_for_long(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        await receive(store, LONG_AGO, *"abcdef")
        first, mark = await read(store, 2, 0)
        await receive(store, MORNING, "X", "Y")
        second, mark = await read(store, 4, mark)
        third, mark = await read(store, 4, mark)
        assert (first, second, third, mark) == ("ab", "XYcd", "ef", 6)
        assert await read(store, 4, mark) == ("", 0)


async def test_however_much_comes_now_a_half_of_what_is_read_is_of_the_backlog(
    tmp_path: Path,
) -> None:
    async with a_store(tmp_path) as store:
        await receive(store, LONG_AGO, *"abc")
        _, mark = await read(store, 1, 0)
        await receive(store, MORNING, *"STUVWXYZ")
        assert await read(store, 1, mark) == ("Sc", mark)
        assert await read(store, 2, mark) == ("T", 0)


async def test_what_came_now_and_was_not_read_in_time_is_a_backlog_too(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        await receive(store, LONG_AGO, *"abcd")
        _, mark = await read(store, 2, 0)
        await receive(store, MORNING - OLD - timedelta(seconds=1), *"STUV")
        names, mark = await read(store, 2, mark)
        await receive(store, MORNING, "Z")
        assert names == "Sc"
        assert await read(store, 4, mark) == ("ZdTU", mark)


async def test_an_older_revision_that_a_backlog_brings_after_the_newer_changes_nothing(
    tmp_path: Path,
) -> None:
    async with a_store(tmp_path) as store:
        desk = Desk(store)
        others = [as_guardduty_event(arn=None, id=f"{n}", resource={}) for n in range(60)]
        await desk.receive(*others, as_guardduty_event(severity=2.0), at=LONG_AGO)
        await desk.reader.read_once()
        newer = as_guardduty_event(updatedAt=NEWER, severity=8.0)
        await desk.receive(json.dumps(newer))
        await desk.reader.read_once()
        held = await store.read(lambda unit: unit.findings.known([GUARDDUTY_KEY]))
        while await desk.reader.read_once():
            pass
        assert await desk.unread() == 0
        assert held[GUARDDUTY_KEY].finding.severity == "HIGH"
        assert await store.read(lambda unit: unit.findings.known([GUARDDUTY_KEY])) == held


async def test_of_equal_moments_what_arrived_last_holds_though_a_backlog_is_read_after_it(
    tmp_path: Path,
) -> None:
    """Security Hub tells of a new workflow status with the old `UpdatedAt`."""
    async with a_store(tmp_path) as store:
        desk = Desk(store)
        others = [as_guardduty_event(arn=None, id=f"{n}", resource={}) for n in range(60)]
        await desk.receive(
            *others, as_hub_event(asff(Workflow={"Status": "RESOLVED"})), at=LONG_AGO
        )
        await desk.reader.read_once()
        await desk.receive(as_hub_event(asff(Workflow={"Status": "NEW"})))
        while await desk.reader.read_once():
            pass
        key = read_one(as_hub_event(asff())).key
        (held,) = (await store.read(lambda unit: unit.findings.known([key]))).values()
        assert held.finding.workflow is Workflow.NEW


async def test_a_revision_of_the_next_year_makes_none_late_that_comes_after_it(
    tmp_path: Path,
) -> None:
    async with a_store(tmp_path) as store:
        desk = Desk(store)
        later = MORNING + timedelta(minutes=10)
        await desk.receive(as_hub_event(asff(UpdatedAt="2099-01-01T00:00:00Z")))
        await desk.reader.read_once()
        worse = asff(UpdatedAt=later.isoformat(), Severity={"Label": "CRITICAL"})
        await desk.receive(as_hub_event(worse), at=later)
        await desk.reader.read_once()
        (key,) = {read_one(as_hub_event(worse)).key}
        known = await store.read(lambda unit: unit.findings.known([key]))
        assert known[key].finding.severity == "CRITICAL"
