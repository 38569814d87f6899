"""Who has an incident and does nothing is read from the records, whatever others do."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from bot.domain.finding import Severity
from bot.domain.incident import Status
from bot.domain.people import Person
from bot.domain.record import Record, What
from bot.domain.reminding import Idle
from bot.domain.snoozing import Ended
from bot.ports.incidents import Change
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.domain.test_snoozing import a_snooze
from tests.bot.triage.examples import an_incident, minutes

ANN = Person("U0ANN", "T0", "ann@example.com", "Ann")
BOB = Person("U0BOB", "T0", "bob@example.com", "Bob")
OWNED = {"status": Status.IN_PROGRESS, "owner": "U0ANN", "owner_name": "Ann"}


def act(unit: Unit, incident: int, what: What, minute: int, who: Person | None = ANN) -> None:
    actor = who.identity if who else ""
    unit.records.write([Record(what, minutes(minute), actor, incident)])


async def taken(store: Store, **changes: object) -> int:
    """Open an incident that Ann took at minute 0."""

    def open_(unit: Unit) -> int:
        unit.people.know(ANN)
        unit.people.know(BOB)
        (number,) = unit.incidents.open([an_incident(**{**OWNED, **changes})])
        act(unit, number, What.INCIDENT_TAKEN, 0)
        return number

    return await store.write(open_)


def an_idle(number: int, acted: int, *reminders: datetime) -> Idle:
    opened = an_incident()
    return Idle(number, opened.severity, opened.opened_at, minutes(acted), *reminders)


async def idles(
    store: Store, minute: int, limit: int = 9, after: Idle | None = None
) -> tuple[Idle, ...]:
    return await store.read(lambda unit: unit.idles.since(minutes(minute), limit, after))


@pytest.mark.parametrize(
    ("what", "who", "acted"),
    [
        (What.ASKED, ANN, 5),
        (What.STILL_ON, ANN, 5),
        (What.INCIDENT_ASSIGNED, BOB, 5),
        (What.ASKED, BOB, 0),
        (What.PLAN_OPENED, ANN, 0),
        (What.CLICK_REFUSED, ANN, 0),
        (What.FINDING_CHANGED, None, 0),
    ],
)
async def test_what_the_owner_does_counts_and_nothing_else(
    store: Store, what: What, who: Person | None, acted: int
) -> None:
    number = await taken(store)
    await store.write(lambda unit: act(unit, number, what, 5, who))

    assert await idles(store, 60) == (an_idle(number, acted),)
    assert await idles(store, acted - 1) == ()


async def test_reminders_count_from_what_was_done_last(store: Store) -> None:
    number = await taken(store)

    def go_on(unit: Unit) -> None:
        for what, minute, who in (
            (What.REMINDED, 10, None),
            (What.STILL_ON, 20, ANN),
            (What.REMINDED, 30, None),
            (What.REMINDED, 40, None),
        ):
            act(unit, number, what, minute, who)

    await store.write(go_on)

    assert await idles(store, 60) == (an_idle(number, 20, minutes(30), minutes(40)),)


async def test_the_worst_comes_first_and_no_more_than_asked_for(store: Store) -> None:
    low = await taken(store, severity=Severity.LOW)
    same = await taken(store, severity=Severity.LOW)
    worst = await taken(store, severity=Severity.CRITICAL)
    oldest = await taken(store, severity=Severity.LOW, opened_at=minutes(-1))

    ordered = await idles(store, 60)
    assert [each.incident for each in ordered] == [worst, oldest, low, same]
    assert await idles(store, 60, limit=1) == ordered[:1]
    for place, each in enumerate(ordered, 1):
        assert await idles(store, 60, after=each) == ordered[place:]


@pytest.mark.parametrize(
    "change",
    [
        Change(status=Status.CLOSED),
        Change(status=Status.RESOLVED),
        Change(status=Status.NEW, owner=("", "")),
    ],
)
async def test_what_has_ended_or_is_nobodys_is_left_out(store: Store, change: Change) -> None:
    number = await taken(store)
    await store.write(lambda unit: unit.incidents.change(number, change, minutes(1)))

    assert await idles(store, 60) == ()


async def test_what_is_snoozed_is_left_out_until_that_ends(store: Store) -> None:
    number = await taken(store)
    begun = replace(a_snooze(), incident=number)
    snooze = await store.write(lambda unit: unit.snoozes.begin(begun))
    assert await idles(store, 60) == ()

    await store.write(lambda unit: unit.snoozes.end(snooze, Ended.OVER, minutes(61)))
    assert len(await idles(store, 60)) == 1
