from __future__ import annotations

from datetime import UTC, datetime, timedelta

from practice.slack.clock import Serials, Timestamps, utc_now
from tests.clocks import FrozenClock


def test_timestamps_grow_although_the_clock_stands_still_or_goes_back() -> None:
    clock = FrozenClock(datetime(2026, 11, 22, tzinfo=UTC))
    stamps = Timestamps(clock.now)

    first, second = stamps.following(), stamps.following()
    clock.advance(timedelta(hours=-1))

    assert first == f"{int(datetime(2026, 11, 22, tzinfo=UTC).timestamp())}.000000"
    assert first < second < stamps.following()


def test_serials_never_come_again() -> None:
    serials = Serials()

    assert [serials.following("V"), serials.following("V")] == ["V00000001", "V00000002"]


def test_the_machines_clock_is_aware() -> None:
    assert utc_now().tzinfo is UTC
