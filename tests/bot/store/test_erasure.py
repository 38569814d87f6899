"""Erasing a person leaves no trace of them but where it still decides who may do what."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from bot.domain.braking import Lift
from bot.domain.execution import Stage
from bot.domain.finding import Severity
from bot.domain.hold import Grip
from bot.domain.incident import Status
from bot.domain.people import Person
from bot.domain.record import Record, What
from bot.domain.restriction import Named, Restriction
from bot.domain.review import Review
from bot.domain.rota import Swap
from bot.domain.silencing import Act, Wish
from bot.domain.snoozing import Scope, Snooze
from bot.domain.syncing import Tell, Telling
from bot.domain.words import holding, responding
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.store.schema import metadata
from tests.bot.store.databases import raw
from tests.bot.store.examples import a_decision, a_proposal, an_ask, an_incident
from tests.bot.store.held import a_hold
from tests.clocks import MORNING

BOB = Person("U0BOB", "T0OURS", "bob@example.com", "Bob")
TRACES = ("bob@example.com", "U0BOB", "Bob")


PERSONS = re.compile(
    r"(^|_)(by|name|identity|slack|owner|requester|actor|email|asked|who|person|user|member)(_|$)"
)
"""How columns are called that say who somebody is."""
NOT_PEOPLE = {
    "run.owner": "the process that does the work",
    "posture_check.name": "what is checked",
    "noted_check.name": "what is checked",
    "member.name": "what an account is called",
    "hold_touch.name": "what a change has touched",
    "record.actor": "a pseudonym",
    "hold.asked_at": "a moment",
    "brake.asked_at": "a moment",
    "lift.asked_at": "a moment",
    "execution.asked_at": "a moment",
    "hold.revert_asked_at": "a moment",
}


def live_through(unit: Unit) -> None:
    """Let Bob do all that a table keeps somebody's name for."""
    owned = an_incident(owner="U0BOB", status=Status.CLOSED)
    unit.people.know(BOB)
    unit.incidents.open([replace(owned, owner_name="Bob"), an_incident()])
    asked = {
        "requester": BOB.identity,
        "requester_name": BOB.name,
        "requester_slack_id": BOB.slack_id,
        "channel": "C0PROD",
    }
    unit.executions.ask(replace(an_ask(1), reason=""), at=MORNING, **asked)
    unit.executions.propose(a_proposal(1))
    unit.executions.open_plan(1, 1, BOB.identity, MORNING)
    unit.executions.decide(a_decision(1, BOB.identity, approved=False))
    unit.records.write([Record(What.DECIDED, MORNING, BOB.identity, incident=1, execution=1)])
    unit.errors.report(MORNING, BOB.slack_id, "/sec", "")
    _hold_back(unit)
    _silence(unit)
    named = (Named("U0BOB", BOB.identity, "Bob"), Named("U0BOB2", BOB.identity, "Bob"))
    unit.people.know(replace(BOB, slack_id="U0BOB2"))
    unit.restrictions.keep(Restriction(1, named, "C0PROD", BOB.identity, "Bob", MORNING, ""))
    key, account = "guardduty:f1", "111122223333"
    told = Telling(0, 1, key, Tell.ARCHIVED, account, "eu-west-1", MORNING, BOB.identity)
    unit.tellings.want([replace(told, asked_by=BOB.identity)])
    unit.swaps.add(Swap("U0BOB", MORNING, MORNING, BOB.identity, "Bob"))
    unit.swaps.add(Swap("U0ANN", MORNING, MORNING, BOB.identity, "Bob"))


def _hold_back(unit: Unit) -> None:
    """Let Bob break a glass, review one, pull a brake, lift a ceiling and end a hold."""
    asked = {"requester": "ann@example.com", "requester_name": "Ann", "channel": "C0PROD"}
    for _ in range(2):
        unit.executions.ask(replace(an_ask(1), reason=""), at=MORNING, **asked)
    for execution in (2, 3):
        unit.reviews.open(Review(execution, 1, BOB.identity, "Bob", MORNING, ""))
        unit.reviews.close(execution, (BOB.identity, "Bob"), "", MORNING)
    unit.brakes.stop("*", BOB.identity, "Bob", MORNING)
    unit.brakes.ask_start("*", BOB.identity, MORNING)
    lift = Lift("*", BOB.identity, "Bob", MORNING, timedelta(hours=1), "", "Bob", MORNING, MORNING)
    unit.lifts.keep(lift)
    unit.holds.begin(a_hold(2), ())
    unit.holds.begin(a_hold(3), ())
    wanted = replace(a_hold(2), asked_by=BOB.identity, asked_by_slack="U0BOB", asked_by_name="Bob")
    unit.holds.ask_release(replace(wanted, asked_at=MORNING))
    unit.holds.end(3, Grip.RELEASED, holding.BY_TWO.fill(name="Bob", asker="Ann"))
    for members in ([], ["U0BOB", "U0ANN"]):
        unit.memberships.read("S0APPROVE", members, MORNING)
    unit.memberships.confirm("U0ANN", ["S0APPROVE"], BOB.identity, MORNING)


def _silence(unit: Unit) -> None:
    """Let Bob ask to close something, snooze something and agree to a snooze."""
    wish = Wish(2, Act.CLOSE, BOB.identity, BOB.slack_id, BOB.name, MORNING, "")
    unit.silences.keep(wish)
    snooze = Snooze(
        number=0,
        incident=2,
        scope=Scope.TYPE,
        account="111122223333",
        key="a type",
        verified=True,
        severity=Severity.HIGH,
        since=MORNING,
        until=MORNING + timedelta(hours=1),
        by=BOB.identity,
        by_name=BOB.name,
        agreed_name="",
        why="",
    )
    unit.snoozes.begin(snooze)
    unit.snoozes.begin(replace(snooze, key="other", by="ann@x", by_name="Ann", agreed_name="Bob"))


def reject(unit: Unit) -> None:
    why = responding.REJECTED_BY.fill(name="Bob", reason="")
    unit.executions.move(1, [Stage.WAITING], Stage.REJECTED, MORNING, why=why)


async def test_nothing_of_a_person_is_left_once_all_has_ended(store: Store, address: str) -> None:
    await store.write(live_through)
    await store.write(reject)
    assert _found(address)

    await store.write(lambda unit: unit.people.erase(BOB.identity))

    assert _found(address) == []


async def test_no_column_that_says_who_somebody_is_was_forgotten(
    store: Store, address: str
) -> None:
    """A new table with such a column fails here, until Bob is in it above and erased from it."""
    await store.write(live_through)
    await store.write(reject)

    assert sorted(_columns() - NOT_PEOPLE.keys() - _traced(address)) == []
    assert sorted(NOT_PEOPLE.keys() - _columns()) == []


async def test_what_only_bob_has_asked_for_lapses_and_whom_he_vouched_for_waits(
    store: Store,
) -> None:
    await store.write(live_through)
    await store.write(lambda unit: unit.people.erase(BOB.identity))

    assert await store.read(lambda unit: unit.silences.of_incident(2)) == ()
    held = await store.read(lambda unit: unit.holds.get(2))
    assert held is not None
    assert not held.is_wanted_over(MORNING)
    (lift,) = await store.read(lambda unit: unit.lifts.all())
    assert lift.asked_at is None
    (ann,) = await store.read(lambda unit: unit.memberships.of("U0ANN"))
    assert ann.is_new(MORNING)


async def test_an_open_review_still_knows_who_must_not_close_it(store: Store) -> None:
    def open_one(unit: Unit) -> None:
        live_through(unit)
        unit.executions.ask(
            an_ask(1), at=MORNING, requester="a", requester_name="A", channel="C0PROD"
        )
        unit.reviews.open(Review(4, 1, BOB.identity, "Bob", MORNING, ""))

    await store.write(open_one)
    await store.write(lambda unit: unit.people.erase(BOB.identity))
    review = await store.read(lambda unit: unit.reviews.of(4))
    assert review is not None
    assert review.opened_by == BOB.identity


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


def _columns() -> set[str]:
    """Return every column that is called as if it said who somebody is."""
    return {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if PERSONS.search(column.name)
    }


def _cells(address: str) -> list[tuple[str, str]]:
    with raw(address) as connection:
        return [
            (f"{table.name}.{column}", str(cell))
            for table in metadata.sorted_tables
            for row in connection.execute(select(table))
            for column, cell in row._asdict().items()
        ]


def _traced(address: str) -> set[str]:
    """Return the columns in which something of Bob stands."""
    return {column for column, cell in _cells(address) if any(each in cell for each in TRACES)}


def _found(address: str) -> list[str]:
    """Return every cell of the database in which something of Bob is left."""
    cells = [f"{column}: {cell}" for column, cell in _cells(address)]
    return [cell for cell in cells if any(trace in cell for trace in TRACES)]
