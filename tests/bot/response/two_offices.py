"""The desks of two processes on one PostgreSQL, or of the one that there is on SQLite."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from bot.domain.policy import Policy
from tests.bot.response.office import Office, an_office, an_office_on
from tests.bot.store.conftest import PostgresServer


@asynccontextmanager
async def two_offices(
    tmp_path: Path, kind: str, request: pytest.FixtureRequest, policy: Policy
) -> AsyncIterator[tuple[Office, Office]]:
    """Yield the desks of two processes on one PostgreSQL, or of one on SQLite."""
    async with AsyncExitStack() as stack:
        if kind == "sqlite":
            office = await stack.enter_async_context(an_office(tmp_path, policy))
            yield office, office
        else:
            server: PostgresServer = request.getfixturevalue("postgres")
            address = server.migrated()
            yield (
                await stack.enter_async_context(an_office_on(address, policy)),
                await stack.enter_async_context(an_office_on(address, policy)),
            )
