"""A database is brought to the newest schema once, whole or not at all."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect, text

from bot.ports.store import Store, StoreError
from bot.store.migrate import upgrade
from bot.store.store import open_store
from bot.store.version import is_current
from tests.bot.store.databases import raw
from tests.clocks import MORNING


async def test_an_empty_database_can_be_used_once_it_is_upgraded(empty: str) -> None:
    upgrade(empty)

    async with open_store(empty) as store:
        assert await store.write(lambda unit: unit.slots.claim("job", MORNING))


async def test_upgrading_again_changes_nothing(store: Store, address: str) -> None:
    await store.write(lambda unit: unit.slots.claim("job", MORNING))

    upgrade(address)

    assert await store.read(lambda unit: unit.slots.last("job")) == MORNING


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(empty: str) -> None:
    with raw(empty) as connection:
        connection.execute(text("CREATE TABLE run (mine INTEGER)"))

    with pytest.raises(StoreError, match="run"):
        upgrade(empty)

    with raw(empty) as connection:
        assert inspect(connection).get_table_names() == ["run"]
    assert not is_current(empty)


def test_a_postgresql_that_is_away_is_said_without_the_password() -> None:
    with pytest.raises(StoreError) as refused:
        upgrade("postgresql://secbot:s3cret@127.0.0.1:1/secbot")

    assert "s3cret" not in str(refused.value)
