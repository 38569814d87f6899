"""Whoever a click is not for is turned away, and it stands in the audit of what it was about."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.finding import Resource
from bot.domain.ids import Prefix
from bot.domain.record import What
from bot.domain.restriction import Named, Restriction
from bot.domain.words import deciding, restricting
from bot.response.people.replies import Reply
from bot.response.people.turning_away import About, about_incident, turned_away
from tests.bot.domain.makers import ANN, BOB, EVE
from tests.bot.response.batch_office import Several
from tests.bot.response.office import CHANNEL, Office, a_finding

BUCKETS = tuple(Resource("AwsS3Bucket", f"arn:aws:s3:::bucket-{one}") for one in "ab")


async def away(office: Office, person: Any, about: About) -> Reply | None:
    return await office.store.write(
        lambda unit: turned_away(unit, person, about, office.policy, office.clock.now())
    )


async def both(office: Office) -> None:
    """Let Ann ask for both buckets that an incident names, as a batch."""
    found = a_finding(resources=BUCKETS)
    incident = await office.incident(found)
    assert (await Several(office).ask(incident=incident, region="")).done


async def restrict(office: Office) -> None:
    named = (Named(BOB.slack_id, BOB.identity, BOB.name),)
    kept = Restriction(1, named, CHANNEL, BOB.identity, BOB.name, office.clock.now(), "one of us")
    await office.store.write(lambda unit: unit.restrictions.keep(kept))


ABOUT = [
    (None, [(None, None)]),
    ((Prefix.INCIDENT, 1), [(1, None)]),
    ((Prefix.INCIDENT, 404), [(None, None)]),
    ((Prefix.EXECUTION, 2), [(1, 2)]),
    ((Prefix.EXECUTION, 404), [(None, None)]),
    ((Prefix.BATCH, 1), [(1, 1), (1, 2)]),
    ((Prefix.BATCH, 404), [(None, None)]),
]


@pytest.mark.parametrize(("about", "told_of"), ABOUT)
async def test_a_stranger_is_written_down_where_they_have_clicked(
    office: Office, about: About, told_of: list[tuple[int | None, int | None]]
) -> None:
    await both(office)

    reply = await away(office, EVE, about)

    assert reply is not None
    assert reply.says.text == deciding.GUEST
    written = await office.records(What.CLICK_REFUSED)
    assert sorted((each.incident, each.execution) for each in written) == told_of


@pytest.mark.parametrize("about", [(Prefix.INCIDENT, 1), (Prefix.EXECUTION, 2), (Prefix.BATCH, 1)])
async def test_only_the_named_pass_at_a_restricted_incident(office: Office, about: About) -> None:
    await both(office)
    await restrict(office)

    assert await away(office, BOB, about) is None
    assert not await office.records(What.CLICK_REFUSED)
    reply = await away(office, ANN, about)
    assert reply is not None
    assert reply.says.text == restricting.BARRED
    assert {each.incident for each in await office.records(What.CLICK_REFUSED)} == {1}


async def test_our_own_people_pass_where_nothing_is_restricted(office: Office) -> None:
    await both(office)
    for about, _ in ABOUT:
        assert await away(office, ANN, about) is None
    assert not await office.records(What.CLICK_REFUSED)


def test_a_click_that_may_belong_to_an_incident_is_about_it_or_about_nothing() -> None:
    assert about_incident(None) is None
    assert about_incident(7) == (Prefix.INCIDENT, 7)
