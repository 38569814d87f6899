"""Which calls are findings: all that the guard pages for in the detectors and logs, and more."""

from __future__ import annotations

import pytest

from bot.deploying import guard_events
from bot.domain.finding import Severity
from bot.domain.moves import ARCHIVING, MOVES, move_of

PAGED = [
    (service.removesuffix(".amazonaws.com"), name)
    for table in (guard_events.DETECTORS, guard_events.TRAILS)
    for service, names in table.items()
    for name in names
]


@pytest.mark.parametrize(("service", "call"), PAGED)
def test_whatever_the_guard_pages_for_is_a_finding_too(service: str, call: str) -> None:
    assert move_of(service, call) is not None


def test_the_filter_that_hides_is_in_the_table() -> None:
    service, call, _ = ARCHIVING
    assert move_of(service, call) is not None


def test_nothing_in_the_table_is_below_the_floor_and_the_worst_is_critical() -> None:
    weights = [move.severity for moves in MOVES.values() for move in moves.values()]
    assert min(one.rank for one in weights) == Severity.MEDIUM.rank
    assert move_of("organizations", "LeaveOrganization").severity is Severity.CRITICAL  # type: ignore[union-attr]


def test_an_everyday_call_is_none() -> None:
    assert move_of("ec2", "RunInstances") is None
    assert move_of("guardduty", "StopLogging") is None
