"""Which incidents take findings in, and which are only told of."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.incident import Contained, Incident, Status
from bot.domain.observable import Kind, Observable
from bot.ports.observables import Sighting
from bot.triage.placing import Placing, Standing, is_told_of, takes_in
from bot.triage.tying import MOST_FINDINGS
from tests.bot.triage.examples import CHANNEL, an_incident, minutes

TIE = Observable(Kind.KEY, "AKIAIOSFODNN7EXAMPLE", "here")
NOW = minutes(1)
PLACE = "people:U0ANN,U0BOB"


def placing(incident: Incident, *, size: int = 1, channel: str = CHANNEL) -> Placing:
    """Return the placing where one incident names the key."""
    number = incident.number
    sighting = Sighting(number, 1, minutes(0))
    return Placing(
        Standing({TIE: (sighting,)}, {number: incident}, {number: size}, {number: channel}), NOW
    )


@pytest.mark.parametrize(
    ("changes", "takes", "told"),
    [
        ({}, True, False),
        ({"status": Status.IN_PROGRESS, "owner": "U0ANN"}, True, False),
        ({"status": Status.ON_HOLD}, True, False),
        ({"status": Status.RESOLVED}, False, True),
        ({"status": Status.CLOSED}, False, True),
        ({"status": Status.CLOSED, "merged_into": 7}, False, False),
        ({"status": Status.CLOSED, "channel": PLACE}, False, False),
        ({"has_card": False}, False, False),
        ({"channel": PLACE}, True, False),
        ({"contained": Contained.UNDONE}, True, False),
        ({"contained": Contained.WAITING}, False, True),
        ({"contained": Contained.RUNNING}, False, True),
        ({"contained": Contained.YES}, False, True),
        ({"contained": Contained.PARTLY}, False, True),
        ({"contained": Contained.YES, "channel": PLACE}, False, False),
    ],
)
def test_an_incident_takes_in_what_is_seen_on_its_card(
    changes: dict[str, Any], *, takes: bool, told: bool
) -> None:
    incident = an_incident(**changes)
    place = placing(incident)

    assert (takes_in(incident, ()), is_told_of(incident)) == (takes, told)
    assert (place.join((TIE,), CHANNEL) is not None) is takes
    assert place.earlier((TIE,)) == (incident.id if told else "")


def test_what_a_snooze_was_begun_at_takes_nothing_in() -> None:
    assert not takes_in(an_incident(), {1})


def test_a_finding_is_not_kept_from_the_channel_that_its_route_names() -> None:
    place = placing(an_incident())

    assert place.join((TIE,), "C0PROD") is None
    restricted = placing(an_incident(channel=PLACE), channel="C0PROD")
    assert restricted.join((TIE,), "C0PROD") is not None


def test_an_incident_takes_in_so_many_and_no_more() -> None:
    assert placing(an_incident(), size=MOST_FINDINGS).join((TIE,), CHANNEL) is None
    place = placing(an_incident(), size=MOST_FINDINGS - 1)
    assert place.join((TIE,), CHANNEL) is not None
    place.enter(1, (), CHANNEL)
    assert place.join((TIE,), CHANNEL) is None


def test_what_is_opened_is_joined_by_the_next_unless_a_snooze_hides_it() -> None:
    place = Placing(Standing({}, {}, {}, {}), NOW)
    hidden = place.open((TIE,), CHANNEL, is_hidden=True)
    assert place.join((TIE,), CHANNEL) is None
    shown = place.open((TIE,), CHANNEL, is_hidden=False)
    join = place.join((TIE,), CHANNEL)
    assert join is not None
    assert hidden > join.incident == shown
    assert place.fresh((TIE,)) == (TIE,)


@given(order=st.permutations(range(12)), kinds=st.lists(st.sampled_from(Kind), min_size=3))
def test_which_findings_are_together_does_not_depend_on_the_order(
    order: list[int], kinds: list[Kind]
) -> None:
    """Twelve findings that name one of three things each."""
    place = Placing(Standing({}, {}, {}, {}), NOW)
    where: dict[int, int] = {}
    for n in order:
        named = (Observable(kinds[n % 3], f"thing {n % 3}", "here"),)
        join = place.join(named, CHANNEL)
        if join is None:
            where[n] = place.open(named, CHANNEL, is_hidden=False)
        else:
            place.enter(join.incident, named, CHANNEL)
            where[n] = join.incident

    together = {frozenset(n for n in where if where[n] == number) for number in where.values()}
    assert together == {frozenset(range(first, 12, 3)) for first in range(3)}
