"""Ack, and Open in a storm: done for whoever presses, and whoever can't is told why."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.cards import Look
from bot.domain.storm import StormCard
from bot.domain.words import deciding, responding
from bot.domain.words import storm as words
from bot.ports.incidents import Change
from bot.ports.unit import Unit
from handlers.slack.storm_sheets import storm_sheet
from handlers.views import ids
from handlers.views.storm import storm
from practice.slack.messages import Message
from tests.bot.domain.storms import a_group, a_storm
from tests.clocks import MORNING
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


async def _a_storm(front: Front) -> Message:
    """Gather an incident in a storm, and post the storm's card."""
    await front.incidents()

    def gather(unit: Unit) -> StormCard:
        unit.incidents.change(1, Change(has_card=False), MORNING)
        begun = replace(a_storm(), number=unit.storms.begin(a_storm()))
        unit.storms.gather(begun, [a_group()], [])
        card = storm_sheet(unit, begun.subject, {})
        assert isinstance(card, StormCard)
        return card

    return front.post(storm(await front.store.write(gather), Look()))


async def test_who_opens_an_incident_of_a_storm_is_told_that_its_card_comes(front: Front) -> None:
    card = await _a_storm(front)
    assert has(await front.click(ANN, card, f"{ids.OPEN}:I-1"), words.OPENED)
    assert (await front.incident()).has_card
    assert has(await front.click(ANN, card, f"{ids.OPEN}:I-1"), words.NOT_GATHERED)


async def test_to_show_what_a_storm_s_card_stands_for_brings_its_own(front: Front) -> None:
    await _a_storm(front)
    assert "I-1" in await front.type(ANN, "show I-1")
    assert (await front.incident()).has_card


async def test_a_stranger_opens_nothing(front: Front) -> None:
    card = await _a_storm(front)
    assert has(await front.click(EVE, card, f"{ids.OPEN}:I-1"), deciding.GUEST)
    assert not (await front.incident()).has_card
