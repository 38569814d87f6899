"""Each place has one way, which is kept as it was told."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.domain.canary import Way
from bot.domain.words import canary as words
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.clocks import MORNING

HERE = Way("111122223333", "eu-west-1", MORNING)
WHOLE = Way(
    *("111122223333", "eu-west-1", MORNING, "n2", "n1", 2),
    since=MORNING,
    heard_at=MORNING,
    incident=7,
    why=words.REFUSED.fill(code="x"),
)
ELSEWHERE = replace(HERE, region="us-east-1")


def _keep(unit: Unit, ways: tuple[Way, ...]) -> None:
    for way in ways:
        unit.canaries.keep(way)


async def test_the_last_word_on_a_way_holds(store: Store) -> None:
    assert await store.write(lambda unit: unit.canaries.way("111122223333", "eu-west-1")) is None
    await store.write(partial(_keep, ways=(ELSEWHERE, HERE, WHOLE)))

    assert await store.read(lambda unit: unit.canaries.all()) == (WHOLE, ELSEWHERE)
    assert await store.write(lambda unit: unit.canaries.way("111122223333", "eu-west-1")) == WHOLE


async def test_a_place_that_is_left_is_forgotten_unless_it_is_silent(store: Store) -> None:
    await store.write(partial(_keep, ways=(ELSEWHERE, WHOLE)))
    await store.write(lambda unit: unit.canaries.keep_only(()))

    assert await store.read(lambda unit: unit.canaries.all()) == (WHOLE,)
