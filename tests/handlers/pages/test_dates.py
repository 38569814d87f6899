from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from handlers.pages.dates import spoken
from tests.handlers.pages.reading import NOON, reader

MORNING = int(datetime(2026, 11, 22, 9, 5, 7, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{date_num} {time_secs}", "2026-11-22 09:05:07"),
        ("{date}", "November 22, 2026"),
        ("{date_short} at {time}", "Nov 22, 2026 at 09:05"),
        ("{date_long}", "Sunday, November 22, 2026"),
        ("{date_pretty}", "today"),
        ("{ago}", "2 hours ago"),
        ("since", "since"),
    ],
)
def test_each_token_says_its_part_of_the_moment(pattern: str, said: str) -> None:
    assert spoken(MORNING, pattern, "fallback", reader()) == said


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (timedelta(seconds=30), "now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=3), "3 days ago"),
        (timedelta(minutes=-12), "in 12 minutes"),
    ],
)
def test_a_span_is_told_in_its_largest_unit(away: timedelta, said: str) -> None:
    assert spoken(int((NOON - away).timestamp()), "{ago}", "", reader()) == said


def test_near_days_have_names_in_the_readers_own_zone() -> None:
    tokyo = replace(reader(), zone=timezone(timedelta(hours=9)))
    late = int(datetime(2026, 11, 22, 16, 0, tzinfo=UTC).timestamp())

    assert spoken(late, "{date_short_pretty} {time}", "", tokyo) == "tomorrow 01:00"
    assert spoken(late - 86400, "{date_pretty}", "", reader()) == "yesterday"
    assert spoken(late - 9 * 86400, "{day_divider_pretty}", "", reader()) == "Friday, November 13"


@pytest.mark.parametrize(("timestamp", "pattern"), [(10**18, "{time}"), (MORNING, "{unheard}")])
def test_what_cannot_be_said_is_the_fallback(timestamp: int, pattern: str) -> None:
    assert spoken(timestamp, pattern, "09:05 UTC", reader()) == "09:05 UTC"
