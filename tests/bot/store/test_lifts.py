"""A lift stands until the next one of its account takes its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.braking import EVERYWHERE, Lift
from bot.ports.store import Store
from tests.bot.store.examples import HOSTILE
from tests.clocks import MORNING

HOUR = timedelta(hours=1)
ASKED = Lift("111122223333", "ann@x", HOSTILE, MORNING, timedelta(minutes=45), HOSTILE)
AGREED = replace(ASKED, asked_at=None, name="Bob", since=MORNING, until=MORNING + HOUR)


async def test_a_lift_comes_back_as_it_was_kept(store: Store) -> None:
    await store.write(lambda unit: unit.lifts.keep(ASKED))
    everywhere = replace(AGREED, account=EVERYWHERE)
    await store.write(lambda unit: unit.lifts.keep(everywhere))

    assert await store.write(lambda unit: unit.lifts.of(ASKED.account)) == ASKED
    assert await store.read(lambda unit: unit.lifts.all()) == (everywhere, ASKED)
    assert await store.write(lambda unit: unit.lifts.of("444455556666")) is None


async def test_the_next_one_of_an_account_takes_its_place(store: Store) -> None:
    await store.write(lambda unit: unit.lifts.keep(ASKED))
    await store.write(lambda unit: unit.lifts.keep(AGREED))

    assert await store.read(lambda unit: unit.lifts.all()) == (AGREED,)
