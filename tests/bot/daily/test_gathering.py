"""The sheet is gathered from what is kept, and what can't be read hides nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.domain.braking import Lift
from bot.domain.execution import Outcome
from bot.domain.finding import Severity
from bot.domain.hold import Grasp, Grip
from bot.domain.incident import Status, Verdict
from bot.domain.posting import Sheet, Wanted
from bot.domain.posture import Checked, Standing
from bot.domain.record import Record, What
from bot.domain.restriction import Named, Restriction
from bot.domain.status import Calm, Picture, Unknown, judge
from bot.domain.syncing import Fate
from bot.domain.words import proving as reasons
from bot.domain.words import status as words
from bot.domain.words import storing
from bot.ports.incidents import Change
from bot.ports.store import Store, StoreError
from bot.ports.unit import Unit
from tests.bot.daily.sheets import (
    OTHER,
    TOKYO,
    PartlyBroken,
    a_busy_night,
    all_is_well,
    checks,
    gathering_of,
)
from tests.bot.domain.makers import ACCOUNT, BOB, a_policy
from tests.bot.domain.test_snoozing import a_snooze
from tests.bot.domain.test_syncing import a_telling
from tests.bot.store.examples import a_message, an_ask, an_incident
from tests.bot.store.held import a_hold
from tests.clocks import MORNING, FrozenClock
from tests.stores import a_store


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with a_store(tmp_path) as opened:
        yield opened


async def picture_of(store: Store, account: str = "") -> Picture:
    return await gathering_of(store, FrozenClock()).picture(account)


def standings(picture: Picture) -> dict[tuple[str, str, str], Standing]:
    return {(each.check, each.account, each.region): each.standing for each in picture.proof}


async def test_where_all_is_well_the_quiet_is_proved(store: Store) -> None:
    await store.write(all_is_well)
    picture = await picture_of(store)

    verdict = judge(picture)

    assert (verdict.calm, verdict.is_proved) == (Calm.QUIET, True)
    assert verdict.checks == 4 + 4 + 2 + 2 + 5
    assert picture.looked_at == MORNING
    assert {each.check for each in picture.proof} == {
        *("guardduty", "last_finding", "role_use", "inbox", "outbox", "slack", "readable_messages"),
        *("work_done", "swept"),
    }


async def test_a_queue_is_on_the_sheet_where_there_is_one_and_never_looked_at_is_not_fine(
    store: Store,
) -> None:
    gathering = gathering_of(store, FrozenClock(), has_queue=True)
    assert standings(await gathering.picture())["queue", "", ""] is Standing.NOT_AVAILABLE
    check = Checked("queue", "", "", Standing.PASSED, None, MORNING)
    await store.write(lambda unit: unit.coverage.note(check))
    assert standings(await gathering.picture())["queue", "", ""] is Standing.PASSED
    assert ("queue", "", "") not in standings(await picture_of(store))


async def test_before_the_first_look_nothing_is_proved(store: Store) -> None:
    picture = await picture_of(store)

    assert judge(picture).calm is Calm.QUIET
    assert not judge(picture).is_proved
    assert standings(picture)["looked_at", ACCOUNT, ""] is Standing.NOT_AVAILABLE
    assert standings(picture)["last_finding", ACCOUNT, TOKYO] is Standing.WARNING
    assert picture.looked_at is None


async def test_a_busy_night_is_told_whole(store: Store) -> None:
    await store.write(a_busy_night)
    picture = await picture_of(store)

    assert picture.open == {Severity.CRITICAL: 1, Severity.HIGH: 1}
    assert not isinstance(picture.unowned, Unknown)
    assert [each.title for each in picture.unowned] == ["A miner on web-7"]
    assert not isinstance(picture.waiting, Unknown)
    (waiting,) = picture.waiting
    assert (waiting.id, waiting.asked_by, waiting.has, waiting.needs) == ("A-1.1", "Ann", 0, 1)
    assert not isinstance(picture.undo, Unknown)
    (undo,) = picture.undo
    assert (undo.id, undo.outcome, undo.ended_at) == ("A-2", Outcome.SUCCESS, MORNING)
    assert not isinstance(picture.brakes, Unknown)
    assert [(each.account, each.by_name) for each in picture.brakes] == [(OTHER, "Bob")]
    assert not isinstance(picture.day, Unknown)
    assert picture.day.opened == {Severity.CRITICAL: 1, Severity.HIGH: 1}
    assert picture.day.ended == {Outcome.SUCCESS: 1}


async def test_of_one_account_only_what_is_of_it_is_told(store: Store) -> None:
    def work(unit: Unit) -> None:
        all_is_well(unit)
        a_busy_night(unit)
        unit.incidents.open([replace(an_incident(Severity.LOW), account=OTHER)])
        unit.brakes.stop("*", "bob@example.com", "Bob", MORNING)

    await store.write(work)
    there, here = await picture_of(store, OTHER), await picture_of(store, ACCOUNT)

    assert there.open == {Severity.LOW: 1}
    assert (there.waiting, there.undo) == ((), ())
    assert judge(there).brakes == 2
    assert judge(here).brakes == 1
    assert judge(here).unowned == 1
    assert {each.account for each in there.proof} == {OTHER, ""}


async def test_what_came_and_could_not_be_read_and_what_is_stuck_is_told(store: Store) -> None:
    def work(unit: Unit) -> None:
        all_is_well(unit)
        unit.inbox.add([a_message(1), a_message(2)])
        unit.inbox.mark_unreadable({1: "no JSON"})
        unit.outbox.want([Wanted("C0", Sheet.ALERT, "I-1")], MORNING)

    await store.write(work)
    clock = FrozenClock()
    clock.set(MORNING.replace(hour=10))
    picture = await gathering_of(store, clock).picture()

    assert standings(picture)["inbox", "", ""] is Standing.FAILED
    assert standings(picture)["outbox", "", ""] is Standing.FAILED
    assert standings(picture)["readable_messages", "", ""] is Standing.WARNING


async def test_the_sheet_itself_is_nothing_that_waits(store: Store) -> None:
    await store.write(lambda unit: unit.outbox.want([Wanted("C0", Sheet.STATUS, "x")], MORNING))
    clock = FrozenClock()
    clock.set(MORNING.replace(hour=10))

    picture = await gathering_of(store, clock).picture()

    assert standings(picture)["outbox", "", ""] is Standing.PASSED


async def test_an_account_that_the_policy_lost_is_told_as_long_as_findings_come(
    store: Store,
) -> None:
    await store.write(all_is_well)
    picture = await gathering_of(store, FrozenClock(), a_policy()).picture()

    assert standings(picture)["looked_at", OTHER, ""] is Standing.WARNING
    assert ("guardduty", OTHER, TOKYO) not in standings(picture)


async def test_without_accounts_nothing_is_checked_and_that_is_told(store: Store) -> None:
    picture = await gathering_of(store, FrozenClock(), a_policy(accounts={})).picture()

    (check,) = [each for each in picture.proof if each.check == "looked_at"]
    assert check.says == reasons.NO_ACCOUNTS.fill()


@pytest.mark.parametrize(
    ("broken", "calm", "lost"),
    [
        ("incidents", Calm.NEEDS, {"open", "unowned", "day", "cleared"}),
        ("executions", Calm.NEEDS, {"waiting", "undo", "day", "fatigue"}),
        ("brakes", Calm.NEEDS, {"brakes"}),
        ("lifts", Calm.NEEDS, {"lifts"}),
        ("snoozes", Calm.NEEDS, {"snoozes"}),
        ("reviews", Calm.NEEDS, {"reviews"}),
        ("holds", Calm.NEEDS, {"holds"}),
        ("coverage", Calm.NEEDS, set[str]()),
        ("inbox", Calm.NEEDS, {"day"}),
        ("outbox", Calm.NEEDS, set[str]()),
    ],
)
@pytest.mark.parametrize("error", [KeyError("x"), StoreError(storing.CLOSED.fill())])
async def test_a_part_that_can_not_be_read_hides_no_other(
    store: Store, broken: str, calm: Calm, lost: set[str], error: Exception
) -> None:
    def work(unit: Unit) -> None:
        all_is_well(unit)
        a_busy_night(unit)

    await store.write(work)
    whole = await picture_of(store)
    picture = await picture_of(PartlyBroken(store, error, frozenset({broken})))

    parts = (
        *("open", "unowned", "waiting", "undo", "brakes", "holds", "day"),
        *("reviews", "fatigue", "lifts", "snoozes", "cleared"),
    )
    assert {name for name in parts if isinstance(getattr(picture, name), Unknown)} == lost
    for name in set(parts) - lost:
        assert getattr(picture, name) == getattr(whole, name)
    assert judge(picture).calm is calm
    assert not judge(picture).is_proved


async def test_where_nothing_can_be_read_nothing_is_quiet(store: Store) -> None:
    error = StoreError(storing.CLOSED.fill())
    everything = {"incidents", "executions", "brakes", "coverage", "inbox", "outbox"}
    everything |= {"reviews", "runs", "holds", "lifts", "uses", "snoozes", "restrictions", "sweeps"}
    everything |= {"outages"}

    picture = await picture_of(PartlyBroken(store, error, frozenset(everything)))

    assert judge(picture).calm is Calm.UNKNOWN
    assert {each.standing for each in picture.proof} == {Standing.NOT_AVAILABLE}
    assert [each.says for each in picture.proof] == [error.says] * 11
    assert judge(picture).checks == 11 + 13


async def test_what_failed_is_told_as_a_fault_of_ours_where_it_is_one(store: Store) -> None:
    picture = await picture_of(PartlyBroken(store, KeyError("x"), frozenset({"brakes"})))

    assert picture.brakes == Unknown(words.PART_BROKE.fill())


async def test_checks_that_failed_are_told_as_they_are_kept(store: Store) -> None:
    failed = checks(Standing.FAILED)
    await store.write(lambda unit: unit.coverage.keep(failed, MORNING))

    picture = await picture_of(store)

    assert [each for each in picture.proof if each.check == "guardduty"] == failed


async def test_how_what_was_contained_holds_is_told_by_account(store: Store) -> None:
    early = MORNING - timedelta(minutes=20)

    def work(unit: Unit) -> None:
        all_is_well(unit)
        for number, account in ((1, ACCOUNT), (2, OTHER)):
            unit.executions.ask(
                an_ask(undo_of=None, incident=None),
                requester="ann@example.com",
                requester_name="Ann",
                at=MORNING,
                channel="C0SEC",
            )
            slipped = Grip.SLIPPED if account == OTHER else Grip.HELD
            held = a_hold(number, incident=None, account=account, state=slipped, checked_at=early)
            unit.holds.begin(held, [])

    await store.write(work)
    everywhere, here = await picture_of(store), await picture_of(store, ACCOUNT)
    assert everywhere.holds == Grasp(held=1, slipped=1, oldest=early)
    assert here.holds == Grasp(held=1, oldest=early)
    assert [each.standing for each in everywhere.proof if each.check == "holds"] == [
        Standing.FAILED
    ]
    assert judge(everywhere).calm is Calm.NEEDS
    assert judge(here).is_proved


async def test_a_lift_is_on_the_sheet_of_its_account_while_it_lasts(store: Store) -> None:
    hour = timedelta(hours=1)
    lift = Lift(ACCOUNT, "a@x", "Ann", None, hour, "a worm", "Bob", MORNING, MORNING + hour)
    asked = Lift("*", "a@x", "Ann", MORNING, hour, "a worm")
    over = replace(lift, account=OTHER, since=MORNING - hour, until=MORNING)
    for each in (lift, asked, over):
        await store.write(partial(_keep, lift=each))

    for account, expected in (("", [ACCOUNT]), (ACCOUNT, [ACCOUNT]), (OTHER, [])):
        lifts = (await picture_of(store, account)).lifts
        assert not isinstance(lifts, Unknown)
        assert [each.account for each in lifts] == expected


def _keep(unit: Unit, lift: Lift) -> None:
    unit.lifts.keep(lift)


def silent(unit: Unit) -> None:
    """Snooze a type in one account, and let Bob close two as false positives, one long ago."""
    first, second, other = unit.incidents.open([an_incident(), an_incident(), an_incident()])
    unit.snoozes.begin(a_snooze(account=ACCOUNT, until=MORNING + timedelta(hours=1)))
    unit.snoozes.hide({(1, other): 3})
    unit.people.know(BOB)
    cleared = Change(status=Status.CLOSED, verdict=Verdict.FALSE_POSITIVE)
    body = {"verdict": "False Positive", "reason": "our own scanner", "asked_by": "Ann"}
    for number, days in ((first, 0), (second, 2)):
        unit.incidents.change(number, cleared, MORNING)
        at = MORNING - timedelta(days=days)
        record = Record(What.INCIDENT_CLOSED, at, BOB.identity, number, body=body)
        unit.records.write([record])


async def test_what_is_snoozed_and_what_was_cleared_since_yesterday_is_told_by_name(
    store: Store,
) -> None:
    await store.write(silent)

    picture = await picture_of(store)

    assert not isinstance(picture.snoozes, Unknown)
    assert not isinstance(picture.cleared, Unknown)
    (snooze,), (cleared,) = picture.snoozes, picture.cleared
    assert (snooze.by_name, snooze.agreed_name, snooze.hidden) == ("Ann", "Bob", 3)
    assert (cleared.incident.number, cleared.name, cleared.asked_by) == (1, "Bob", "Ann")
    elsewhere = await picture_of(store, OTHER)
    assert elsewhere.snoozes == ()


async def test_what_others_settled_upstream_is_told_while_it_is_open_here(store: Store) -> None:
    def work(unit: Unit) -> None:
        first, second = unit.incidents.open([an_incident(), an_incident()])
        for number, days in ((first, 0), (second, 0), (first, 2)):
            at = MORNING - timedelta(days=days)
            body = {"how": "SUPPRESSED"}
            unit.records.write([Record(What.SETTLED, at, "", number, body=body)])
        unit.incidents.change(second, Change(status=Status.CLOSED), MORNING)
        unit.tellings.want([a_telling(1), a_telling(2)])
        unit.tellings.end([1], Fate.FAILED, "AWS refused it", MORNING)

    await store.write(work)
    picture = await picture_of(store)

    assert not isinstance(picture.settled, Unknown)
    assert not isinstance(picture.untold, Unknown)
    assert [(each.incident, each.how) for each in picture.settled] == [(1, "SUPPRESSED")]
    assert [each.number for each in picture.untold] == [1]
    elsewhere = await picture_of(store, OTHER)
    assert (elsewhere.settled, elsewhere.untold) == ((), ())
    named = (Named("U0ANN", "ann@x", "Ann"),)
    few = Restriction(1, named, "C0SEC", "ann@x", "Ann", MORNING, "it may be one of us")
    await store.write(lambda unit: unit.restrictions.keep(few))
    kept = await picture_of(store)
    assert (kept.settled, kept.untold) == ((), ())
