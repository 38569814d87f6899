"""The ceiling is lifted by two: who may ask, who may agree, and for how long."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.people import Person
from bot.domain.record import What
from bot.response.brakes.lifting import LiftWish
from tests.bot.domain.makers import ACCOUNT, ANN, BOB, EVE, NOW, RYO
from tests.bot.response.office import Office

HOUR = timedelta(hours=1)
VIEWER = replace(ANN, slack_id="U0CY", email="cy@example.com", name="Cy", groups=frozenset())
CAT = replace(ANN, slack_id="U0CAT", email="cat@example.com", name="Cat")


async def lift(
    office: Office,
    person: Person,
    account: str = ACCOUNT,
    length: timedelta | None = HOUR,
    reason: str = "a worm in every web server",
    key: str = "",
) -> str:
    wish = LiftWish(account, length, reason, key)
    return (await office.lifting.lift(person, wish)).says.plain()


async def agree(office: Office, person: Person, account: str = ACCOUNT) -> str:
    return await lift(office, person, account, None, "")


async def is_lifted(office: Office, account: str = ACCOUNT) -> bool:
    lifts = await office.store.read(lambda unit: unit.lifts.all())
    return any(each.holds(account, office.clock.now()) for each in lifts)


async def test_a_responder_asks_and_an_approver_agrees_for_an_hour(office: Office) -> None:
    assert await lift(office, ANN) == (
        f"One of two: an approver who is not you must say `/sec lift {ACCOUNT}` as well, within 30 "
        f"minutes. Until then the ceiling holds in prod-payments {ACCOUNT}."
    )
    assert not await is_lifted(office)
    assert await agree(office, BOB) == (
        f"Lifted until 2026-11-22 04:00 UTC: in prod-payments {ACCOUNT} no ceiling holds. The "
        "brake still does."
    )

    assert await is_lifted(office)
    assert not await is_lifted(office, "444455556666")
    asked, lifted = await office.records()
    assert (asked.what, lifted.what) == (What.LIFT_ASKED, What.LIFTED)
    assert lifted.body["asked_by"] == "Ann"
    assert await office.wanted() == 2
    office.clock.advance(HOUR)
    assert not await is_lifted(office)


async def test_for_all_accounts_it_goes_without_naming_one(office: Office) -> None:
    assert "must say `/sec lift` as well" in await lift(office, BOB, "")
    assert "in all accounts no ceiling holds" in await agree(office, RYO, "")
    assert await is_lifted(office, "444455556666")


@pytest.mark.parametrize(
    ("person", "says"),
    [
        (EVE, "Guests can't do that here"),
        (VIEWER, "You can't lift the ceiling of prod-payments (needs responder)"),
        (replace(ANN, groups=None), "Slack did not tell in time"),
        (replace(ANN, email=""), "You are not of one"),
    ],
)
async def test_whoever_may_not_change_anything_lifts_nothing(
    office: Office, person: Person, says: str
) -> None:
    assert says in await lift(office, person)
    assert {each.what for each in await office.records()} == {What.CLICK_REFUSED}


async def test_one_person_is_not_two_and_a_second_responder_is_no_approver(office: Office) -> None:
    await lift(office, BOB)
    twin = replace(BOB, slack_id="U1BOB", email="Bob@Example.com")

    for same in (BOB, twin):
        assert (await agree(office, same)).startswith("You have asked for that already.")
    assert (await agree(office, CAT)).startswith(
        "Bob has asked to lift the ceiling of prod-payments, and it takes an approver there"
    )
    assert not await is_lifted(office)


async def test_a_wish_is_good_for_half_an_hour(office: Office) -> None:
    await lift(office, ANN)
    office.clock.advance(timedelta(minutes=30))

    assert (await agree(office, BOB)).startswith("Say for how long and why")
    assert not await is_lifted(office)


@pytest.mark.parametrize(
    ("length", "reason", "says"),
    [
        (timedelta(minutes=61), "a worm", "at most 60 minutes"),
        (HOUR, "why", "in at least 5 letters"),
        (None, "because of a worm", "Say for how long and why"),
    ],
)
async def test_it_takes_a_length_up_to_an_hour_and_a_reason(
    office: Office, length: timedelta | None, reason: str, says: str
) -> None:
    assert says in await lift(office, ANN, length=length, reason=reason)
    assert await office.records() == []


async def test_who_agrees_may_make_it_shorter_and_never_longer(office: Office) -> None:
    await lift(office, ANN, length=HOUR / 2)
    assert "Lifted until 2026-11-22 03:30 UTC" in await lift(office, BOB, length=HOUR)
    await lift(office, ANN, "", HOUR)
    assert "Lifted until 2026-11-22 03:10 UTC" in await lift(office, BOB, "", HOUR / 6)


async def test_a_lift_goes_on_while_the_next_is_asked_for(office: Office) -> None:
    await lift(office, ANN)
    await agree(office, BOB)
    await lift(office, ANN)

    assert await is_lifted(office)


async def test_a_second_delivery_neither_asks_nor_agrees(office: Office) -> None:
    await lift(office, ANN, length=HOUR / 20, key="one")
    await lift(office, BOB, key="two")
    office.clock.set(NOW + HOUR / 20)
    await lift(office, ANN, key="three")

    assert await lift(office, BOB, key="two") == "That is taken up already."
    assert not await is_lifted(office)


async def test_a_clock_that_goes_back_ends_a_lift(office: Office) -> None:
    await lift(office, ANN)
    await agree(office, BOB)
    office.clock.set(NOW - timedelta(seconds=1))

    assert not await is_lifted(office)


async def test_who_has_just_joined_the_approvers_agrees_to_nothing(office: Office) -> None:
    await office.store.write(lambda unit: unit.memberships.read("S0APPROVE", frozenset(), NOW))
    await lift(office, ANN)

    assert "it takes an approver there to agree" in await agree(office, BOB)
    assert not await is_lifted(office)


async def test_whom_the_asker_has_let_in_today_is_no_second_person(office: Office) -> None:
    await office.vouched(RYO, by=BOB)
    await lift(office, BOB)

    assert "the two count as one" in await agree(office, RYO)
    assert not await is_lifted(office)
    office.clock.advance(timedelta(hours=24))
    await lift(office, BOB)
    assert "Lifted until" in await agree(office, RYO)
