"""Counts of what routes keep aside add up, by day, route, channel, mode and severity."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.finding import Severity
from bot.domain.routes import Aside, Mode
from bot.ports.store import Store

LOW = Aside("2026-11-21", "type Recon:* → digest", "C0NOISE", Mode.DIGEST, Severity.LOW, 3)


async def test_counts_add_up_and_are_kept_apart_by_all_that_tells_them_apart(store: Store) -> None:
    others = (
        replace(LOW, day="2026-11-22"),
        replace(LOW, route="type Other:* → digest"),
        replace(LOW, channel="C0OTHER"),
        replace(LOW, mode=Mode.DROP),
        replace(LOW, severity=Severity.MEDIUM),
    )
    await store.write(lambda unit: unit.asides.count((LOW, LOW, *others)))
    await store.write(lambda unit: unit.asides.count((LOW,)))
    found = await store.read(lambda unit: unit.asides.since("2026-11-21"))

    assert set(found) == {replace(LOW, many=9), *others}
    assert len(found) == 6


async def test_only_the_days_asked_for_are_told(store: Store) -> None:
    await store.write(lambda unit: unit.asides.count((LOW, replace(LOW, day="2026-11-20"))))

    assert await store.read(lambda unit: unit.asides.since("2026-11-21")) == (LOW,)
