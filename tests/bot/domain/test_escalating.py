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


def test_whom_somebody_else_has_relieved_is_called_as_well() -> None:
    duty = Duty(EVE, None, BOB, ANN)

    assert called(ROTA, duty, 0, relieved=(ANN,)) == (EVE, ANN)
    assert called(ROTA, duty, 1, relieved=(ANN,)) == (BOB,)


@pytest.mark.parametrize("step", [0, 1])
def test_those_whom_the_findings_name_are_never_called_alone(step: int) -> None:
    duty = Duty(ANN, None, BOB)

    assert called(ROTA, duty, step, named={ANN, BOB}) == (ANN, BOB)
    assert called(ROTA, duty, 0, named={ANN}) == (ANN, BOB)
    assert called(ROTA, duty, 1, named={ANN}) == (BOB,)
    assert called(ROTA, duty, 3, named={ANN}) == ()
