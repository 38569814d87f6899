"""Cards: from a finding being published until its card stands in Slack, on a quiet bot."""

from __future__ import annotations

import asyncio
from time import perf_counter

from benchmarks.figures import Goal, Report
from benchmarks.in_range import awaited, bucket, card_of, opened, publish, tell
from benchmarks.scale import Scale
from practice.range import Range

MIDDLE = Goal(most=300)
SLOW = Goal(most=1000)
WARM = 1


def measure(scale: Scale, report: Report) -> None:
    """Publish findings one at a time, and print how long each card took."""
    report.title(f"cards: {scale.cards} findings, {scale.apart_seconds:g} s apart")
    tell(report, "from publishing to the card", asyncio.run(_waits(scale)), MIDDLE, SLOW)


async def _waits(scale: Scale) -> list[float]:
    waits = []
    async with opened() as made:
        for _ in range(WARM + scale.cards):
            waits.append(await _wait(made))
            await asyncio.sleep(scale.apart_seconds)
    return waits[WARM:]


async def _wait(made: Range) -> float:
    """Return how many seconds one finding took; EventBridge's and SNS's part is in it.

    Six findings in a minute would be a storm, in which most have no card of their own.
    """
    name = await bucket(made)
    began = perf_counter()
    await publish(made, name)
    await awaited(made, lambda: card_of(made, name))
    return perf_counter() - began
