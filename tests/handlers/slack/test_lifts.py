"""`/sec lift` as tired people type it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.words import braking as words
from bot.response.brakes.lifting import LiftWish
from handlers.slack import grammar, lifts
from tests.bot.domain.makers import ACCOUNT
from tests.handlers.slack.front import ANN, BOB, RYO, Front
from tests.journeys.messages import has

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("typed", "account", "length", "reason"),
    [
        ("lift 1h a worm", "", HOUR, "a worm"),
        ("lift", "", None, ""),
        ("lift all 30m it spreads", "", HOUR / 2, "it spreads"),
        ("LIFT prod-payments 1H a worm", ACCOUNT, HOUR, "a worm"),
        (f"lift {ACCOUNT} 90m reason=a worm", ACCOUNT, HOUR * 1.5, "a worm"),
        ("lift account=prod-payments 5m “a worm”", ACCOUNT, HOUR / 12, "a worm"),
        (f"lift {ACCOUNT}", ACCOUNT, None, ""),
        ("lift prod-payments because", ACCOUNT, None, "because"),
    ],
)
def test_account_length_and_reason_are_read(
    front: Front, typed: str, account: str, length: timedelta | None, reason: str
) -> None:
    read = lifts.read(front.reception, grammar.read(typed), "k")

    assert read == LiftWish(account, length, reason, "k")


@pytest.mark.parametrize(
    "typed", ["lift nowhere 1h a worm", "lift because of 1h", "lift 0m x", "lift 1d a worm"]
)
async def test_what_names_no_account_lifts_nothing(front: Front, typed: str) -> None:
    assert has(await front.type(ANN, typed), words.LIFT_UNKNOWN)
    assert await front.store.read(lambda unit: unit.lifts.all()) == ()


async def test_one_asks_and_another_agrees(front: Front) -> None:
    assert has(await front.type(ANN, "lift prod-payments 1h a worm"), words.LIFT_ASKED)
    assert has(await front.type(ANN, "lift prod-payments"), words.LIFT_TWICE)
    assert has(await front.type(BOB, "lift prod-payments"), words.LIFT_DONE)
    assert has(await front.type(RYO, "lift"), words.LIFT_NO_TIME)
