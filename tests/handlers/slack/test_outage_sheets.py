"""What a channel is told of an outage is of that channel, until it was over, or until now."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.domain.posting import Sheet
from bot.domain.record import Record, What
from bot.ports.unit import Unit
from handlers.slack.outage_sheets import outage_sheet
from tests.clocks import MORNING
from tests.handlers.slack.scenes import CHANNEL, a_due, open_incidents
from tests.stores import a_store

NOW = MORNING + timedelta(minutes=9)


def live_through(unit: Unit) -> None:
    unit.outages.failed(MORNING)
    for number in open_incidents(unit, 2):
        unit.records.write([Record(What.FINDING_OPENED, MORNING, incident=number, body={})])


async def test_it_is_told_until_now_and_once_it_is_over_until_then(tmp_path: Path) -> None:
    due = a_due(Sheet.OUTAGE, "1")
    over = NOW - timedelta(minutes=2)
    async with a_store(tmp_path) as store:
        await store.write(live_through)
        before = await store.read(lambda unit: outage_sheet(unit, due, NOW))
        await store.write(lambda unit: unit.outages.end(1, over))
        await store.write(lambda unit: open_incidents(unit, 1))
        after = await store.read(lambda unit: outage_sheet(unit, due, NOW))
        elsewhere = replace(due, destination="C0OTHER")
        other = await store.read(lambda unit: outage_sheet(unit, elsewhere, NOW))

    assert before is not None
    assert after is not None
    assert other is not None
    assert (before.until, after.until) == (NOW, over)
    assert before.news.findings == after.news.findings == 2
    assert other.news.findings == 0
    assert due.destination == CHANNEL


async def test_one_that_is_not_known_is_told_nowhere(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        unknown = a_due(Sheet.OUTAGE, "9")
        assert await store.read(lambda unit: outage_sheet(unit, unknown, NOW)) is None
