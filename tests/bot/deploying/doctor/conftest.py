"""The fixture of every test of a check."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from practice.aws.server import SimulatedAws
from tests.bot.deploying.doctor.world import World, a_world


@pytest.fixture
async def world(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> AsyncIterator[World]:
    async with a_world(aws, account_numbers, tmp_path) as made:
        yield made
