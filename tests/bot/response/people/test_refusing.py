"""Refused clicks are written down, and a storm of them is counted instead: none is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.people import Person
from bot.domain.record import What
from bot.domain.words import deciding, silencing
from bot.ports.unit import Unit
from bot.response.people.refusing import RECORDED_AN_HOUR, close_hours, write_down
from tests.bot.domain.makers import ANN, EVE
from tests.bot.response.office import Office

HOUR = timedelta(hours=1)
CAT = replace(ANN, slack_id="U0CAT", email="cat@example.com", groups=frozenset())
WHY = deciding.IMPLICATED.fill()


async def refused(office: Office, count: int, person: Person = EVE) -> None:
    def work(unit: Unit) -> None:
        for _ in range(count):
            write_down(unit, person, WHY, office.clock.now())

    await office.store.write(work)


async def close(office: Office) -> int:
    return await office.store.write(lambda unit: close_hours(unit, office.clock.now()))


async def test_so_many_an_hour_are_written_down_one_by_one_and_the_rest_is_counted(
    office: Office,
) -> None:
    await refused(office, RECORDED_AN_HOUR + 7)
    await refused(office, 1, ANN)
    assert len(await office.records(What.CLICK_REFUSED)) == RECORDED_AN_HOUR + 1
    assert await close(office) == 0

    office.clock.advance(HOUR)
    assert await close(office) == 1

    (counted,) = await office.records(What.CLICKS_COUNTED)
    assert (counted.actor_name, counted.body["count"]) == (EVE.name, 7)
    assert counted.hash
    assert await close(office) == 0


async def test_the_next_hour_is_written_down_again(office: Office) -> None:
    await refused(office, RECORDED_AN_HOUR + 1)
    office.clock.advance(HOUR)
    await refused(office, 1)
    assert len(await office.records(What.CLICK_REFUSED)) == RECORDED_AN_HOUR + 1
    assert await close(office) == 1
    assert (await office.records(What.CLICKS_COUNTED))[0].body["count"] == 1


async def test_whoever_is_refused_too_often_is_still_told_why(office: Office) -> None:
    await office.incident()
    await refused(office, RECORDED_AN_HOUR, CAT)

    reply = await office.silencing.reopen(CAT, 1, "it is back")

    assert reply.says.text is silencing.NEEDS_RESPONDER
    assert len(await office.records(What.CLICK_REFUSED)) == RECORDED_AN_HOUR
