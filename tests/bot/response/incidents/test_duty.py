"""A swap on call takes a responder, is for one, and is told and written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.record import What
from bot.domain.rota import Duty, OnCall, Rotation
from bot.domain.words import oncall as words
from bot.durable.bell import LocalBell
from bot.ports.store import Store
from bot.response.incidents.duty import DutyDesk, SwapWish
from tests.bot.domain.makers import ANN, BOB, EVE, NOW, RYO, a_policy
from tests.clocks import FrozenClock
from tests.stores import a_store

ROTA = OnCall(Rotation(("U0ANN", "U0RYO"), date(2026, 11, 16), 7, time(10), "Asia/Tokyo"))
SIX = time(18)
UNTIL = datetime(2026, 11, 22, 9, tzinfo=UTC)


def desk(store: Store, on_call: OnCall | None = ROTA) -> DutyDesk:
    policy: Policy = a_policy(on_call=on_call)
    return DutyDesk(store, LocalBell(), FrozenClock(NOW), policy=policy, channel="C0SEC")


async def test_somebody_steps_in_and_everybody_is_told(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        duty = desk(store)
        before = await duty.now()
        reply = await duty.swap(ANN, SwapWish(BOB, SIX))
        after = await duty.now()
        (record,) = await store.read(lambda unit: unit.records.since(0, 9))
        wanted = await store.read(lambda unit: unit.outbox.depth())

    assert before is not None
    assert before.who == "U0ANN"
    assert (reply.done, reply.says.text) == (True, words.SWAPPED)
    assert after == Duty("U0BOB", UNTIL, "U0ANN", "U0ANN")
    assert (record.what, wanted.count) == (What.DUTY_SWAPPED, 1)
    assert record.body == {"newcomer": "U0BOB", "until": UNTIL.isoformat(), "whom": ["U0ANN"]}


@pytest.mark.parametrize(
    ("on_call", "person", "wish", "says"),
    [
        (ROTA, ANN, SwapWish(ANN, SIX), words.SWAP_SELF),
        (ROTA, ANN, SwapWish(BOB, None, "noon"), words.SWAP_UNKNOWN),
        (ROTA, ANN, SwapWish(EVE, SIX), words.SWAP_NEEDS),
        (ROTA, ANN, SwapWish(replace(BOB, groups=frozenset()), SIX), words.SWAP_NEEDS),
        (ROTA, ANN, SwapWish(replace(BOB, groups=None), SIX), words.SWAP_NEEDS),
        (ROTA, replace(RYO, groups=frozenset()), SwapWish(BOB, SIX), words.NEEDS_RESPONDER),
        (
            ROTA,
            replace(RYO, new_in=frozenset({"S0APPROVE"})),
            SwapWish(BOB, SIX),
            words.NEEDS_RESPONDER,
        ),
        (OnCall(group="S0ALL"), ANN, SwapWish(BOB, SIX), words.NO_SWAP),
        (None, ANN, SwapWish(BOB, SIX), words.NOBODY),
    ],
)
async def test_what_can_not_be_swapped_changes_nothing_and_says_why(
    tmp_path: Path, on_call: OnCall | None, person: Person, wish: SwapWish, says: object
) -> None:
    async with a_store(tmp_path) as store:
        reply = await desk(store, on_call).swap(person, wish)
        kept = await store.read(lambda unit: unit.swaps.ending_after(NOW))
        records = await store.read(lambda unit: unit.records.since(0, 9))

    assert (reply.done, reply.says.text) == (False, says)
    assert kept == ()
    assert {each.what for each in records} <= {What.CLICK_REFUSED}
    assert bool(records) == (says is words.NEEDS_RESPONDER)


async def test_whom_somebody_else_relieves_is_told_to_be_called_as_well(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        await store.write(lambda unit: unit.people.know(ANN))
        assert (await desk(store).swap(BOB, SwapWish(BOB, SIX))).done
        (record,) = await store.read(lambda unit: unit.records.since(0, 9))

    assert record.body["as_well"] == "U0ANN"


async def test_an_outsider_can_not_swap(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        assert not (await desk(store).swap(EVE, SwapWish(BOB, SIX))).done


async def test_without_a_rotation_nobody_or_a_group_is_on_call(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        assert await desk(store, None).now() is None
        assert await desk(store, OnCall(group="S0ALL")).now() == Duty("S0ALL")
