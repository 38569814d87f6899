from __future__ import annotations

from datetime import timedelta

import pytest

from practice.slack.rates import Limiter, Rates
from tests.clocks import FrozenClock


def test_a_channel_takes_a_short_burst_and_then_one_message_a_second() -> None:
    clock = FrozenClock()
    limiter = Limiter(Rates(burst=2), clock.now)
    waits = [limiter.seconds_to_wait("chat.postMessage", "C1") for _ in range(3)]

    assert waits == [0, 0, 1]
    assert limiter.seconds_to_wait("chat.postMessage", "C2") == 0
    clock.advance(timedelta(seconds=1))
    assert limiter.seconds_to_wait("chat.postMessage", "C1") == 0
    assert limiter.seconds_to_wait("chat.postMessage", "C1") == 1


@pytest.mark.parametrize(
    ("method", "a_minute"), [("usergroups.list", 20), ("chat.update", 50), ("views.open", 100)]
)
def test_each_method_has_the_rate_of_its_tier(method: str, a_minute: int) -> None:
    limiter = Limiter(Rates(), FrozenClock().now)

    waits = [limiter.seconds_to_wait(method, "C1") for _ in range(a_minute + 1)]

    assert waits[:-1] == [0] * a_minute
    assert waits[-1] > 0


def test_without_rates_or_tiers_nothing_waits() -> None:
    for limiter in (
        Limiter(None, FrozenClock().now),
        Limiter(Rates(has_tiers=False), FrozenClock().now),
    ):
        assert {limiter.seconds_to_wait("chat.update", "C1") for _ in range(200)} == {0}
