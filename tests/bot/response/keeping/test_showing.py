"""Whoever works on an incident that had no card brings its card, once."""

from __future__ import annotations

from bot.domain.posting import Sheet
from bot.domain.silencing import Act
from bot.response.keeping.showing import bring
from tests.bot.domain.makers import ANN, NOW
from tests.bot.response.office import CHANNEL, Office


async def test_a_card_is_brought_once_and_asked_about(office: Office) -> None:
    number = await office.incident(has_card=False)
    incident = await office.store.read(lambda unit: unit.incidents.many([number])[number])

    assert await office.store.write(lambda unit: bring(unit, incident, NOW))
    shown = await office.store.read(lambda unit: unit.incidents.many([number])[number])
    assert shown.has_card
    assert not await office.store.write(lambda unit: bring(unit, shown, NOW))
    wanted = await office.store.read(lambda unit: unit.outbox.about(number))
    assert [(each.destination, each.sheet) for each in wanted] == [(CHANNEL, Sheet.ALERT)]


async def test_who_takes_what_had_no_card_brings_it(office: Office) -> None:
    number = await office.incident(has_card=False)

    assert (await office.incidents.take(ANN, number)).done
    incident = await office.store.read(lambda unit: unit.incidents.get(number))
    assert incident is not None
    assert (incident.has_card, incident.owner) == (True, ANN.slack_id)


async def test_what_is_closed_without_a_card_needs_none(office: Office) -> None:
    number = await office.incident(has_card=False)

    assert (await office.silencing.end(ANN, number, Act.CLOSE, "a scanner of ours, known")).done
    assert await office.wanted() == 0
