"""The kill switch: one person stops, two different people start again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.domain.people import Person
from bot.domain.record import What
from tests.bot.domain.makers import ACCOUNT, ANN, BOB, EVE, RYO, a_policy
from tests.bot.response.office import Office, an_office

VIEWER = replace(ANN, slack_id="U0CY", email="cy@example.com", name="Cy", groups=frozenset())


async def stop(office: Office, person: Person, account: str = "", reason: str = "") -> str:
    return (await office.braking.stop(person, account, reason)).says.plain()


async def start(office: Office, person: Person, account: str = "") -> str:
    return (await office.braking.start(person, account)).says.plain()


async def stopped(office: Office, account: str = ACCOUNT) -> bool:
    return await office.store.read(lambda unit: unit.brakes.holds(account))


async def test_anyone_of_ours_stops_everything_and_the_channel_is_told(office: Office) -> None:
    says = await stop(office, VIEWER, reason=" it deletes the wrong thing ")

    assert says == (
        "Stopped: all accounts. Nothing more is changed. Two people together start them again, "
        "each with `/sec start`."
    )
    assert await stopped(office)
    (record,) = await office.records(What.STOPPED)
    assert record.body["account"] == "*"
    assert record.body["reason"] == "it deletes the wrong thing"
    assert await office.wanted() == 1


async def test_one_account_is_stopped_by_name(office: Office) -> None:
    says = await stop(office, ANN, ACCOUNT)

    assert says.startswith(f"Stopped: prod-payments {ACCOUNT}. Nothing more is changed there.")
    assert says.endswith(f"each with `/sec start {ACCOUNT}`.")
    assert await stopped(office)
    assert not await stopped(office, "444455556666")


async def test_an_endless_reason_keeps_no_brake_from_being_pulled(office: Office) -> None:
    await stop(office, ANN, reason="x" * 10_000)

    assert await stopped(office)
    (record,) = await office.records(What.STOPPED)
    assert record.body["reason"] == "x" * 500


async def test_a_second_stop_says_who_was_first_and_tells_nobody(office: Office) -> None:
    await stop(office, ANN)
    assert await stop(office, BOB) == ("Stopped already by Ann: all accounts. Nothing runs there.")
    assert len(await office.records(What.STOPPED)) == 1


async def test_strangers_neither_stop_nor_start(office: Office) -> None:
    assert "Guests can't do that here" in await stop(office, EVE)
    assert not await stopped(office)
    await stop(office, ANN)
    assert "Guests can't do that here" in await start(office, EVE)
    assert await stopped(office)


async def test_two_different_people_start_again(office: Office) -> None:
    await stop(office, ANN)

    assert await start(office, BOB) == (
        "One of two: somebody else must say `/sec start` as well, within 30 minutes. "
        "Until then nothing runs."
    )
    assert await stopped(office)
    assert await start(office, RYO) == "Started again: all accounts."
    assert not await stopped(office)
    assert [record.what for record in await office.records()] == [
        What.STOPPED,
        What.START_ASKED,
        What.RELEASED,
    ]


async def test_one_person_is_not_two_by_asking_twice_or_from_two_accounts(
    office: Office,
) -> None:
    await stop(office, ANN)
    await start(office, BOB)

    twin = replace(BOB, slack_id="U1BOB", email="Bob@Example.com")

    assert (await start(office, BOB)).startswith("You have asked for that already.")
    assert (await start(office, twin)).startswith("You have asked for that already.")
    assert await stopped(office)


async def test_a_person_without_a_known_address_can_t_be_the_second(tmp_path: Path) -> None:
    async with an_office(tmp_path, a_policy(email_domain="")) as office:
        await stop(office, ANN)
        await start(office, BOB)

        says = await start(office, replace(BOB, email=""))

        assert says.startswith("Slack did not tell your e-mail address")
        assert await stopped(office)


async def test_whoever_pulled_the_brake_may_be_one_of_the_two(office: Office) -> None:
    await stop(office, ANN)
    await start(office, ANN)
    assert "Started again" in await start(office, BOB)


async def test_a_wish_to_start_is_good_for_half_an_hour(office: Office) -> None:
    await stop(office, ANN)
    await start(office, BOB)
    office.clock.advance(timedelta(minutes=30))

    assert (await start(office, RYO)).startswith("One of two:")
    assert await stopped(office)
    office.clock.advance(timedelta(minutes=29, seconds=59))
    assert "Started again" in await start(office, BOB)


async def test_what_is_not_stopped_is_not_started(office: Office) -> None:
    assert await start(office, BOB) == ("No brake is pulled for all accounts. Nothing was changed.")
    assert await office.records() == []


async def test_to_start_all_where_one_is_stopped_names_that_one(office: Office) -> None:
    await stop(office, ANN, ACCOUNT)

    says = await start(office, BOB)

    assert f"No brake is pulled for all accounts, but for these: prod-payments {ACCOUNT}." in says
    assert await stopped(office)


async def test_one_account_can_t_be_started_out_of_a_stop_of_all(office: Office) -> None:
    await stop(office, ANN)

    says = await start(office, BOB, ACCOUNT)

    assert says.startswith(f"All accounts are stopped, prod-payments {ACCOUNT} with them.")
    assert await stopped(office)


async def test_starting_says_what_another_brake_still_holds(office: Office) -> None:
    await stop(office, ANN)
    await stop(office, ANN, ACCOUNT)
    await start(office, BOB)

    says = await start(office, RYO)

    assert says == f"Started again: all accounts. Still stopped: prod-payments {ACCOUNT}."
    assert await stopped(office)


async def test_an_account_that_starts_within_a_stop_of_all_is_told_to_stand_still(
    office: Office,
) -> None:
    await stop(office, ANN, ACCOUNT)
    await stop(office, ANN)
    await start(office, BOB, ACCOUNT)

    says = await start(office, RYO, ACCOUNT)

    assert says.endswith("Still stopped: all accounts.")
    assert await stopped(office)


async def test_a_recorded_request_does_not_release_a_brake_that_was_pulled_since(
    office: Office,
) -> None:
    await stop(office, ANN)
    await office.braking.start(BOB, "", "click-1")
    await office.braking.start(RYO, "", "click-2")
    await stop(office, ANN)
    await start(office, ANN)

    replayed = await office.braking.start(RYO, "", "click-2")

    assert replayed.says.plain() == "That is taken up already."
    assert await stopped(office)
