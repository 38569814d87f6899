"""How a run waits: soon at first, then ever less often, and not for ever."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.response.bench.waiting import Patience

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("running", "pause"),
    [
        (timedelta(), 5 * SECOND),
        (12 * SECOND, 5 * SECOND),
        (MINUTE, 15 * SECOND),
        (40 * MINUTE, 10 * MINUTE),
        (23 * HOUR, 15 * MINUTE),
        (24 * HOUR, None),
    ],
)
def test_a_pause_is_a_quarter_of_what_has_passed_within_its_bounds(
    running: timedelta, pause: timedelta | None
) -> None:
    assert Patience().pause(running) == pause
