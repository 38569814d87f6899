"""Moments are spelled in UTC, for AWS to the second and for people to the minute."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from runbooks.kit.moments import EPOCH, for_api, for_people, minutes

TOKYO = timezone(timedelta(hours=9))
NOON = datetime(2026, 11, 26, 21, 0, 59, 900_000, tzinfo=TOKYO)


def test_a_moment_is_spelled_in_utc() -> None:
    assert for_api(NOON) == "2026-11-26T12:00:59Z"
    assert for_people(NOON) == "2026-11-26 12:00 UTC"


def test_what_is_spelled_for_aws_can_be_read_again() -> None:
    assert datetime.fromisoformat(for_api(NOON)) == NOON.replace(microsecond=0)
    assert for_api(EPOCH) == "1970-01-01T00:00:00Z"
    assert EPOCH.tzinfo is UTC


def test_only_whole_minutes_are_told() -> None:
    assert minutes(timedelta(minutes=30, seconds=59)) == 30
    assert minutes(timedelta(seconds=59)) == 0
