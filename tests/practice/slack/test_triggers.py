from __future__ import annotations

from datetime import timedelta

import pytest

from practice.slack.clock import Serials
from practice.slack.errors import RefusedError
from practice.slack.triggers import Triggers
from tests.clocks import FrozenClock


def test_a_trigger_is_good_for_one_exchange() -> None:
    triggers = Triggers(FrozenClock().now, Serials())
    issued = triggers.issue("U0ANN")

    assert triggers.exchange(issued).person == "U0ANN"
    with pytest.raises(RefusedError, match="exchanged_trigger_id"):
        triggers.exchange(issued)


def test_a_trigger_is_good_for_three_seconds() -> None:
    clock = FrozenClock()
    triggers = Triggers(clock.now, Serials())
    in_time, too_late = triggers.issue("U0ANN"), triggers.issue("U0ANN")

    clock.advance(timedelta(seconds=3))
    assert triggers.exchange(in_time).person == "U0ANN"
    clock.advance(timedelta(microseconds=1))
    with pytest.raises(RefusedError, match="expired_trigger_id"):
        triggers.exchange(too_late)


def test_an_invented_trigger_is_refused() -> None:
    with pytest.raises(RefusedError, match="invalid_trigger_id"):
        Triggers(FrozenClock().now, Serials()).exchange("1.2.3")
