"""Old findings go with what hangs on them, and never while anything needs them; both stores alike."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from bot.domain.answer import Answer
from bot.domain.execution import Stage
from bot.domain.finding import Severity
from bot.domain.incident import Status
from bot.domain.observable import Kind, Observable
from bot.domain.record import What
from bot.domain.restriction import Named, Restriction
from bot.domain.retention import Aged, Emptied, Purge, Rule
from bot.domain.review import Review, ReviewKind
from bot.domain.snoozing import Ended, Scope, Snooze
from bot.domain.sweeping import Healed
from bot.domain.syncing import Fate, Occasion, Tell, Telling
from bot.intake.purging import Purging
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.store.schema import finding as finding_table
from bot.store.store import open_store
from tests.bot.domain.makers import a_policy
from tests.bot.response.office import ask
from tests.bot.store.databases import plan_of, raw
from tests.bot.store.held import a_hold
from tests.bot.triage.examples import a_finding, an_incident
from tests.clocks import MORNING, FrozenClock

DAY = timedelta(days=1)
LATER = MORNING + 500 * DAY
RULE = Rule(400 * DAY, LATER)
NIGHT = Purge("2028-04-05", 400, RULE.before, LATER)
ANN = "ann@x"
TELLING = Telling(
    0, 1, a_finding().key, Tell.NOTIFIED, "1", "eu-west-1", MORNING, ANN, "", Occasion.CLOSED
)


def closed(unit: Unit, *keys: str, **changes: object) -> int:
    """Open and end an incident of findings with these keys on a morning long ago."""
    (number,) = unit.incidents.open([an_incident(**{"status": Status.CLOSED, **changes})])
    unit.findings.add([(a_finding(key=key), number) for key in keys or ("f1",)], MORNING)
    return number


def snoozed(unit: Unit, number: int) -> int:
    until = LATER + DAY
    return unit.snoozes.begin(
        Snooze(
            *(0, number, Scope.TYPE, "111122223333", "T", True, Severity.HIGH, LATER, until),
            *(ANN, "Ann", "", "noise"),
        )
    )


def _restrict(unit: Unit) -> None:
    named = (Named("U0ANN", ANN, "Ann"), Named("U0BOB", "bob@x", "Bob"))
    unit.restrictions.keep(Restriction(1, named, "C0", ANN, "Ann", MORNING, "why"))


def _hold(unit: Unit) -> None:
    unit.holds.begin(replace(a_hold(_ended(unit)), incident=1), [])


def _review(unit: Unit) -> None:
    unit.reviews.open(Review(_ended(unit), 1, ANN, "Ann", MORNING, "why", kind=ReviewKind.GLASS))


def _ended(unit: Unit) -> int:
    number = ask(unit, 1)
    assert unit.executions.move(number, (Stage.ASKED,), Stage.DONE, MORNING)
    return number


def _hide(unit: Unit) -> None:
    other = closed(unit, "f2")
    unit.snoozes.hide({(snoozed(unit, other), 1): 1})


NEEDS: dict[str, Callable[[Unit], object]] = {
    "a finding that was seen since": lambda unit: unit.findings.replace(
        [a_finding(key="f1")], LATER
    ),
    "a hold": _hold,
    "a snooze that was begun at it": lambda unit: snoozed(unit, 1),
    "a snooze that hides it": _hide,
    "a restriction": _restrict,
    "what is asked for": lambda unit: ask(unit, 1),
    "what nobody has looked at": _review,
    "what waits to be told upstream": lambda unit: unit.tellings.want([TELLING]),
    "a change of it": lambda unit: unit.incidents.touch([1], LATER - 30 * DAY),
}


@pytest.mark.parametrize("needed", NEEDS)
async def test_what_anything_needs_is_kept(store: Store, needed: str) -> None:
    await store.write(closed)
    before = await store.read(lambda unit: unit.purges.deletable([1], RULE))
    await store.write(NEEDS[needed])
    after = await store.read(lambda unit: unit.purges.deletable([1], RULE))

    assert before == {1}
    assert not after


@pytest.mark.parametrize("status", [each for each in Status if each is not Status.CLOSED])
async def test_what_is_not_closed_is_kept(store: Store, status: Status) -> None:
    await store.write(lambda unit: closed(unit, status=status))

    assert not await store.read(lambda unit: unit.purges.deletable([1], RULE))


async def test_what_is_over_holds_nothing_back(store: Store) -> None:
    def fill(unit: Unit) -> None:
        closed(unit)
        _ended(unit)
        unit.snoozes.end(snoozed(unit, 1), Ended.OVER, LATER)
        unit.tellings.want([TELLING])
        unit.tellings.end([1], Fate.DONE, "", MORNING)

    await store.write(fill)

    assert await store.read(lambda unit: unit.purges.deletable([1, 2], RULE)) == {1}


async def test_all_that_hangs_on_the_findings_goes_and_what_is_left_knows_them_again(
    store: Store,
) -> None:
    key = Observable(Kind.KEY, "111122223333", "AKIA")

    def fill(unit: Unit) -> None:
        closed(unit, "f1", "f2")
        closed(unit, "f3")
        unit.incidents.set_answers(1, [Answer("owner", "pay", None, "ec2:DescribeTags", MORNING)])
        unit.observables.add([(1, key), (2, key)], MORNING)
        unit.tellings.want([TELLING])
        unit.tellings.end([1], Fate.DONE, "", MORNING)

    await store.write(fill)
    remains = await store.read(lambda unit: unit.purges.remains([1], RULE))
    await store.write(lambda unit: unit.purges.delete(remains))

    def look(unit: Unit) -> None:
        assert set(unit.findings.known(["f1", "f2", "f3"])) == {"f3"}
        assert unit.incidents.answers(1) == ()
        assert [each.incident for each in unit.observables.seen([key], MORNING)[key]] == [2]
        assert unit.tellings.of_incident(1) == ()
        assert [unit.findings.incident_of(number) for number in (1, 2, 3, 4)] == [1, 1, 2, None]
        assert unit.purges.emptied(1) == Emptied(2, LATER, 400)
        assert unit.purges.emptied(2) is None
        gone = unit.purges.gone(["f1", "f3", "f9"])
        assert [(name, left.number, left.incident) for name, left in gone.items()] == [("f1", 1, 1)]
        assert gone["f1"].knew(a_finding(key="f1"))
        incident = unit.incidents.get(1)
        assert incident is not None
        assert (incident.revision, incident.updated_at) == (2, MORNING)

    await store.read(look)


async def test_a_finding_that_was_deleted_twice_is_known_as_it_was_last(store: Store) -> None:
    def delete(unit: Unit, number: int) -> None:
        unit.purges.delete(unit.purges.remains([number], RULE))

    for _ in range(2):
        number = await store.write(closed)
        await store.write(partial(delete, number=number))

    gone = await store.read(lambda unit: unit.purges.gone(["f1"]))
    assert gone["f1"].incident == 2


async def test_what_never_had_an_incident_goes_and_leaves_nothing(store: Store) -> None:
    def fill(unit: Unit) -> None:
        unit.findings.add([(a_finding(key="f1"), None)], MORNING)
        unit.findings.add([(a_finding(key="f2"), None)], LATER)
        unit.incidents.open([an_incident()])
        unit.findings.add([(a_finding(key="f3"), 1)], MORNING)

    await store.write(fill)

    assert await store.write(lambda unit: unit.purges.delete_quiet([1, 2, 3], RULE)) == 1
    assert await store.read(lambda unit: set(unit.findings.known(["f1", "f2", "f3"]))) == {
        "f2",
        "f3",
    }
    assert await store.read(lambda unit: unit.purges.gone(["f1"])) == {}


async def test_the_oldest_come_first_and_page_after_page(store: Store) -> None:
    def fill(unit: Unit) -> None:
        closed(unit, "f1")
        unit.findings.add([(a_finding(key="f2"), None)], MORNING - DAY)
        unit.findings.add([(a_finding(key="f3"), None)], MORNING)
        unit.findings.add([(a_finding(key="f4"), None)], LATER)

    await store.write(fill)
    first = await store.read(lambda unit: unit.purges.aged(RULE.before, None, 2))
    second = await store.read(lambda unit: unit.purges.aged(RULE.before, first[-1], 2))

    assert first == (Aged(2, None, MORNING - DAY), Aged(1, 1, MORNING))
    assert second == (Aged(3, None, MORNING),)


def test_old_findings_are_found_by_their_index(address: str) -> None:
    aged = select(finding_table.c.number).where(finding_table.c.seen_at < RULE.before)
    query = aged.order_by(finding_table.c.seen_at, finding_table.c.number).limit(25)
    with raw(address) as connection:
        assert "ix_finding_seen_at" in plan_of(connection, query)


async def test_a_night_goes_on_with_its_counts_and_ends_once(store: Store) -> None:
    await store.write(lambda unit: unit.purges.ignore(1))
    assert await store.read(lambda unit: unit.purges.last()) is None
    await store.write(lambda unit: unit.purges.begin(replace(NIGHT, day="2028-04-04")))
    await store.write(lambda unit: unit.purges.begin(NIGHT))
    await store.write(lambda unit: unit.purges.count(NIGHT.day, 5, 2))
    stricter = replace(NIGHT, days=800, before=LATER - 800 * DAY)
    again = await store.write(lambda unit: unit.purges.begin(stricter))
    await store.write(lambda unit: unit.purges.count(NIGHT.day, 1, 0))
    await store.write(lambda unit: unit.purges.ignore(3))
    ended = await store.write(lambda unit: unit.purges.end(NIGHT.day, LATER, is_cut=True))

    assert again == replace(stricter, findings=5, incidents=2)
    assert ended == replace(
        stricter, findings=6, incidents=2, ignored=3, ended_at=LATER, is_cut=True
    )
    assert await store.read(lambda unit: unit.purges.last()) == ended
    assert await store.write(lambda unit: unit.purges.end(NIGHT.day, LATER, is_cut=False)) is None


async def test_what_was_healed_is_forgotten_day_by_day(store: Store) -> None:
    def fill(unit: Unit) -> None:
        for day in ("2026-11-20", "2026-11-21", "2026-11-22"):
            unit.sweeps.heal(Healed(day, "111122223333", "eu-west-1", 1))

    await store.write(fill)
    gone = [await store.write(lambda unit: unit.sweeps.forget_day("2026-11-22")) for _ in range(3)]

    assert gone == ["2026-11-20", "2026-11-21", None]
    assert [each.day for each in await store.read(lambda unit: unit.sweeps.healed(""))] == [
        "2026-11-22"
    ]


async def test_two_processes_that_purge_at_once_delete_each_finding_once(address: str) -> None:
    def fill(unit: Unit) -> None:
        for at in range(60):
            closed(unit, f"f{at}")
            unit.findings.add([(a_finding(key=f"quiet-{at}"), None)], MORNING)

    policy, clock = a_policy(findings_kept=400 * DAY), FrozenClock(LATER)
    async with open_store(address) as one:
        await one.write(fill)
        await asyncio.gather(
            *(
                Purging(store, clock, policy, lambda *_: False, lambda: 0).purge(NIGHT.day)
                for store in (one, one)
            )
        )
        last = await one.read(lambda unit: unit.purges.last())
        gone = await one.read(lambda unit: unit.purges.gone([f"f{at}" for at in range(60)]))
        left = await one.read(lambda unit: unit.purges.aged(LATER, None, 9))
        told = [
            each
            for each in await one.read(lambda unit: unit.records.since(0, 9))
            if each.what is What.FINDINGS_DELETED
        ]

    assert last is not None
    assert (last.findings, last.incidents) == (120, 60)
    assert (len(gone), left, len(told)) == (60, (), 1)
