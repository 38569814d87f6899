"""Whatever is rendered for the wrong place is a stub, whoever wanted it there, and whenever."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.cards import GoneCard, StubCard, WordCard
from bot.domain.posting import Due, Sheet
from bot.domain.record import Record, What
from bot.domain.restriction import Named, Restriction
from bot.domain.retention import Emptied
from bot.ports.store import Store
from bot.ports.unit import Unit
from handlers.slack.sheets import Card, gather
from tests.bot.store.held import a_hold
from tests.clocks import MORNING
from tests.handlers.slack.front import propose
from tests.handlers.slack.scenes import CHANNEL, SOURCES, a_due, ask, empty, open_incidents
from tests.stores import a_store

NAMED = (Named("U0ANN", "ann@x", "Ann"), Named("U0BOB", "bob@x", "Bob"))
KEPT = Restriction(1, NAMED, CHANNEL, "ann@x", "Ann", MORNING, "it may be one of us")
RECORDS = (What.INCIDENT_TAKEN, What.RESTRICTED)
EARLIER = "people:U0ANN,U0CAT"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    def fill(unit: Unit) -> None:
        open_incidents(unit)
        propose(unit, ask(unit, 1))
        unit.batches.join(unit.batches.open(1, CHANNEL, (), MORNING), 1)
        unit.restrictions.keep(KEPT)
        unit.records.write([Record(what, MORNING, "ann@x", 1, 1) for what in RECORDS])
        unit.holds.begin(a_hold(1, incident=1), ["i-1"])

    async with a_store(tmp_path) as made:
        await made.write(fill)
        yield made


ABOUT = (
    (Sheet.ALERT, "I-1"),
    (Sheet.TIMELINE, "I-1"),
    (Sheet.APPROVAL, "A-1.1"),
    (Sheet.PROGRESS, "A-1"),
    (Sheet.BATCH, "B-1.1"),
    (Sheet.WORD, "1"),
    (Sheet.HOLD, "1"),
)


async def gathered(store: Store, due: Due) -> Card | None:
    return await store.read(lambda unit: gather(unit, due, SOURCES))


async def test_where_others_read_a_message_is_a_stub_and_none_where_none_stood(
    store: Store,
) -> None:
    for sheet, subject in ABOUT:
        is_card = sheet is Sheet.ALERT
        found = await gathered(store, a_due(sheet, subject, ts="1.1"))
        assert found == StubCard("I-1", "HIGH", "Ann", MORNING, 2, is_reply=not is_card)
        fresh = await gathered(store, a_due(sheet, subject))
        assert isinstance(fresh, StubCard) is is_card
        there = await gathered(store, a_due(sheet, subject, destination=KEPT.place))
        assert not isinstance(there, StubCard), sheet


async def test_a_conversation_of_others_says_only_that_it_goes_on_elsewhere(store: Store) -> None:
    stood = [a_due(*each, destination=EARLIER, ts="1.1") for each in ABOUT]
    for sheet, subject in ABOUT:
        assert await gathered(store, a_due(sheet, subject, destination=EARLIER)) is None
    assert [await gathered(store, due) for due in stood] == [StubCard("I-1")] * len(ABOUT)

    await store.write(lambda unit: unit.restrictions.drop(1))
    assert [await gathered(store, due) for due in stood] == [StubCard("I-1")] * len(ABOUT)


async def test_that_it_was_restricted_is_told_to_all(store: Store) -> None:
    news = a_due(Sheet.WORD, "2")

    assert not isinstance(await store.read(lambda unit: gather(unit, news, SOURCES)), StubCard)


async def test_a_reminder_is_for_the_owner_alone_and_for_nobody_of_what_is_restricted_since(
    store: Store,
) -> None:
    def write(unit: Unit) -> int:
        unit.restrictions.drop(1)
        reminder = Record(What.REMINDED, MORNING, incident=1, body={"whom": ["U0ANN"]})
        (number,) = unit.records.write([reminder])
        return number

    subject = str(await store.write(write))
    theirs, others = "people:U0ANN", "people:U0BOB"

    assert isinstance(
        await gathered(store, a_due(Sheet.WORD, subject, destination=theirs)), WordCard
    )
    assert await gathered(store, a_due(Sheet.WORD, subject, destination=others)) is None
    await store.write(lambda unit: unit.restrictions.keep(KEPT))
    assert await gathered(store, a_due(Sheet.WORD, subject, destination=theirs)) is None


async def test_where_findings_were_deleted_a_card_says_so_and_a_restricted_one_stays_a_stub(
    store: Store,
) -> None:
    await store.write(lambda unit: empty(unit, MORNING))
    alert = a_due(Sheet.ALERT, "I-1", ts="1.1")
    assert isinstance(await gathered(store, alert), StubCard)
    await store.write(lambda unit: unit.restrictions.drop(1))
    found = await gathered(store, alert)

    assert isinstance(found, GoneCard)
    assert found.emptied == Emptied(1, MORNING, 400)
