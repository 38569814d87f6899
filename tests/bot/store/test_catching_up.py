"""After an outage one post goes first, then cards by severity, behind what comes from now on."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from bot.domain.finding import Severity
from bot.domain.outage import BEHIND
from bot.domain.posting import Due, Sheet, Wanted
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.store.examples import an_incident
from tests.clocks import MORNING

PLACE = "C0PROD"
LEASE = timedelta(seconds=15)
LATER = MORNING + timedelta(hours=1)
GIVEN = (Severity.LOW, Severity.HIGH, Severity.CRITICAL)


def wait(unit: Unit, *messages: Wanted, at: datetime = MORNING) -> None:
    unit.outbox.want(messages, at)


def want(unit: Unit, word: Wanted, at: datetime) -> None:
    wait(unit, word, at=at)


def backlog(unit: Unit) -> None:
    """Let a bit of everything wait: I-1 LOW, I-2 HIGH, I-3 CRITICAL, and a word for all."""
    unit.incidents.open([an_incident(severity) for severity in GIVEN])
    wait(unit, *(Wanted(PLACE, Sheet.ALERT, f"I-{number}") for number in (1, 2, 3)))
    wait(unit, Wanted(PLACE, Sheet.WORD, "9"), Wanted(PLACE, Sheet.TIMELINE, "I-1", "I-1"))


def next_due(unit: Unit, now: datetime) -> Due | None:
    return next(iter(unit.outbox.lease(now, 1, LEASE)), None)


def bring(unit: Unit, now: datetime) -> str:
    due = next_due(unit, now)
    assert due is not None
    unit.outbox.sent(due, f"{due.number}.0", now)
    return f"{due.sheet} {due.subject}"


async def brought(store: Store, begin: datetime, many: int) -> list[str]:
    """Bring so many messages, each a while after the other; return what they were about."""
    found: list[str] = []
    for turn in range(many):
        now = begin + timedelta(seconds=2 * turn)

        found.append(await store.write(partial(bring, now=now)))
    return found


async def test_cards_go_by_severity_behind_words_for_all_and_before_replies(store: Store) -> None:
    await store.write(backlog)
    await store.write(lambda unit: unit.outages.line_up(LATER))

    assert await brought(store, LATER, 5) == [
        *("word 9", "alert I-3", "alert I-2", "alert I-1", "timeline I-1"),
    ]


async def test_what_is_new_goes_before_what_has_waited_but_not_for_ever(store: Store) -> None:
    await store.write(backlog)
    await store.write(lambda unit: unit.outages.line_up(LATER))
    soon, late = LATER + timedelta(minutes=1), LATER + BEHIND + timedelta(minutes=1)
    for subject, at in (("21", soon), ("22", late)):
        word = Wanted(PLACE, Sheet.WORD, subject)
        await store.write(partial(want, word=word, at=at))
    told = await brought(store, late, 7)

    assert told[0] == "word 21"
    assert told[-1] == "word 22"


async def test_what_tells_of_the_outage_goes_first_in_each_place_and_once(store: Store) -> None:
    def tell(unit: Unit) -> tuple[frozenset[str], frozenset[str]]:
        backlog(unit)
        places = unit.outages.waiting_places()
        wait(unit, Wanted(PLACE, Sheet.OUTAGE, "1"), at=LATER)
        unit.outages.put_first(1, places)
        unit.outages.line_up(LATER)
        return places, unit.outages.told_in(1)

    assert await store.write(tell) == (frozenset({PLACE}), frozenset({PLACE}))
    assert (await brought(store, LATER, 1)) == ["outage 1"]


async def test_no_wait_after_a_failure_outlives_the_outage_but_doubt_does(store: Store) -> None:
    def fail(unit: Unit, *, uncertain: bool) -> Due | None:
        due = next_due(unit, MORNING)
        assert due is not None
        unit.outbox.failed(due, retry_at=LATER + LEASE, uncertain=uncertain)
        unit.outages.line_up(LATER)
        return next_due(unit, LATER)

    await store.write(lambda unit: wait(unit, Wanted(PLACE, Sheet.WORD, "1")))
    assert await store.write(lambda unit: fail(unit, uncertain=False)) is not None
    await store.write(lambda unit: wait(unit, Wanted("C0OTHER", Sheet.WORD, "2")))
    await store.write(lambda unit: unit.outbox.block(PLACE, LATER + 9 * LEASE))
    assert await store.write(lambda unit: fail(unit, uncertain=True)) is None
