"""What the database counts as open is what is open, whatever became of the change in between."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest
from sqlalchemy import Connection, Update, delete, func, insert, select, update

from bot.domain.finding import Severity
from bot.domain.incident import Status
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.store.growth_tables import open_incident
from bot.store.schema import IS_OPEN, incident
from bot.store.store import open_store
from tests.bot.store.databases import raw
from tests.bot.store.examples import an_incident

TIMES = 10
ACCOUNTS = ("111122223333", "444455556666")


def _open(unit: Unit) -> None:
    unit.incidents.open([an_incident(severity) for severity in (Severity.HIGH, Severity.LOW)] * 3)


def counted(connection: Connection) -> dict[tuple[str, Severity], int]:
    rows = connection.execute(select(open_incident).where(open_incident.c.many != 0))
    return {(row.account, row.severity): row.many for row in rows}


def there(connection: Connection) -> dict[tuple[str, Severity], int]:
    columns = (incident.c.account, incident.c.severity)
    query = select(*columns, func.count().label("many")).where(IS_OPEN).group_by(*columns)
    return {(row.account, row.severity): row.many for row in connection.execute(query)}


MOVES: tuple[Update, ...] = (
    update(incident).where(incident.c.number < 3).values(status=str(Status.CLOSED)),
    update(incident).values(severity=Severity.CRITICAL),
    update(incident).values(account=ACCOUNTS[1], status=str(Status.RESOLVED)),
    update(incident).where(incident.c.number < 5).values(status=str(Status.CLOSED)),
    update(incident).values(severity=Severity.LOW, account=ACCOUNTS[0], status=str(Status.NEW)),
)


@pytest.mark.parametrize("kept", [0b00000, 0b11111, 0b10101, 0b01010])
async def test_moves_and_moves_taken_back_leave_the_count_right(
    store: Store, address: str, kept: int
) -> None:
    await store.write(_open)
    with raw(address) as connection:
        for at, move in enumerate(MOVES):
            savepoint = connection.begin_nested()
            connection.execute(move)
            assert counted(connection) == there(connection)
            savepoint.commit() if kept >> at & 1 else savepoint.rollback()
            assert counted(connection) == there(connection)


async def test_what_two_processes_open_at_once_is_counted_once_each(
    store: Store, address: str
) -> None:
    def open_(unit: Unit, at: int) -> None:
        severities = list(Severity)[:: -1 if at % 2 else 1]
        unit.incidents.open([an_incident(one) for one in severities])

    async with open_store(address) as other:
        works = (one.write(partial(open_, at=at)) for at in range(TIMES) for one in (store, other))
        await asyncio.gather(*works)
    with raw(address) as connection:
        assert sum(counted(connection).values()) == 2 * TIMES * len(Severity)
        assert counted(connection) == there(connection)


async def test_a_row_that_goes_is_counted_no_more(store: Store, address: str) -> None:
    await store.write(_open)
    with raw(address) as connection:
        connection.execute(delete(incident).where(incident.c.number == 1))
        copy = connection.execute(select(incident).where(incident.c.number == 2)).one()._asdict()
        connection.execute(insert(incident), [{**copy, "number": 99, "status": "Closed"}])
        assert counted(connection) == there(connection)
