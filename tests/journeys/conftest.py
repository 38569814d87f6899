"""Fixtures of the journeys: a world of one's own, in which Slack's pace takes no time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.store import buckets
from practice.aws.server import SimulatedAws
from tests.journeys.world import World, a_world


@pytest.fixture(autouse=True)
def no_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let messages go out as fast as they can: how they are paced is told elsewhere."""
    monkeypatch.setattr(buckets, "PERIOD", timedelta(0))


@pytest.fixture
async def world(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> AsyncIterator[World]:
    async with a_world(aws, account_numbers, tmp_path) as made:
        yield made
