"""Desks on an SQLite file for every test that asks, and a real PostgreSQL for those that race."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.response.office import Office, an_office
from tests.bot.store.conftest import postgres

__all__ = ["office", "postgres"]


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with an_office(tmp_path) as opened:
        yield opened
