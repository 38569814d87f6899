"""Desks on an SQLite file for every test that asks, and a real PostgreSQL for those that race."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from practice.aws.server import SimulatedAws
from tests.bot.response.office import Office, an_office
from tests.bot.response.works import Works, at_work
from tests.bot.store.conftest import postgres

__all__ = ["office", "postgres", "works"]


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with an_office(tmp_path) as opened:
        yield opened


@pytest.fixture
async def works(aws: SimulatedAws, account: str, tmp_path: Path) -> AsyncIterator[Works]:
    async with at_work(aws, account, tmp_path) as opened:
        yield opened
