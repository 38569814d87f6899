"""What nobody takes calls who is on call, then the next one, then all, and then nobody any more."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.domain.escalating import called
from bot.domain.rota import Duty, OnCall, Rotation

ANN, BOB, EVE = "U0ANN", "U0BOB", "U0EVE"
ROTA = OnCall(Rotation((ANN, BOB), date(2026, 11, 23), 7, time(10), "UTC"))
GROUP = OnCall(group="S0ALL")


@pytest.mark.parametrize(
    ("on_call", "duty", "steps"),
    [
        (ROTA, Duty(ANN, None, BOB), [(ANN,), (BOB,), (ANN, BOB), ()]),
        (ROTA, Duty(EVE, None, ANN, ANN), [(EVE,), (ANN,), (ANN, BOB, EVE), ()]),
        (ROTA, Duty("", None, ANN), [(ANN,), (ANN,), (ANN, BOB), ()]),
        (GROUP, Duty("S0ALL"), [("S0ALL",), (), (), ()]),
    ],
)
def test_each_step_calls_more(on_call: OnCall, duty: Duty, steps: list[tuple[str, ...]]) -> None:
    assert [called(on_call, duty, step) for step in range(4)] == steps
