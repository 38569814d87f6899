"""Whom an incident is not for is told that it is not, in the same words at every door."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.ids import Prefix
from bot.domain.restriction import Named, Restriction
from bot.domain.words import restricting as words
from bot.domain.words import silencing
from bot.response.people import discretion
from tests.bot.domain.makers import ANN, BOB, NOW, RYO
from tests.bot.response.office import CHANNEL, Office, a_finding

CAT = replace(ANN, slack_id="U0CAT", email="cat@example.com", name="Cat")
NAMED = tuple(Named(each.slack_id, each.identity, each.name) for each in (ANN, BOB))


async def restricted(office: Office) -> None:
    """Keep the first of two incidents for Ann and Bob, with an execution of each."""
    other = replace(a_finding(), key="another")
    for number in (await office.incident(), await office.incident(other)):
        await office.asked(number)
    kept = Restriction(1, NAMED, CHANNEL, ANN.identity, ANN.name, NOW, "it may be one of us")
    await office.store.write(lambda unit: unit.restrictions.keep(kept))


async def test_only_what_is_about_it_is_barred_and_only_to_others(office: Office) -> None:
    await restricted(office)

    for prefix in (Prefix.INCIDENT, Prefix.EXECUTION):
        for number, person, is_barred in ((1, RYO, True), (1, BOB, False), (2, RYO, False)):
            told = await office.store.read(
                lambda unit, p=prefix, n=number, who=person: discretion.barred_thing(
                    unit, who, p, n
                )  # type: ignore[misc]
            )
            assert (told is not None) is is_barred, (prefix, number, person.name)
            assert told is None or told.says.text is words.BARRED
    assert await office.store.read(lambda unit: discretion.hidden_from(unit, RYO)) == {1}
    assert not await office.store.read(lambda unit: discretion.hidden_from(unit, ANN))


async def test_what_all_must_know_is_told_where_all_read(office: Office) -> None:
    await restricted(office)

    told = await office.store.read(
        lambda unit: (discretion.openly(unit, 1, "people:"), discretion.openly(unit, 2, "C0OTHER"))
    )
    assert told == (CHANNEL, "C0OTHER")


async def test_nobody_else_is_given_it(office: Office) -> None:
    await restricted(office)

    told = await office.silencing.assign(ANN, 1, CAT)
    assert told.says.text is words.NOT_AN_OWNER
    assert (await office.silencing.assign(ANN, 1, BOB)).says.text is silencing.ASSIGNED
