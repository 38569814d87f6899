"""An outage is one row for all processes, and tells what came while it went on."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.finding import Severity
from bot.domain.outage import FORGOTTEN, Outage
from bot.domain.record import Record, What
from bot.domain.restriction import Named, Restriction
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.store.examples import a_proposal, an_ask, an_incident
from tests.clocks import MORNING

MINUTE = timedelta(minutes=1)


async def fail(store: Store, minute: float) -> Outage:
    at = MORNING + minute * MINUTE
    return await store.write(lambda unit: unit.outages.failed(at))


async def test_failures_in_a_row_are_one_outage_and_what_is_long_ago_is_none_of_it(
    store: Store,
) -> None:
    first = await fail(store, 0)
    again = await fail(store, 4)
    later = await fail(store, 4 + FORGOTTEN / MINUTE + 1)

    assert (first.has_lasted, again.number, again.has_lasted) == (False, first.number, True)
    assert later.number != first.number
    assert not later.has_lasted


async def test_one_that_counts_goes_on_however_long_nobody_has_tried(store: Store) -> None:
    first = await fail(store, 4)
    await store.write(lambda unit: unit.outages.declare(first.number))
    later = await fail(store, 300)

    assert (later.number, later.since, later.is_on) == (first.number, first.since, True)


async def test_it_ends_once_and_what_is_owed_is_owed_until_it_is_settled(store: Store) -> None:
    number = (await fail(store, 0)).number

    def ends(unit: Unit) -> tuple[bool, bool]:
        unit.outages.declare(number)
        return unit.outages.end(number, MORNING), unit.outages.end(number, MORNING)

    assert await store.write(ends) == (True, False)
    assert await store.read(lambda unit: unit.outages.live()) is None
    assert [each.number for each in await store.read(lambda unit: unit.outages.owed())] == [number]
    await store.write(lambda unit: unit.outages.settle(number))
    assert await store.read(lambda unit: unit.outages.owed()) == ()


async def test_a_stumble_is_forgotten(store: Store) -> None:
    number = (await fail(store, 0)).number
    await store.write(lambda unit: unit.outages.forget(number))
    assert await store.read(lambda unit: unit.outages.get(number)) is None


def open_one(unit: Unit, severity: Severity, *, minutes: int, findings: int = 1) -> int:
    (number,) = unit.incidents.open([an_incident(severity, minutes=minutes)])
    opened = Record(What.FINDING_OPENED, MORNING, incident=number, body={})
    unit.records.write([opened] * findings)
    return number


def ask_of(unit: Unit, incident: int, *whats: What) -> int:
    at = MORNING
    execution = unit.executions.ask(
        an_ask(incident), requester="a", requester_name="Ann", at=at, channel="C0PROD"
    )
    unit.executions.propose(a_proposal(execution))
    unit.records.write([Record(what, at, "", incident, execution, {}) for what in whats])
    return execution


async def test_what_came_is_counted_from_its_beginning_to_its_end(store: Store) -> None:
    def live_through(unit: Unit) -> tuple[Outage, int]:
        before = open_one(unit, Severity.HIGH, minutes=-5)
        outage = unit.outages.failed(MORNING)
        high = open_one(unit, Severity.HIGH, minutes=1, findings=3)
        open_one(unit, Severity.CRITICAL, minutes=2)
        open_one(unit, Severity.LOW, minutes=2)
        unit.records.write([Record(What.FINDING_OPENED, MORNING, incident=before, body={})])
        ask_of(unit, high, What.PLANNED, What.EXPIRED)
        ask_of(unit, before, What.SLIPPED)
        unit.records.write([Record(What.ESCALATED, MORNING, incident=high, body={})])
        named = (Named("U0ANN", "ann@example.com", "Ann"), Named("U0BOB", "bob@example.com", "B"))
        hidden = Restriction(before, named, "C0PROD", "ann@example.com", "Ann", MORNING, "why")
        unit.restrictions.keep(hidden)
        to = unit.outages.newest()
        open_one(unit, Severity.HIGH, minutes=3)
        return outage, to

    outage, to = await store.write(live_through)
    news = await store.read(lambda unit: unit.outages.news(outage, outage.mark, to))
    elsewhere = await store.read(lambda unit: unit.outages.news(outage, outage.mark, to, "C0X"))

    assert (news.findings, news.opened, news.bad) == (6, 3, 2)
    assert [each.id for each in news.worst] == ["I-3", "I-2"]
    assert [each.id for each in news.waiting] == ["A-1"]
    assert [each.id for each in news.expired] == ["A-1"]
    assert [each.id for each in news.slipped] == ["A-2"]
    assert news.alone == ("I-2",)
    assert news.restricted == {"I-1", "A-2"}
    assert (elsewhere.findings, elsewhere.opened, elsewhere.waiting) == (0, 0, ())
