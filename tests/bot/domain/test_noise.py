"""Noise is counted by type and route, and proposed to be hidden only where none of it was real."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.finding import Severity
from bot.domain.incident import Contained, Status, Verdict
from bot.domain.noise import (
    Fate,
    Noisy,
    Noted,
    Preview,
    Proposal,
    fate,
    noisiest,
    preview,
    proposals,
)
from bot.domain.snoozing import Scope
from tests.bot.domain.test_snoozing import a_snooze
from tests.bot.triage.examples import a_finding, minutes

LOW = a_finding(severity=Severity.LOW)
PORTSCAN, PROBE = "Recon:EC2/Portscan", "Recon:EC2/PortProbe"
FALSE, REAL, ENDED, OPEN = Fate.FALSE, Fate.REAL, Fate.ENDED, Fate.OPEN


def noted(number: int = 1, **changes: Any) -> Noted:
    """Return a LOW finding of the morning whose incident is open, with these fields replaced."""
    one = Noted(
        incident=number,
        account=LOW.account,
        type=LOW.type,
        resource=LOW.resources[0].id,
        key=f"f{number}",
        verified=True,
        severity=Severity.LOW,
        opened_at=minutes(0),
        fate=OPEN,
    )
    return replace(one, **changes)


def some(*fates: Fate, **changes: Any) -> list[Noted]:
    """Return one for each fate."""
    return [noted(number, fate=each, **changes) for number, each in enumerate(fates, 1)]


@pytest.mark.parametrize(
    ("verdict", "contained", "status", "expected"),
    [
        (Verdict.FALSE_POSITIVE, Contained.NO, Status.CLOSED, FALSE),
        (Verdict.FALSE_POSITIVE, Contained.UNDONE, Status.CLOSED, FALSE),
        (Verdict.TRUE_POSITIVE, Contained.NO, Status.CLOSED, REAL),
        (Verdict.UNKNOWN, Contained.YES, Status.NEW, REAL),
        (Verdict.UNKNOWN, Contained.PARTLY, Status.CLOSED, REAL),
        (Verdict.UNKNOWN, Contained.WAITING, Status.NEW, OPEN),
        (Verdict.UNKNOWN, Contained.NO, Status.IN_PROGRESS, OPEN),
        (Verdict.UNKNOWN, Contained.NO, Status.CLOSED, ENDED),
        (Verdict.UNKNOWN, Contained.NO, Status.RESOLVED, ENDED),
    ],
)
def test_what_came_of_an_incident_is_what_people_said_or_did(
    verdict: Verdict, contained: Contained, status: Status, expected: Fate
) -> None:
    assert fate(verdict, contained, status) is expected


def test_types_are_counted_by_route_the_loudest_first() -> None:
    given = [
        noted(1, type=PROBE, taken_at=minutes(30), fate=FALSE),
        noted(2, type=PORTSCAN, route="1", taken_at=minutes(10)),
        noted(3, type=PORTSCAN, route="1", taken_at=minutes(20), fate=FALSE),
        noted(4, type=PORTSCAN, route="1"),
        noted(5, type=PORTSCAN),
        noted(6, type=PORTSCAN, has_card=False),
        noted(7, type=PORTSCAN, opened_at=minutes(-1)),
    ]

    assert noisiest(given, minutes(0)) == (
        Noisy("1", PORTSCAN, 3, 2, 1, timedelta(minutes=15)),
        Noisy("", PROBE, 1, 1, 1, timedelta(minutes=30)),
        Noisy("", PORTSCAN, 1, 0, 0, None),
    )
    assert noisiest([], minutes(0)) == ()


@pytest.mark.parametrize(
    ("changes", "hidden"),
    [
        ({}, 1),
        ({"severity": Severity.MEDIUM}, 1),
        ({"severity": Severity.HIGH}, 0),
        ({"type": PROBE}, 0),
        ({"account": "222233334444"}, 0),
        ({"verified": False}, 0),
        ({"has_card": False}, 0),
    ],
)
def test_a_preview_counts_what_the_snooze_would_have_hidden(
    changes: dict[str, Any], hidden: int
) -> None:
    assert preview([noted(**changes)], a_snooze()).hidden == hidden


@pytest.mark.parametrize(
    ("scope", "changes", "hidden"),
    [
        (Scope.RESOURCE, {"type": PROBE}, 1),
        (Scope.RESOURCE, {"resource": "i-0other"}, 0),
        (Scope.FINDING, {"key": LOW.key}, 1),
        (Scope.FINDING, {"key": "f9"}, 0),
    ],
)
def test_a_preview_goes_by_the_scope(scope: Scope, changes: dict[str, Any], hidden: int) -> None:
    assert preview([noted(**changes)], a_snooze(scope)).hidden == hidden


def test_a_preview_tells_what_came_of_what_it_would_have_hidden() -> None:
    given = some(FALSE, FALSE, REAL, ENDED, OPEN)
    assert preview(given, a_snooze()) == Preview(hidden=5, false=2, real=1, open=1)


def test_a_type_with_nothing_but_false_positives_is_proposed_with_what_it_would_hide() -> None:
    assert proposals(some(*[FALSE] * 5, OPEN, OPEN)) == (
        Proposal(Scope.TYPE, LOW.account, LOW.type, Preview(7, 5, 0, 2), incident=7),
    )


@pytest.mark.parametrize(
    "given",
    [
        some(*[FALSE] * 4, OPEN),
        some(*[FALSE] * 9, REAL),
        some(*[FALSE] * 9, ENDED),
        [*some(*[FALSE] * 9), noted(10, severity=Severity.CRITICAL)],
        some(*[FALSE] * 9, has_card=False),
        [*some(*[FALSE] * 4), *some(FALSE, account="222233334444")],
        [*some(*[FALSE] * 4), *some(FALSE, verified=False)],
    ],
)
def test_nothing_is_proposed_of_what_was_real_once_or_rarely_false(given: list[Noted]) -> None:
    assert proposals(given) == ()


def test_where_a_type_was_real_elsewhere_all_of_one_resource_may_be_proposed() -> None:
    given = [*some(*[FALSE] * 5), noted(9, resource="i-0other", fate=REAL)]

    assert proposals(given) == (
        Proposal(Scope.RESOURCE, LOW.account, LOW.resources[0].id, Preview(5, 5, 0, 0), 0),
    )
