"""Ack: whoever presses it has the incident, and whoever can't is told why."""

from __future__ import annotations

from bot.domain.words import deciding, responding
from tests.handlers.slack.front import ANN, BOB, EVE, Front
from tests.journeys.messages import has


async def test_who_presses_ack_has_the_incident_and_is_told_nothing(front: Front) -> None:
    await front.incidents()
    card = await front.show_alert()
    assert await front.click(ANN, card, "incident.take") == ""
    assert (await front.incident()).owner == ANN


async def test_pressing_ack_again_changes_nothing_and_says_nothing(front: Front) -> None:
    await front.incidents()
    card = await front.show_alert()
    await front.click(ANN, card, "incident.take")
    assert await front.click(ANN, card, "incident.take") == ""
    assert (await front.incident()).owner == ANN


async def test_who_comes_second_is_told_who_has_it(front: Front) -> None:
    await front.incidents()
    card = await front.show_alert()
    await front.click(ANN, card, "incident.take")
    told = await front.click(BOB, card, "incident.take")
    assert has(told, responding.TAKEN_ALREADY)
    assert "ann" in told.casefold()
    assert (await front.incident()).owner == ANN


async def test_a_stranger_s_ack_is_refused(front: Front) -> None:
    await front.incidents()
    card = await front.show_alert()
    assert has(await front.click(EVE, card, "incident.take"), deciding.GUEST)
    assert (await front.incident()).owner == ""


async def test_the_ack_of_an_incident_that_is_not_there_is_told(front: Front) -> None:
    await front.incidents()
    card = await front.show_alert()
    told = await front.click_as(ANN, card, action_id="incident.take", value="I-ZZ:1")
    assert has(told, responding.NO_INCIDENT)
