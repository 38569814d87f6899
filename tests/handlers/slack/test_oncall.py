"""`/sec oncall` as tired people type it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, time
from pathlib import Path

import pytest

from bot.domain.rota import OnCall, Rotation
from bot.domain.words import oncall as words
from tests.bot.domain.makers import a_policy
from tests.handlers.slack.front import ANN, BOB, EVE, Front, a_front
from tests.journeys.messages import has

ROTA = OnCall(Rotation((ANN, BOB), date(2026, 11, 2), 7, time(9), "UTC"))


@pytest.fixture
async def rota(tmp_path: Path) -> AsyncIterator[Front]:
    async with a_front(tmp_path, a_policy(on_call=ROTA)) as made:
        yield made


async def test_who_is_on_call_now_and_next_is_told_and_a_swap_changes_it(rota: Front) -> None:
    assert has(await rota.type(ANN, "oncall"), words.NOW)
    assert has(await rota.type(ANN, "ONCALL next"), words.NEXT)
    duty = await rota.reception.desks.duty.now()
    assert duty is not None
    other = BOB if duty.who == ANN else ANN
    assert has(await rota.type(ANN, f"oncall swap <@{other}> until 18:00"), words.SWAPPED)
    assert has(await rota.type(BOB, "oncall"), words.INSTEAD)


@pytest.mark.parametrize(
    "typed",
    [
        "oncall who",
        "oncall next week",
        "oncall swap",
        "oncall swap bob until 18:00",
        f"oncall swap <@{BOB}> 18:00",
        f"oncall swap <@{BOB}> until 18:00 please",
        f"oncall swap <@{BOB}> until 18:00 account=x",
    ],
)
async def test_what_is_typed_wrongly_swaps_nothing_and_says_how_it_goes(
    rota: Front, typed: str
) -> None:
    assert "/sec oncall [next | swap @PERSON until 18:00]" in await rota.type(ANN, typed)


async def test_a_time_that_is_none_and_a_guest_are_refused(rota: Front) -> None:
    duty = await rota.reception.desks.duty.now()
    assert duty is not None
    other = BOB if duty.who == ANN else ANN

    told = await rota.type(ANN, f"oncall swap <@{other}> until 25:00")
    assert has(told, words.SWAP_UNKNOWN)
    assert has(await rota.type(ANN, f"oncall swap <@{EVE}> until 18:00"), words.SWAP_NEEDS)


async def test_without_anybody_on_call_that_is_said(front: Front) -> None:
    assert has(await front.type(ANN, "oncall"), words.NOBODY)
