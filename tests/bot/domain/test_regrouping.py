"""Which incident goes into which, what can't be one, and when that takes two."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.finding import Severity
from bot.domain.incident import Status
from bot.domain.matter import Refused
from bot.domain.regrouping import MOST_MERGED, Side, may_merge, may_split, order, takes_two
from bot.domain.words import regrouping as words
from bot.domain.words import silencing
from runbooks.kit.text import Text
from tests.bot.domain.makers import a_policy
from tests.bot.triage.examples import CUSTOM, a_finding, an_incident

POLICY = a_policy()


def side(number: int = 1, finding: dict[str, Any] | None = None, **changes: Any) -> Side:
    """Return an incident with one finding, with these fields replaced."""
    own = {name: changes.pop(name) for name in list(changes) if hasattr(Side, name)}
    return Side(an_incident(number=number, **changes), (a_finding(**(finding or {})),), **own)


@pytest.mark.parametrize(
    ("one", "other", "gone"),
    [
        (side(1), side(2), 2),
        (side(2), side(1), 2),
        (side(1, has_executions=True), side(2), 2),
        (side(1), side(2, has_executions=True), 1),
    ],
)
def test_the_younger_goes_and_what_something_was_asked_for_stays(
    one: Side, other: Side, gone: int
) -> None:
    found = order(one, other)

    assert not isinstance(found, Refused)
    assert found[0].incident.number == gone
    assert {each.incident.number for each in found} == {1, 2}


def test_two_on_which_something_was_asked_for_stay_two() -> None:
    found = order(side(1, has_executions=True), side(2, has_executions=True))

    assert isinstance(found, Refused)
    assert found.why.text is words.BOTH_HAVE_EXECUTIONS


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, None),
        ({"status": Status.IN_PROGRESS, "owner": "U0ANN"}, None),
        ({"number": 1}, words.SAME),
        ({"status": Status.CLOSED}, silencing.ENDED),
        ({"status": Status.RESOLVED}, silencing.ENDED),
        ({"status": Status.CLOSED, "merged_into": 9}, silencing.MERGED),
        ({"is_snoozed": True}, words.SNOOZED),
        ({"has_card": False}, words.SNOOZED),
        ({"is_restricted": True}, words.RESTRICTED),
        ({"account": "444455556666"}, words.TWO_ACCOUNTS),
        ({"finding": {"sample": True}}, words.SAMPLE),
        ({"finding": {"producer": CUSTOM}}, words.CLAIM),
    ],
)
def test_a_merge_takes_over_no_silence_and_crosses_no_border(
    changes: dict[str, Any], why: Text | None
) -> None:
    other = side(**{"number": 2, **changes})
    for gone, into in ((side(1), other), (other, side(1))):
        found = may_merge(gone, into, POLICY)
        assert (found.why.text if found else None) is why


def test_what_is_merged_is_no_more_than_anybody_reads() -> None:
    many = replace(side(2), findings=(a_finding(),) * MOST_MERGED)

    found = may_merge(many, side(1), POLICY)
    assert found
    assert found.why.text is words.TOO_MANY


@pytest.mark.parametrize(
    ("severity", "is_contained", "two"),
    [
        (Severity.MEDIUM, False, False),
        (Severity.HIGH, False, True),
        (Severity.CRITICAL, False, True),
        (Severity.LOW, True, True),
    ],
)
def test_a_merge_that_may_hide_something_takes_two(
    severity: Severity, *, is_contained: bool, two: bool
) -> None:
    gone, into = side(2, severity=severity), side(1, is_contained=is_contained)

    assert takes_two(gone, into) is two


ONE, TWO = a_finding(key="one", severity=Severity.CRITICAL), a_finding(key="two")


@pytest.mark.parametrize(
    ("leaving", "has_executions", "changes", "why"),
    [
        ((TWO,), False, {}, None),
        ((ONE,), False, {}, None),
        ((TWO,), True, {}, None),
        ((ONE,), True, {}, words.LEAD_STAYS),
        ((), False, {}, words.ONE_STAYS),
        ((ONE, TWO), False, {}, words.ONE_STAYS),
        ((TWO,), False, {"status": Status.CLOSED}, silencing.ENDED),
        ((TWO,), False, {"has_card": False}, words.SNOOZED),
    ],
)
def test_one_finding_stays_and_so_does_what_something_was_asked_for(
    leaving: tuple[Any, ...], changes: dict[str, Any], why: Text | None, *, has_executions: bool
) -> None:
    incident = an_incident(**changes)
    found = may_split(incident, (ONE, TWO), leaving, has_executions=has_executions)

    assert (found.why.text if found else None) is why
