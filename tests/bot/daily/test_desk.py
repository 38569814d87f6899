"""Whoever may look is answered at once from what is kept, and AWS is looked at anew."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Never

import pytest

from bot.daily.desk import FRESH, StatusDesk
from bot.domain.matter import Refused
from bot.domain.run import Work
from bot.domain.status import StatusCard
from bot.domain.words import storing
from bot.durable.bell import LocalBell
from bot.ports.store import Haste, Store, StoreError
from tests.bot.daily.sheets import OTHER, PartlyBroken, all_is_well, gathering_of, the_policy
from tests.bot.domain.makers import ANN, EVE
from tests.clocks import FrozenClock
from tests.stores import a_store

LEASE = timedelta(seconds=5)


class Closed(PartlyBroken):
    """A store that takes no write."""

    async def write(self, work: object, haste: Haste = Haste.USUAL) -> Never:
        raise self.error


@dataclass
class Office:
    """A desk, and what is behind it."""

    store: Store
    clock: FrozenClock
    desk: StatusDesk

    async def runs(self) -> list[Work]:
        """Claim what is due."""
        due = await self.store.write(lambda unit: unit.runs.due("w1", 9, LEASE))
        return [run.work for run in due]


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with a_store(tmp_path) as store:
        clock = FrozenClock()
        await store.write(all_is_well)
        yield Office(store, clock, _desk(store, store, clock))


def _desk(store: Store, looking: Store, clock: FrozenClock) -> StatusDesk:
    return StatusDesk(gathering_of(store, clock), looking, LocalBell(), the_policy())


async def test_what_was_looked_at_just_now_is_not_looked_at_again(office: Office) -> None:
    card = await office.desk.status(ANN)

    assert isinstance(card, StatusCard)
    assert not card.is_refreshing
    assert await office.runs() == []


async def test_what_is_older_is_answered_at_once_and_looked_at_anew_once(office: Office) -> None:
    office.clock.advance(FRESH)
    for _ in range(3):
        card = await office.desk.status(ANN)
        assert isinstance(card, StatusCard)
        assert card.is_refreshing
        assert card.picture.looked_at is not None

    assert await office.runs() == [Work.LOOK]


async def test_one_account_is_told_where_it_is_asked_for(office: Office) -> None:
    card = await office.desk.status(ANN, OTHER)

    assert isinstance(card, StatusCard)
    assert card.picture.account == OTHER


async def test_a_guest_is_told_nothing(office: Office) -> None:
    office.clock.advance(FRESH)

    assert isinstance(await office.desk.status(EVE), Refused)
    assert await office.runs() == []


async def test_where_no_run_can_be_begun_the_answer_comes_all_the_same(office: Office) -> None:
    office.clock.advance(FRESH)
    broken = Closed(office.store, StoreError(storing.CLOSED.fill()))
    card = await _desk(office.store, broken, office.clock).status(ANN)

    assert isinstance(card, StatusCard)
    assert not card.is_refreshing
