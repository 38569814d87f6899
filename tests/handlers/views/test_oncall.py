"""Who is on call is told by name, with until when, and who comes then."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.rota import Duty
from handlers.views.oncall import oncall
from tests.handlers.views.checking import faults, written
from tests.handlers.views.examples import LOOK, NINE

LATER = NINE + timedelta(hours=3)


@pytest.mark.parametrize(
    ("duty", "now", "after"),
    [
        (None, "The policy file says nobody is on call", "The policy file says nobody is on call"),
        (Duty("S0ALL"), "is on call, as a group.", "nobody comes next"),
        (Duty("U0ANN", LATER, "U0BOB"), "is on call until", "is on call next, from"),
        (Duty("U0ANN", LATER, "U0BOB", "U0RYO"), "instead of", "is on call next, from"),
        (Duty("", LATER, "U0BOB"), "Nobody is on call yet:", "is on call next, from"),
    ],
)
def test_now_and_next_are_told(duty: Duty | None, now: str, after: str) -> None:
    for is_next, told in ((False, now), (True, after)):
        shown = oncall(duty, LOOK, is_next=is_next)
        assert faults(shown) == []
        assert told in written(shown.blocks)
