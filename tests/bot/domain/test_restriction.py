"""Only the named see a restricted incident: by Slack id or by address, and no role helps."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.decide import decide, explain
from bot.domain.finding import Severity
from bot.domain.incident import Status
from bot.domain.matter import Allowed, Needs
from bot.domain.people import Person
from bot.domain.restriction import (
    Named,
    Restriction,
    may_see,
    people_of,
    place_of,
    withheld,
)
from bot.domain.words import restricting as words
from tests.bot.domain.deciding import matter, refusal, vote
from tests.bot.domain.makers import ANN, BOB, EVE, NOW, RYO, a_policy
from tests.bot.triage.examples import an_incident

RESTRICTION = Restriction(
    incident=1,
    named=tuple(Named(each.slack_id, each.identity, each.name) for each in (ANN, BOB)),
    channel="C0SEC",
    by=ANN.identity,
    by_name=ANN.name,
    at=NOW,
    reason="it may be one of us",
)
TWIN = replace(BOB, slack_id="U0BOB2", email="Bob+mail@Example.com")
UNKNOWN = Person("U0BOB", "", email="", name="Bob", groups=None)


@pytest.mark.parametrize(
    ("person", "sees"),
    [(ANN, True), (BOB, True), (TWIN, True), (UNKNOWN, True), (RYO, False), (EVE, False)],
)
def test_who_sees_it(person: Person, sees: bool) -> None:  # noqa: FBT001 - a column of the table
    assert may_see(person, RESTRICTION) is sees
    assert may_see(person, None)


def test_a_place_is_the_same_in_whatever_order_and_no_channel_is_one() -> None:
    assert place_of(("U0BOB", "U0ANN")) == RESTRICTION.place
    assert people_of(RESTRICTION.place) == ("U0ANN", "U0BOB")
    assert people_of("C0SEC") == ()


def test_only_a_yes_of_the_named_counts_and_why_says_so() -> None:
    asked = replace(matter(), restriction=RESTRICTION)

    assert refusal(decide(asked, [vote(RYO)], a_policy(), NOW)) is words.NOT_NAMED
    assert isinstance(decide(asked, [vote(BOB)], a_policy(), NOW), Allowed)
    waits = decide(asked, [], a_policy(), NOW)
    assert isinstance(waits, Needs)
    assert waits.who == frozenset({"U0ANN", "U0BOB"})
    assert words.WHY_VOTES in [each.text for each in explain(asked, [], a_policy())]


def test_no_glass_is_broken_by_whom_it_is_not_for() -> None:
    asked = replace(matter(), restriction=RESTRICTION)
    glass = replace(vote(RYO), breaks_glass=True)

    assert refusal(decide(asked, [glass], a_policy(), NOW)) is words.NOT_NAMED
    bobs = replace(vote(BOB), breaks_glass=True)
    assert isinstance(decide(asked, [bobs], a_policy(), NOW), Allowed)


def test_what_all_may_know_is_of_the_open_ones_worst_first() -> None:
    low = replace(an_incident(severity=Severity.LOW), number=1)
    high = replace(low, number=2, severity=Severity.HIGH, owner="U0ANN")
    over = replace(low, number=3, status=Status.CLOSED)
    plain = replace(low, number=4)
    restrictions = dict.fromkeys((1, 2, 3), RESTRICTION)

    def waits(place: str) -> datetime | None:
        return NOW - timedelta(hours=1) if place == RESTRICTION.place else None

    told = withheld((low, high, over, plain), restrictions, waits)
    assert [(each.id, each.has_owner) for each in told] == [("I-2", True), ("I-1", False)]
    assert {each.by_name for each in told} == {"Ann"}
    assert withheld((low, high), restrictions, waits, account="other") == ()
