"""Error reports are numbered, so that a person can name one."""

from __future__ import annotations

from bot.ports.errors import Report
from bot.ports.store import Store
from tests.clocks import MORNING


async def test_a_report_is_found_by_its_number(store: Store) -> None:
    first = await store.write(lambda unit: unit.errors.report(MORNING, "ann@x", "ack", "trace 1"))
    second = await store.write(lambda unit: unit.errors.report(MORNING, "", "reader", "trace 2"))

    assert (first, second) == (1, 2)
    assert await store.read(lambda unit: unit.errors.get(1)) == Report(
        1, MORNING, "ann@x", "ack", "trace 1"
    )
    assert await store.read(lambda unit: unit.errors.get(3)) is None
