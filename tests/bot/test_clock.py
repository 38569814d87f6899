"""The real clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.clock import SystemClock


def test_it_tells_the_present_moment_in_utc() -> None:
    now = SystemClock().now()

    assert now.tzinfo is UTC
    assert abs(now - datetime.now(UTC)) < timedelta(minutes=1)
