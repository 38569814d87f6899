"""Erasing a person leaves no trace of them but where it still decides who may do what."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from bot.domain.execution import Stage
from bot.domain.incident import Status
from bot.domain.people import Person
from bot.domain.record import Record, What
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.store.schema import metadata
from tests.bot.store.databases import raw
from tests.bot.store.examples import a_decision, a_proposal, an_ask, an_incident
from tests.clocks import MORNING

BOB = Person("U0BOB", "T0OURS", "bob@example.com", "Bob")
TRACES = ("bob@example.com", "U0BOB", "Bob")


def live_through(unit: Unit) -> None:
    """Let Bob own an incident, ask for a change, open a plan and decide on it."""
    owned = an_incident(owner="U0BOB", status=Status.CLOSED)
    unit.people.know(BOB)
    unit.incidents.open([replace(owned, owner_name="Bob")])
    asked = {"requester": BOB.identity, "requester_name": BOB.name, "channel": "C0PROD"}
    unit.executions.ask(replace(an_ask(1), reason=""), at=MORNING, **asked)
    unit.executions.propose(a_proposal(1))
    unit.executions.open_plan(1, 1, BOB.identity, MORNING)
    unit.executions.decide(a_decision(1, BOB.identity))
    unit.records.write([Record(What.DECIDED, MORNING, BOB.identity, incident=1, execution=1)])


async def test_nothing_of_a_person_is_left_once_all_has_ended(store: Store, address: str) -> None:
    await store.write(live_through)
    await store.write(
        lambda unit: unit.executions.move(1, [Stage.WAITING], Stage.REJECTED, MORNING)
    )
    assert _found(address)

    await store.write(lambda unit: unit.people.erase(BOB.identity))

    assert _found(address) == []


async def test_the_chain_holds_and_still_tells_one_stranger_from_another(store: Store) -> None:
    pseudonym = await store.write(lambda unit: unit.people.know(BOB))
    await store.write(live_through)
    await store.write(lambda unit: unit.people.erase(BOB.identity))

    (written,) = await store.read(lambda unit: unit.records.since(0, 10))
    verified = await store.read(lambda unit: unit.records.verify())

    assert (written.actor, written.actor_name) == (pseudonym, pseudonym)
    assert verified.broken_at is None


async def test_who_asked_for_what_is_still_open_stays_known(store: Store) -> None:
    await store.write(live_through)
    await store.write(lambda unit: unit.people.erase(BOB.identity))

    execution = await store.read(lambda unit: unit.executions.get(1))

    assert execution is not None
    assert execution.requester == BOB.identity
    assert await store.read(lambda unit: unit.executions.has_opened(1, 1, BOB.identity))


def _found(address: str) -> list[str]:
    """Return every cell of the database in which something of Bob is left."""
    with raw(address) as connection:
        cells = [
            f"{table.name}: {cell}"
            for table in metadata.sorted_tables
            for row in connection.execute(select(table))
            for cell in row
        ]
    return [cell for cell in cells if any(trace in cell for trace in TRACES)]
