"""What is old, when a purge is due, and by what a deleted finding is known again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.finding import Finding
from bot.domain.retention import (
    Gone,
    Purge,
    Rule,
    is_due,
    is_stale,
    known_again,
    night_of,
    revision_of,
)
from tests.bot.triage.examples import a_finding
from tests.clocks import MORNING

DAY = timedelta(days=1)
RULE = Rule(400 * DAY, MORNING)
KEPT = a_finding()
GONE = Gone(7, b"hash", 1, MORNING, 400, KEPT.updated_at, revision_of(KEPT))
LAST = Purge("2026-11-22", 400, RULE.before, MORNING, ended_at=MORNING)


@pytest.mark.parametrize(
    ("finding", "knew"),
    [
        (KEPT, True),
        (replace(KEPT, title="said otherwise"), True),
        (replace(KEPT, updated_at=MORNING + DAY), False),
        (replace(KEPT, archived=True), False),
        (replace(KEPT, updated_at=MORNING - DAY, count=9), True),
        (replace(KEPT, updated_at=MORNING - DAY, asked_by="Send to secbot"), False),
        (replace(KEPT, updated_at=None), False),
    ],
)
def test_a_deleted_finding_is_news_only_where_it_has_changed_since(
    finding: Finding, *, knew: bool
) -> None:
    assert known_again({KEPT.key: GONE}, finding) is knew
    assert not known_again({}, finding)


def test_what_is_older_than_is_kept_is_stale_and_what_tells_no_time_is_not() -> None:
    old, new = RULE.before - DAY, RULE.before + DAY
    assert is_stale(a_finding(updated_at=old), RULE)
    assert is_stale(a_finding(updated_at=None, created_at=old), RULE)
    assert not is_stale(a_finding(updated_at=new, created_at=old), RULE)
    assert not is_stale(a_finding(updated_at=None, created_at=None), RULE)


@pytest.mark.parametrize(
    ("last", "hours", "due"),
    [
        (None, 0, True),
        (replace(LAST, ended_at=None), 0, True),
        (LAST, 14, False),
        (LAST, 17.5, False),
        (LAST, 18.5, True),
    ],
)
def test_a_purge_is_made_once_a_day_from_three_on_and_one_that_was_killed_goes_on(
    last: Purge | None, hours: float, *, due: bool
) -> None:
    assert is_due(last, MORNING + timedelta(hours=hours), "UTC") is due


def test_a_night_is_that_of_the_time_zone() -> None:
    assert night_of(MORNING.replace(hour=19), "Asia/Tokyo").isoformat() == "2026-11-23"
    assert night_of(MORNING.replace(hour=2), "UTC").isoformat() == "2026-11-21"
