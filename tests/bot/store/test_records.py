"""Records are only ever added, and whoever changes one past the bot is found out."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from bot.domain.people import Person
from bot.domain.record import Record, What
from bot.ports.records import Verified
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.store.chain import START
from tests.bot.store.conftest import PostgresServer
from tests.bot.store.databases import raw
from tests.bot.store.examples import HOSTILE, an_ask, an_incident
from tests.clocks import MORNING

ANN = "ann@example.com"
TRAIL = [
    Record(What.ASKED, MORNING, ANN, execution=1, body={"reason": HOSTILE}),
    Record(What.FINDING_CHANGED, MORNING, incident=1),
    Record(
        What.PLANNED, MORNING, execution=1, body={"digests": ("a", "b"), "steps": {9: 1, 10: 2}}
    ),
    Record(What.DECIDED, MORNING, "bob@example.com", execution=1),
    Record(What.ENDED, MORNING, execution=1),
]


def write_trail(unit: Unit) -> tuple[int, ...]:
    return unit.records.write(TRAIL)


async def verify(store: Store) -> Verified:
    return await store.read(lambda unit: unit.records.verify())


async def test_records_come_back_in_order_with_their_names(store: Store) -> None:
    await store.write(lambda unit: unit.people.know(Person("U0ANN", "T0OURS", ANN, "Ann")))
    numbers = await store.write(write_trail)

    written = await store.read(lambda unit: unit.records.since(0, 10))

    assert numbers == (1, 2, 3, 4, 5)
    assert [each.what for each in written] == [each.what for each in TRAIL]
    assert [each.actor_name for each in written] == ["Ann", "", "", "bob@example.com", ""]
    assert written[0].body == {"reason": HOSTILE}
    assert written[2].body == {"digests": ["a", "b"], "steps": {"9": 1, "10": 2}}
    assert ANN not in {each.actor for each in written}


async def test_only_the_audit_trail_is_chained(store: Store) -> None:
    await store.write(write_trail)

    written = await store.read(lambda unit: unit.records.since(0, 10))
    chained = [each for each in written if each.hash]

    assert [each.number for each in chained] == [1, 3, 4, 5]
    assert [each.previous for each in chained] == [START, *(each.hash for each in chained[:3])]
    assert written[1].previous == ""
    assert await verify(store) == Verified(4, chained[-1].hash, None, None)


async def test_nothing_to_write_is_no_work(store: Store) -> None:
    assert await store.write(lambda unit: unit.records.write([])) == ()
    assert await verify(store) == Verified(0, START, None, None)


async def test_records_are_found_by_what_they_are_about(store: Store) -> None:
    await store.write(lambda unit: unit.incidents.open([an_incident()]))
    await store.write(
        lambda unit: unit.executions.ask(
            an_ask(1), requester=ANN, requester_name="Ann", at=MORNING, channel="C0PROD"
        )
    )
    await store.write(write_trail)
    await store.write(lambda unit: unit.records.write([Record(What.STOPPED, MORNING, ANN)]))

    def numbers(unit: Unit) -> list[list[int]]:
        found = (
            unit.records.of_execution(1),
            unit.records.of_execution(1, What.ASKED, What.ENDED),
            unit.records.of_incident(1, 3),
            unit.records.of_actor(ANN, 10),
            unit.records.of_actor("nobody", 10),
            unit.records.since(4, 1),
        )
        return [[each.number for each in written] for written in found]

    assert await store.read(numbers) == [[1, 3, 4, 5], [1, 5], [3, 4, 5], [1, 6], [], [5]]


async def test_a_slack_id_and_the_address_behind_it_are_one_actor(store: Store) -> None:
    await store.write(lambda unit: unit.people.know(Person("U0ANN", "T0OURS", ANN, "Ann")))
    by_both = [Record(What.STOPPED, MORNING, "U0ANN"), Record(What.RELEASED, MORNING, ANN)]
    await store.write(lambda unit: unit.records.write(by_both))

    assert len(await store.read(lambda unit: unit.records.of_actor("U0ANN", 9))) == 2


@pytest.mark.parametrize("change", ["UPDATE record SET actor = ''", "DELETE FROM record"])
async def test_the_database_refuses_what_is_no_append(
    store: Store, address: str, change: str
) -> None:
    await store.write(write_trail)

    with pytest.raises(DBAPIError, match="only ever added"), raw(address) as connection:
        connection.exec_driver_sql(change)

    assert (await verify(store)).broken_at is None


@pytest.mark.postgres
async def test_postgresql_refuses_to_empty_the_table(postgres: PostgresServer) -> None:
    with pytest.raises(DBAPIError, match="only ever added"), raw(postgres.migrated()) as connection:
        connection.exec_driver_sql("TRUNCATE record")


@pytest.mark.parametrize(
    ("tamper", "verdict"),
    [
        ("UPDATE record SET body = '{}' WHERE number = 3", (3, None)),
        ("UPDATE record SET at = at + 1 WHERE number = 4", (4, None)),
        ("DELETE FROM record WHERE number = 3", (4, None)),
        ("DELETE FROM record WHERE number = 1", (3, None)),
        ("DELETE FROM record WHERE number = 5", (None, 4)),
        ("DELETE FROM record", (None, 0)),
        ("UPDATE record SET number = 9 WHERE number = 3", (4, None)),
        ("UPDATE record SET place = NULL WHERE number = 5", (5, 4)),
        ("UPDATE record_head SET last_place = 3", (5, None)),
        ("UPDATE record_head SET hash = ''", (5, None)),
        ("DELETE FROM record_head", (1, None)),
    ],
)
async def test_whoever_lifts_the_refusal_is_found_out(
    store: Store, address: str, tamper: str, verdict: tuple[int | None, int | None]
) -> None:
    await store.write(write_trail)
    with raw(address) as connection:
        _lift(connection)
        connection.exec_driver_sql(tamper)

    verified = await verify(store)

    assert (verified.broken_at, verified.cut_after) == verdict


async def test_a_forged_entry_of_the_trail_outside_the_chain_is_found(
    store: Store, address: str
) -> None:
    await store.write(write_trail)
    with raw(address) as connection:
        connection.exec_driver_sql(
            "INSERT INTO record (what, at, actor, body, previous, hash) "
            "VALUES ('execution.decided', 0, '', '{}', '', '')"
        )

    assert (await verify(store)).broken_at == 6


async def test_many_writers_make_one_chain(store: Store) -> None:
    lists = [[Record(What.INTENT, MORNING, ANN, execution=n)] * 3 for n in range(12)]
    await asyncio.gather(*(store.write(partial(_write, some)) for some in lists))

    verified = await verify(store)

    assert (verified.count, verified.broken_at, verified.cut_after) == (36, None, None)


async def test_a_record_that_was_rolled_back_leaves_no_gap(store: Store) -> None:
    def fail(unit: Unit) -> None:
        write_trail(unit)
        raise KeyError

    with pytest.raises(KeyError):
        await store.write(fail)
    await store.write(write_trail)

    assert (await verify(store)).count == 4


def _write(records: list[Record], unit: Unit) -> None:
    unit.records.write(records)


def _lift(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("DROP TRIGGER record_is_append_only ON record")
        return
    connection.exec_driver_sql("DROP TRIGGER record_refuses_update")
    connection.exec_driver_sql("DROP TRIGGER record_refuses_delete")
