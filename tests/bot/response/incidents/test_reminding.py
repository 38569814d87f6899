"""Who took an incident and does nothing is reminded alone, and then nobody has it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from bot.domain.cards import Look, WordCard
from bot.domain.finding import Severity
from bot.domain.hold import Grip
from bot.domain.incident import Incident, Status
from bot.domain.people import Person
from bot.domain.posting import Sheet
from bot.domain.record import Record, What, Written
from bot.domain.restriction import Named, Restriction
from bot.domain.rota import OnCall
from bot.ports.incidents import Change
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.incidents.reminding import remind
from handlers.views.word import word
from tests.bot.domain.makers import a_policy
from tests.bot.store.held import a_hold, begin
from tests.bot.triage.examples import an_incident, minutes
from tests.stores import a_store

BOB = Person("U0BOB", "T0", "bob@example.com", "Bob")
POLICY = a_policy(on_call=OnCall(group="S0ALL"))


def take(unit: Unit, incident: Incident) -> int:
    unit.people.know(BOB)
    (number,) = unit.incidents.open([incident])
    unit.records.write([Record(What.INCIDENT_TAKEN, minutes(0), BOB.identity, number)])
    return number


def bobs(**changes: object) -> Incident:
    owned = {"status": Status.IN_PROGRESS, "owner": "U0BOB", "owner_name": "Bob"}
    return an_incident(**{**owned, **changes})


async def taken(store: Store, **changes: object) -> int:
    """Let Bob take an incident in the morning."""
    return await store.write(lambda unit: take(unit, bobs(**changes)))


async def contained(store: Store, state: Grip) -> None:
    """Let Bob take in the morning what an execution has contained."""
    await begin(store, a_hold(1, state=state))
    owned = Change(
        status=Status.IN_PROGRESS, severity=Severity.HIGH, owner=(BOB.slack_id, BOB.name)
    )

    def take_it(unit: Unit) -> None:
        unit.people.know(BOB)
        unit.incidents.change(1, owned, minutes(0))
        unit.records.write([Record(What.INCIDENT_TAKEN, minutes(0), BOB.identity, 1)])

    await store.write(take_it)


async def at(store: Store, *when: float) -> list[Written]:
    """Look at each of these minutes after the morning; return what secbot itself wrote down."""
    for minute in when:
        moment = minutes(minute)
        await store.write(partial(remind, policy=POLICY, now=moment))
    return [
        each
        for each in await store.read(lambda unit: unit.records.since(0, 99))
        if each.what in {What.REMINDED, What.UNACKED}
    ]


async def wanted(store: Store, number: int) -> set[tuple[Sheet, str, str]]:
    """Return what of an incident is to be shown: which sheet, where, and in which thread."""
    found = await store.read(lambda unit: unit.outbox.about(number))
    return {(each.sheet, each.destination, each.under) for each in found}


def spoken(record: Written) -> str:
    return word(WordCard(record), Look()).text


async def test_the_owner_is_reminded_alone_once_an_hour_and_then_nobody_has_it(
    tmp_path: Path,
) -> None:
    async with a_store(tmp_path) as store:
        number = await taken(store)
        seen = [len(await at(store, minute)) for minute in (55, 60, 65, 115, 120, 180, 240, 295)]
        private = await wanted(store, number)
        records = await at(store, 300)
        incident = await store.read(lambda unit: unit.incidents.get(number))
        later = await at(store, 305, 600)

    assert seen == [0, 1, 1, 1, 2, 3, 4, 4]
    assert [each.what for each in records] == [What.REMINDED] * 4 + [What.UNACKED]
    assert private == {
        (Sheet.WORD, "people:U0BOB", ""),
        (Sheet.TIMELINE, "C0ALERTS", bobs(number=number).id),
    }
    assert incident is not None
    assert (incident.status, incident.owner) == (Status.NEW, "")
    assert incident.alone_since == minutes(300)
    assert later == records
    assert "you have I-1 (HIGH), and have done nothing on it for 1 h" in spoken(records[0])
    assert "Bob took it and did nothing on it for 5 h" in spoken(records[-1])


async def test_that_nobody_has_it_is_told_on_its_card_in_its_timeline_and_in_its_thread(
    tmp_path: Path,
) -> None:
    async with a_store(tmp_path) as store:
        number = await taken(store)
        await at(store, 60, 300)
        shown = await wanted(store, number)

    thread = bobs(number=number).id
    assert {
        (Sheet.ALERT, "C0ALERTS", ""),
        (Sheet.TIMELINE, "C0ALERTS", thread),
        (Sheet.WORD, "C0ALERTS", thread),
    } < shown


async def test_whoever_does_something_has_time_again(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        number = await taken(store)
        await at(store, 60)
        still = Record(What.STILL_ON, minutes(280), BOB.identity, number)
        await store.write(lambda unit: unit.records.write([still]))

        assert len(await at(store, 300, 335)) == 1
        assert [each.what for each in await at(store, 340)] == [What.REMINDED] * 2


async def test_after_a_long_stop_the_owner_is_reminded_first(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        await taken(store)
        first = await at(store, 9000)

    assert [each.what for each in first] == [What.REMINDED]


async def test_the_owner_of_what_is_contained_and_holds_is_asked_once_a_day(
    tmp_path: Path,
) -> None:
    async with a_store(tmp_path) as store:
        await contained(store, Grip.HELD)
        records = await at(store, 60, 24 * 60, 40 * 60, 48 * 60, 99 * 60)

    assert [each.what for each in records] == [What.REMINDED] * 3
    assert "It is contained, and that holds" in spoken(records[0])


async def test_what_has_slipped_is_as_if_nothing_held_it(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        await contained(store, Grip.SLIPPED)

        assert len(await at(store, 60)) == 1


async def test_of_a_restricted_incident_nothing_is_said_elsewhere(tmp_path: Path) -> None:
    named = tuple(Named(f"U0{name}", f"{name}@example.com", name) for name in ("BOB", "CY"))
    kept = Restriction(1, named, "C0ALERTS", "b@x", "Bob", minutes(0), "an insider")
    async with a_store(tmp_path) as store:
        number = await taken(store, channel=kept.place)
        await store.write(lambda unit: unit.restrictions.keep(kept))
        await at(store, 60)
        reminded = await wanted(store, number)
        await at(store, 300)
        told = await wanted(store, number)

    assert {where for _, where, _ in reminded} == {kept.place}
    assert told - reminded == {
        (Sheet.ALERT, kept.place, ""),
        (Sheet.ALERT, "C0ALERTS", ""),
    }


async def test_many_are_told_a_few_at_a_time(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        for _ in range(22):
            await taken(store)

        assert [len(await at(store, minute)) for minute in (60, 61, 62)] == [20, 22, 22]


@pytest.mark.parametrize(("severity", "count"), [(Severity.HIGH, 1), (Severity.MEDIUM, 0)])
async def test_what_is_less_severe_waits_for_a_working_day(
    tmp_path: Path, severity: Severity, count: int
) -> None:
    async with a_store(tmp_path) as store:
        await taken(store, severity=severity)

        assert len(await at(store, 60)) == count
        assert len(await at(store, 8 * 60)) == count + 1
