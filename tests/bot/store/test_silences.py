"""A wish to end an incident stands until the next of its kind, or until it is forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.incident import Status, Verdict
from bot.domain.silencing import Act, Wish
from bot.ports.incidents import Change
from bot.ports.store import Store
from tests.bot.store.examples import HOSTILE, an_incident
from tests.clocks import MORNING

WISH = Wish(1, Act.CLOSE, "ann@x", "U0ANN", HOSTILE, MORNING, HOSTILE)
SNOOZE = replace(WISH, act=Act.SNOOZE, span=timedelta(hours=4), scope="type")


async def test_a_wish_comes_back_as_it_was_kept_and_the_next_takes_its_place(store: Store) -> None:
    await store.write(lambda unit: unit.incidents.open([an_incident()]))
    for wish in (WISH, SNOOZE, replace(WISH, asked_name="Bob")):
        await store.write(lambda unit, wish=wish: unit.silences.keep(wish))  # type: ignore[misc]

    assert await store.write(lambda unit: unit.silences.wish(1, Act.SNOOZE)) == SNOOZE
    kept = await store.write(lambda unit: unit.silences.wish(1, Act.CLOSE))
    assert kept == replace(WISH, asked_name="Bob")
    assert await store.write(lambda unit: unit.silences.wish(1, Act.FALSE_POSITIVE)) is None
    assert await store.read(lambda unit: unit.silences.of_incident(1)) == (kept, SNOOZE)
    await store.write(lambda unit: unit.silences.drop(1))
    assert await store.write(lambda unit: unit.silences.wish(1, Act.CLOSE)) is None


async def test_an_incident_that_has_changed_since_it_was_seen_is_not_moved(store: Store) -> None:
    await store.write(lambda unit: unit.incidents.open([an_incident()]))
    seen = await store.read(lambda unit: unit.incidents.get(1))
    assert seen is not None
    await store.write(lambda unit: unit.incidents.touch([1], MORNING))
    change = Change(title="other")

    assert not await store.write(lambda unit: unit.incidents.move(seen, change, MORNING))
    now = replace(seen, revision=seen.revision + 1)
    assert await store.write(lambda unit: unit.incidents.move(now, change, MORNING))


async def test_what_was_closed_as_a_false_positive_since_a_moment_is_found_newest_first(
    store: Store,
) -> None:
    later = MORNING + timedelta(minutes=1)
    cleared = Change(status=Status.CLOSED, verdict=Verdict.FALSE_POSITIVE)
    await store.write(lambda unit: unit.incidents.open([an_incident()] * 5))
    changes = (
        (1, cleared, MORNING),
        (2, cleared, later),
        (3, cleared, MORNING - timedelta(days=1)),
        (4, Change(status=Status.CLOSED), MORNING),
    )
    for change in changes:
        await store.write(lambda unit, change=change: unit.incidents.change(*change))  # type: ignore[misc]

    found = await store.read(lambda unit: unit.incidents.cleared_since(MORNING, 9))
    assert [each.number for each in found] == [2, 1]
    (newest,) = await store.read(lambda unit: unit.incidents.cleared_since(MORNING, 1))
    assert newest.number == 2
