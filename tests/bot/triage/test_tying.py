"""Which incident a finding joins of those that name the same, and when none."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from bot.domain.observable import Kind, Observable
from bot.ports.observables import Sighting
from bot.triage.tying import ADDRESS_WINDOW, MOST_TIED, Seen
from tests.bot.triage.examples import minutes

NOW = minutes(0)


def tie(kind: Kind, value: str = "x") -> Observable:
    return Observable(kind, value, "here")


def seen(*sightings: tuple[Observable, int, int], at: int = 0) -> Seen:
    """Return what is seen: an observable, the incident, and how many findings of it name it."""
    stored: dict[Observable, list[Sighting]] = {}
    for one, incident, many in sightings:
        stored.setdefault(one, []).append(Sighting(incident, many, minutes(at)))
    return Seen(stored)


KINDS = [Kind.SEQUENCE, Kind.KEY, Kind.RESOURCE, Kind.ADDRESS]


@pytest.mark.parametrize(("stronger", "weaker"), list(pairwise(KINDS)))
def test_the_strongest_tie_says_which_incident(stronger: Kind, weaker: Kind) -> None:
    known = seen((tie(weaker), 1, 1), (tie(stronger), 2, 1))
    join = known.join([tie(weaker), tie(stronger)], {1, 2}, NOW)

    assert join is not None
    assert (join.incident, join.by.kind) == (2, stronger)


def test_of_ties_that_are_alike_the_oldest_incident_is_joined() -> None:
    known = seen((tie(Kind.PRINCIPAL), 7, 1), (tie(Kind.KEY), 4, 1), (tie(Kind.KEY), 5, 1))
    join = known.join([tie(Kind.PRINCIPAL), tie(Kind.KEY)], {4, 5, 7}, NOW)

    assert join is not None
    assert join.incident == 4


def test_a_key_is_told_before_a_name_whichever_was_named_first() -> None:
    known = seen((tie(Kind.PRINCIPAL), 1, 1), (tie(Kind.KEY), 1, 1))
    join = known.join([tie(Kind.PRINCIPAL), tie(Kind.KEY)], {1}, NOW)

    assert join is not None
    assert join.by.kind is Kind.KEY


def test_only_what_is_open_to_it_is_joined() -> None:
    known = seen((tie(Kind.KEY), 1, 1), (tie(Kind.KEY), 2, 1))

    assert known.join([tie(Kind.KEY)], set(), NOW) is None
    join = known.join([tie(Kind.KEY)], {2}, NOW)
    assert join is not None
    assert join.incident == 2


@pytest.mark.parametrize("kind", list(Kind))
def test_what_too_many_findings_name_ties_no_more(kind: Kind) -> None:
    most = MOST_TIED[kind]

    assert seen((tie(kind), 1, most - 1)).join([tie(kind)], {1}, NOW) is not None
    assert seen((tie(kind), 1, most)).join([tie(kind)], {1}, NOW) is None
    spread = seen(*((tie(kind), number, 1) for number in range(most)))
    assert spread.join([tie(kind)], {0, 1}, NOW) is None
    assert spread.is_shared(tie(kind))


def test_an_address_ties_for_an_hour() -> None:
    known = seen((tie(Kind.ADDRESS), 1, 1), (tie(Kind.RESOURCE), 2, 1))
    late = NOW + ADDRESS_WINDOW + timedelta(seconds=1)

    assert known.join([tie(Kind.ADDRESS)], {1, 2}, NOW + ADDRESS_WINDOW) is not None
    assert known.join([tie(Kind.ADDRESS)], {1, 2}, late) is None
    assert known.join([tie(Kind.RESOURCE)], {1, 2}, late) is not None


def test_what_was_named_meanwhile_ties_as_well() -> None:
    known = seen()
    known.name(-1, [tie(Kind.KEY)], NOW)
    join = known.join([tie(Kind.KEY)], {-1}, NOW)

    assert join is not None
    assert join.incident == -1
