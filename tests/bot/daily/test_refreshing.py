"""A look is kept whole, in the place of the one before."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.daily.refreshing import EVERYTHING, Refreshing
from bot.domain.organization import Member
from bot.domain.posture import Standing
from bot.domain.run import Run, Work
from bot.ports.store import Store
from tests.bot.daily.sheets import A_MINUTE, OTHER, FixedPosture, checks, the_policy
from tests.bot.domain.makers import ACCOUNT
from tests.clocks import MORNING, FrozenClock
from tests.stores import a_store

RUN = Run(1, Work.LOOK, EVERYTHING, 1, 1)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with a_store(tmp_path) as opened:
        yield opened


async def test_every_account_of_the_policy_is_looked_at_and_what_is_seen_is_kept(
    store: Store,
) -> None:
    posture, clock = FixedPosture(checks(Standing.FAILED)), FrozenClock()
    refreshing = Refreshing(store, posture, the_policy(), clock)

    await refreshing(RUN)
    posture.found = checks()[:2]
    clock.advance(A_MINUTE)
    await refreshing(RUN)

    assert posture.asked == [(ACCOUNT, OTHER)] * 2
    assert await store.read(lambda unit: unit.coverage.checks()) == tuple(checks()[:2])
    assert await store.read(lambda unit: unit.coverage.looked_at()) == MORNING + A_MINUTE


async def test_a_closed_account_is_looked_at_no_more_where_the_policy_has_it_so(
    store: Store,
) -> None:
    closed = (Member(ACCOUNT, "prod", "ACTIVE"), Member(OTHER, "sandbox", "SUSPENDED"))
    await store.write(lambda unit: unit.organization.keep(closed))
    posture = FixedPosture(checks())
    for is_on in (True, False):
        policy = replace(the_policy(), discover=is_on)
        await Refreshing(store, posture, policy, FrozenClock())(RUN)

    assert posture.asked == [(ACCOUNT,), (ACCOUNT, OTHER)]


async def test_a_look_that_breaks_down_leaves_what_was_kept_and_is_tried_again(
    store: Store,
) -> None:
    posture = FixedPosture(checks())
    refreshing = Refreshing(store, posture, the_policy(), FrozenClock())
    await refreshing(RUN)
    posture.error = KeyError("x")

    with pytest.raises(KeyError):
        await refreshing(RUN)

    assert len(await store.read(lambda unit: unit.coverage.checks())) == 4
