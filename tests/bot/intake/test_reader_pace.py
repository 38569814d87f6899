"""How the reader shares the one writer: small batches, rests, and nothing that must be synced."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from bot.domain.finding import Finding
from bot.domain.message import Kept, Message
from bot.intake.formats.sources import read
from bot.intake.pace import MOST_ROWS, MUCH_TOO_LONG, WRITER_SECONDS
from bot.intake.reader import MOST_FINDINGS, REST_SECONDS, Reading, portions
from bot.ports.bell import Ring
from bot.ports.sorting import Sorted
from bot.ports.store import Haste
from bot.ports.unit import Unit
from bot.triage.sorting import sort
from tests.bot.intake.desks import Desk
from tests.bot.intake.fakes import WatchedStore
from tests.bot.intake.formats.examples import as_guardduty_event, as_hub_event, asff, read_one
from tests.clocks import MORNING
from tests.stores import a_store


class SlowSort:
    """Fulfils the sort port, holds the writer too long, and notes the sizes."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def __call__(
        self, unit: Unit, findings: Sequence[Finding], channel: str, now: datetime
    ) -> Sorted:
        self.sizes.append(len(findings))
        until = time.thread_time() + 2 * MUCH_TOO_LONG * WRITER_SECONDS
        while time.thread_time() < until:
            pass
        return Sorted()


class NotingSort:
    """Fulfils the sort port, notes the sizes, and can be waited for."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self._loop = asyncio.get_running_loop()
        self._noted = asyncio.Event()

    def __call__(
        self, unit: Unit, findings: Sequence[Finding], channel: str, now: datetime
    ) -> Sorted:
        self.sizes.append(len(findings))
        self._loop.call_soon_threadsafe(self._noted.set)
        return Sorted()

    async def read(self, many: int) -> None:
        """Return once so many findings have been sorted."""
        while sum(self.sizes) < many:
            await self._noted.wait()
            self._noted.clear()


async def test_only_what_could_be_read_again_is_filed_lazily(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        watched = WatchedStore(store)
        desk = Desk(watched)
        await desk.receive(as_guardduty_event())
        watched.hastes.clear()
        await desk.reader.read_once()
        assert watched.hastes == [Haste.LAZY]


async def test_few_that_come_one_after_the_other_are_read_together(tmp_path: Path) -> None:
    noting = NotingSort()
    async with a_store(tmp_path) as store, asyncio.timeout(30):
        desk, stop = Desk(store, noting), asyncio.Event()
        running = asyncio.create_task(desk.reader.run(stop))
        await desk.receive(as_guardduty_event(arn=None, id="first"))
        desk.bell.ring(Ring.INBOX)
        await noting.read(1)
        began = perf_counter()
        for number in range(10):
            await desk.receive(as_guardduty_event(arn=None, id=f"{number}"))
            desk.bell.ring(Ring.INBOX)
        await noting.read(11)
        rests = (perf_counter() - began) / REST_SECONDS
        stop.set()
        await running
    assert len(noting.sizes) - 1 <= rests + 1


async def test_a_batch_that_held_the_writer_too_long_is_halved(tmp_path: Path) -> None:
    slow = SlowSort()
    async with a_store(tmp_path) as store:
        desk = Desk(store, slow)
        await desk.receive(*(as_guardduty_event(arn=None, id=f"{n}") for n in range(80)))
        for _ in range(3):
            await desk.reader.read_once()
    assert slow.sizes == [MOST_ROWS, MOST_ROWS // 2, MOST_ROWS // 4]


def a_message_of(many: int, start: int = 0) -> dict[str, Any]:
    """Return one event of Security Hub with so many findings."""
    return as_hub_event(*(asff(Id=f"f-{number}") for number in range(start, start + many)))


async def test_a_message_of_very_many_findings_is_filed_in_parts(tmp_path: Path) -> None:
    noting = NotingSort()
    async with a_store(tmp_path) as store:
        watched = WatchedStore(store)
        desk = Desk(watched, noting)
        await desk.receive(a_message_of(10), a_message_of(2 * MOST_FINDINGS, 10))
        await desk.receive(a_message_of(1, 500))
        watched.hastes.clear()
        assert await desk.reader.read_once() == 3
        assert noting.sizes == [MOST_FINDINGS, MOST_FINDINGS, 11]
        assert watched.hastes == [Haste.LAZY] * 3
        assert await desk.unread() == 0


async def test_a_message_is_read_again_where_not_all_of_it_was_filed(tmp_path: Path) -> None:
    filed: list[str] = []
    fails = [MOST_FINDINGS + 1]

    def sorting(unit: Unit, findings: Sequence[Finding], channel: str, now: datetime) -> Sorted:
        filed.extend(each.key for each in findings)
        if fails and len(filed) >= fails[0]:
            fails.clear()
            raise OSError
        return sort(unit, findings, channel, now)

    async with a_store(tmp_path) as store:
        desk = Desk(store, sorting)
        await desk.receive(a_message_of(2 * MOST_FINDINGS))
        assert await desk.reader.read_once() == 1
        assert await desk.unread() == 0
        assert len(filed) == 2 * MOST_FINDINGS + 2 * MOST_FINDINGS
        assert len(await desk.findings(*filed)) == 2 * MOST_FINDINGS


async def test_the_loop_goes_on_while_a_large_message_is_read(tmp_path: Path) -> None:
    gaps = [0.0]

    async def tick() -> None:
        last = perf_counter()
        while True:
            await asyncio.sleep(0)
            gaps.append(perf_counter() - last)
            last = perf_counter()

    message = a_message_of(1000)
    began = perf_counter()
    assert len(read(json.dumps(message)).findings) == 1000
    alone = perf_counter() - began
    async with a_store(tmp_path) as store:
        desk = Desk(store, NotingSort())
        await desk.receive(message)
        ticking = asyncio.create_task(tick())
        assert await desk.reader.read_once() == 1
        ticking.cancel()
    assert max(gaps) < alone / 2


def test_portions_hold_all_and_no_more_than_they_may() -> None:
    kept = Kept(1, Message("sns", "topic", "m", MORNING, MORNING, ""))
    one = read_one(as_guardduty_event())
    readings = [Reading(kept, (one,) * many, "") for many in (3, 0, 7, 1, 3)]
    found = list(portions(readings, 3))
    assert [[len(each.findings) for each in some] for some in found] == [
        *([3, 0], [3], [3], [1, 1, 1], [2]),
    ]
    assert [each.is_all for some in found for each in some] == [
        *(True, True, False, False, True, True, False, True),
    ]
