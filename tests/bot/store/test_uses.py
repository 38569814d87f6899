"""How far the uses of secbot's roles are read, and which were told."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.guarding import Reading
from bot.domain.words import guarding as words
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.store.examples import HOSTILE
from tests.clocks import MORNING

PROD, OTHER = "111122223333", "444455556666"
LATER = MORNING + timedelta(minutes=10)
READ = Reading(PROD, "eu-west-1", MORNING, LATER)
UNREAD = Reading(PROD, "us-east-1", None, LATER, words.NO_INTENT.fill(action=HOSTILE))
ELSEWHERE = Reading(OTHER, "eu-west-1", MORNING, LATER)


async def test_a_look_at_an_account_takes_the_place_of_its_last_one_alone(store: Store) -> None:
    def work(unit: Unit) -> tuple[Reading, ...]:
        unit.uses.keep(PROD, [READ, UNREAD])
        unit.uses.keep(OTHER, [ELSEWHERE])
        before = unit.uses.readings()
        unit.uses.keep(PROD, [READ])
        unit.uses.keep(OTHER, [])
        return (*before, *unit.uses.readings())

    assert await store.write(work) == (READ, UNREAD, ELSEWHERE, READ)


async def test_an_event_is_told_once_and_its_page_is_owed_until_it_was_taken(store: Store) -> None:
    def work(unit: Unit) -> list[object]:
        unit.uses.tell(["e1", HOSTILE], PROD, 7, MORNING, pages=True)
        unit.uses.tell(["e1"], PROD, 8, LATER, pages=True)
        unit.uses.tell(["e2"], OTHER, 9, LATER, pages=False)
        found: list[object] = [unit.uses.told(["e1", HOSTILE, "e2", "e3"]), unit.uses.unpaged()]
        unit.uses.paged(7)
        return [*found, unit.uses.unpaged(), unit.uses.told_at()]

    assert await store.write(work) == [
        frozenset({"e1", HOSTILE, "e2"}),
        (7,),
        (),
        {PROD: MORNING, OTHER: LATER},
    ]


async def test_as_many_events_as_a_look_may_find_are_asked_for(store: Store) -> None:
    names = [f"e{number}" for number in range(1200)]

    assert await store.read(lambda unit: unit.uses.told(names)) == frozenset()
