from __future__ import annotations

from datetime import timedelta

import pytest

from practice.slack.errors import RefusedError
from practice.slack.hooks import Hooks
from tests.clocks import FrozenClock


def test_a_hook_is_good_for_five_uses() -> None:
    hooks = Hooks(FrozenClock().now)
    token = hooks.issue("U0ANN", "C0SEC", "1.000000")

    assert [hooks.use(token).message_ts for _ in range(5)] == ["1.000000"] * 5
    with pytest.raises(RefusedError, match="used_url"):
        hooks.use(token)


def test_a_hook_is_good_for_half_an_hour() -> None:
    clock = FrozenClock()
    hooks = Hooks(clock.now)
    token = hooks.issue("U0ANN", "C0SEC")

    clock.advance(timedelta(minutes=30))
    assert hooks.use(token).person == "U0ANN"
    clock.advance(timedelta(seconds=1))
    with pytest.raises(RefusedError, match="expired_url"):
        hooks.use(token)


def test_hooks_cannot_be_guessed_and_unknown_ones_are_refused() -> None:
    hooks = Hooks(FrozenClock().now)

    assert hooks.issue("U0ANN", "C0SEC") != hooks.issue("U0ANN", "C0SEC")
    with pytest.raises(RefusedError, match="invalid_url"):
        hooks.use("R1")
