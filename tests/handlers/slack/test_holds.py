"""`/sec release`, by two; and the button under a slip that asks for it once more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.execution import Stage
from bot.domain.hold import Grip, Hold
from bot.domain.record import Record, What
from bot.domain.words import deciding, holding, reply, responding
from bot.ports.unit import Unit
from handlers.slack.sheets import hold_card
from handlers.views.hold_word import hold_word
from tests.bot.store.held import a_hold
from tests.clocks import MORNING
from tests.handlers.slack.front import ANN, BOB, EVE, RYO, Front
from tests.handlers.slack.scenes import SOURCES, ask
from tests.handlers.views.examples import LOOK
from tests.journeys.messages import has


async def held(front: Front, **changes: Any) -> Hold:
    """Let an execution of the first incident be held, and return that hold."""
    await front.incidents()

    def work(unit: Unit) -> Hold:
        number = ask(unit, 1)
        hold = replace(a_hold(number), **changes)
        unit.holds.begin(hold, [])
        return hold

    return await front.store.write(work)


async def state(front: Front, number: int = 1) -> Grip:
    found = await front.store.read(lambda unit: unit.holds.get(number))
    assert found is not None
    return found.state


@pytest.mark.parametrize("typed", ["I-1", "A-1", "a-1", "F-1"])
async def test_two_people_end_a_hold_by_any_of_its_ids(front: Front, typed: str) -> None:
    await held(front)
    assert has(await front.type(ANN, f"release {typed} all is rebuilt"), holding.ASKED)
    assert has(await front.type(ANN, f"release {typed}"), holding.ASKED_TWICE)
    assert await state(front) is Grip.HELD
    assert has(await front.type(BOB, f"release {typed}"), holding.ENDED)
    assert await state(front) is Grip.RELEASED
    (asked,) = await front.store.read(lambda unit: unit.records.of_execution(1, What.RELEASE_ASKED))
    assert asked.body == {"reason": "all is rebuilt"}


@pytest.mark.parametrize("typed", ["", "?", "E-1", "<!channel>"])
async def test_what_names_no_hold_is_told_and_ends_none(front: Front, typed: str) -> None:
    await held(front)
    assert has(await front.type(ANN, f"release {typed}"), reply.WRONG_USE)
    assert has(await front.type(ANN, "release A-9"), holding.NO_HOLD)
    assert await state(front) is Grip.HELD


async def test_a_bare_id_that_two_things_bear_is_asked_back(front: Front) -> None:
    await held(front)
    assert has(await front.type(ANN, "release 1"), reply.WRONG_USE)


async def test_a_guest_ends_nothing_and_reads_of_nothing(front: Front) -> None:
    await held(front)
    await front.type(ANN, "release A-1")
    assert has(await front.type(EVE, "release A-1"), deciding.GUEST)
    assert await state(front) is Grip.HELD


async def slipped_message(front: Front) -> Any:
    """Let a hold slip, and return the message that tells of it."""

    def work(unit: Unit) -> int:
        hold = unit.holds.get(1)
        assert hold is not None
        unit.holds.looked(replace(hold, state=Grip.SLIPPED, slipped_at=MORNING), Grip.HELD)
        (number,) = unit.records.write([Record(What.SLIPPED, MORNING, "", 1, 1, {})])
        return number

    number = await front.store.write(work)
    card = await front.store.read(lambda unit: hold_card(unit, str(number), SOURCES))
    assert card is not None
    return front.post(hold_word(card, LOOK))


async def test_one_click_under_a_slip_asks_for_it_once_more_and_decides_nothing(
    front: Front,
) -> None:
    await held(front)
    message = await slipped_message(front)
    told = await front.click(ANN, message, "hold.again")

    assert has(told, responding.ASKED)
    again = await front.execution(2)
    assert again.stage is Stage.ASKED
    assert again.ask.inputs == (await front.execution(1)).ask.inputs
    assert again.requester == "ann@example.com"


async def test_a_click_of_a_guest_or_under_what_holds_again_asks_for_nothing(
    front: Front,
) -> None:
    await held(front)
    message = await slipped_message(front)
    assert has(await front.click(EVE, message, "hold.again"), deciding.GUEST)

    def mend(unit: Unit) -> None:
        unit.holds.looked(a_hold(), Grip.SLIPPED)

    await front.store.write(mend)
    assert has(await front.click(RYO, message, "hold.again"), holding.AGAIN_NOT)
    assert await front.store.read(lambda unit: unit.executions.get(2)) is None


async def test_help_tells_how_it_goes(front: Front) -> None:
    assert "/sec release I-" in await front.type(ANN, "help release")
