"""To contain alone at night takes the digest, typed; others stop it, confirm it or deny it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from bot.domain.execution import Proposal, Stage
from bot.domain.ids import Prefix
from bot.domain.policy import Hours, Night
from bot.domain.posting import Sheet
from bot.domain.record import What
from bot.domain.restriction import Named, Restriction
from bot.domain.words import deciding, glass, night, reply, responding, restricting
from handlers.slack.sheets import gather
from handlers.views.kit import Message as Shown
from handlers.views.word import word
from practice.slack.messages import Message
from practice.spoken import controls
from tests.bot.domain.makers import a_policy
from tests.clocks import MORNING
from tests.handlers.slack.front import ANN, BOB, EVE, RYO, Front, a_front
from tests.handlers.slack.scenes import a_due
from tests.handlers.views.examples import LOOK
from tests.journeys.messages import has

WHY = "exfiltration goes on and nobody answers"
FOUND = "it was right, I looked"
NIGHT = Night(Hours(time(8), time(9, 10), "UTC"))


@pytest.fixture
async def front(tmp_path: Path) -> AsyncIterator[Front]:
    async with a_front(tmp_path, a_policy(night=NIGHT)) as made:
        yield made


async def contain(front: Front, digest: str, reason: str = WHY) -> object:
    """Fill in the modal that is open."""
    return (await front.submit(ANN, digest=digest, reason=reason)).errors


async def told(front: Front, what: What = What.ALONE) -> Message:
    """Post what is said aloud of a record, with its buttons."""
    (record,) = await front.store.read(lambda unit: unit.records.of_execution(1, what))
    due, sources = a_due(Sheet.WORD, str(record.number)), front.reception.sources
    card = await front.store.read(lambda unit: gather(unit, due, sources))
    shown: Shown = word(card, LOOK)  # type: ignore[arg-type]  # a WordCard, as its sheet says
    return front.post(shown)


async def alone(front: Front) -> Proposal:
    """Let Ann have contained alone."""
    plan = await front.waiting()
    assert has(await front.type(ANN, f"alone A-1 {plan.short} {WHY}"), night.RUNS)
    return plan


async def test_the_button_opens_a_modal_that_runs_it_only_with_the_digest(front: Front) -> None:
    plan = await front.waiting()
    card = await front.show_approval(plan)
    view = await front.open_modal(ANN, card, "plan.alone")
    assert plan.short not in str(view["blocks"])
    assert await front.stage() is Stage.WAITING

    assert await contain(front, "zzzzzz")
    assert await front.stage() is Stage.WAITING
    assert not await contain(front, f" {plan.short.upper()} ")
    assert await front.stage() is Stage.APPROVED


async def test_whoever_did_not_ask_is_told_who_did(front: Front) -> None:
    plan = await front.waiting()
    card = await front.show_approval(plan)
    await front.open_modal(BOB, card, "plan.alone")
    sent = await front.submit(BOB, digest=plan.short, reason=WHY)
    assert deciding.ALONE_NOT_YOURS.fill(execution="A-1").plain() in str(sent.errors)
    assert await front.stage() is Stage.WAITING


@pytest.mark.parametrize("typed", ["", "A-1", "A-1 9f31c2", "I-1 9f31c2 because"])
async def test_a_command_without_digest_or_reason_runs_nothing(front: Front, typed: str) -> None:
    await front.waiting()
    assert has(await front.type(ANN, f"alone {typed}"), reply.WRONG_USE)
    assert await front.stage() is Stage.WAITING


async def test_where_no_night_is_the_card_has_no_such_button(tmp_path: Path) -> None:
    night_elsewhere = replace(NIGHT, environments=frozenset({"staging"}))
    for number, policy in enumerate([a_policy(), a_policy(night=night_elsewhere)]):
        folder = tmp_path / str(number)
        folder.mkdir()
        async with a_front(folder, policy) as front:
            card = await front.show_approval(await front.waiting())
            assert "plan.alone" not in controls(card)


async def test_anybody_of_ours_stops_it_and_a_guest_does_not(front: Front) -> None:
    await alone(front)
    message = await told(front)
    assert has(await front.click(EVE, message, "execution.stop"), deciding.GUEST)
    assert await front.store.read(lambda unit: unit.brakes.stops()) == ()

    assert has(await front.click(RYO, message, "execution.stop"), responding.STOP_DONE)
    (stop,) = await front.store.read(lambda unit: unit.brakes.stops())
    assert (stop.account, stop.by_name) == ("111122223333", "Ryo")


async def test_another_confirms_it_by_the_button(front: Front) -> None:
    await alone(front)
    message = await told(front)

    await front.open_modal(ANN, message, "execution.review")
    own = await front.submit(ANN, verdict="right", reason=FOUND)
    assert glass.OWN_REVIEW.en in str(own.errors)
    await front.open_modal(BOB, message, "execution.review")
    assert not (await front.submit(BOB, verdict="right", reason=FOUND)).errors

    assert len(await front.store.read(lambda unit: unit.records.of_execution(1, What.CONFIRMED)))


async def test_another_denies_it_by_the_button_or_by_the_word(front: Front) -> None:
    await alone(front)
    message = await told(front)
    await front.open_modal(BOB, message, "execution.review")
    assert not (await front.submit(BOB, verdict="wrong", reason="a backup job")).errors

    assert await front.stage() is Stage.REFUSED
    assert has(await front.type(RYO, f"review A-1 wrong {FOUND}"), glass.NO_REVIEW)


async def test_the_word_wrong_denies_it_and_any_other_confirms_it(front: Front) -> None:
    await alone(front)
    assert has(await front.type(BOB, "review A-1 wrong it was a backup job"), night.DENIED_REPLY)
    assert await front.stage() is Stage.REFUSED


async def test_a_review_confirms(front: Front) -> None:
    await alone(front)
    assert has(await front.type(BOB, f"review A-1 {FOUND}"), night.CONFIRMED_REPLY)


async def test_why_tells_whether_one_may_and_afterwards_that_one_did(front: Front) -> None:
    plan = await front.waiting()
    assert "may contain alone now: /sec alone A-1" in await front.type(ANN, "why A-1")
    front.clock.set(plan.created_at.replace(minute=10))
    assert "may not contain alone: One may" in await front.type(ANN, "why A-1")
    front.clock.set(plan.created_at)
    await front.type(ANN, f"alone A-1 {plan.short} {WHY}")
    assert "Ann asked for it and contains alone" in await front.type(ANN, "why A-1")


@pytest.mark.parametrize("action", ["plan.alone", "execution.review", "execution.stop"])
async def test_a_button_of_what_is_nowhere_is_told_as_old(front: Front, action: str) -> None:
    message = await front.show_approval(await front.waiting())
    value = f"{Prefix.EXECUTION}-9:1"
    told_ = await front.click_as(ANN, message, action_id=action, value=value)
    assert has(told_, reply.OLD_BUTTON)


async def test_whom_a_restricted_incident_is_not_for_sees_no_modal_of_it(front: Front) -> None:
    await alone(front)
    message = await told(front)
    named = tuple(
        Named(f"U0{name.upper()}", f"{name.lower()}@example.com", name) for name in ("Ann", "Bob")
    )
    kept = Restriction(1, named, "C0SEC", "ann@example.com", "Ann", MORNING, "one of us")
    await front.store.write(lambda unit: unit.restrictions.keep(kept))

    assert has(await front.click(RYO, message, "execution.review"), restricting.BARRED)
    assert front.slack.workspace.views.top(RYO) is None
