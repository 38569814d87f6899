"""What nobody takes calls who is on call, then the next one, then all, and then nobody any more."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.domain.escalating import called, passed_over
from bot.domain.rota import Duty, OnCall, Rotation

ANN, BOB, CAT, EVE = "U0ANN", "U0BOB", "U0CAT", "U0EVE"
ROTA = OnCall(Rotation((ANN, BOB), date(2026, 11, 23), 7, time(10), "UTC"))
THREE = OnCall(Rotation((ANN, BOB, CAT), date(2026, 11, 23), 7, time(10), "UTC"))
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


@pytest.mark.parametrize(
    ("on_call", "duty", "named", "steps"),
    [
        (ROTA, Duty(ANN, None, BOB), {ANN}, [(BOB,), (BOB,), (BOB,), ()]),
        (ROTA, Duty(ANN, None, BOB), {BOB}, [(ANN,), (ANN,), (ANN,), ()]),
        (ROTA, Duty(EVE, None, ANN, ANN), {EVE}, [(ANN,), (BOB,), (ANN, BOB), ()]),
        (THREE, Duty(ANN, None, BOB), {ANN}, [(BOB,), (CAT,), (BOB, CAT), ()]),
        (THREE, Duty(CAT, None, ANN), {ANN}, [(CAT,), (BOB,), (BOB, CAT), ()]),
        (ROTA, Duty(ANN, None, BOB), {ANN, BOB}, [(), (), (), ()]),
    ],
)
def test_whom_the_finding_names_is_passed_over_for_who_comes_next(
    on_call: OnCall, duty: Duty, named: set[str], steps: list[tuple[str, ...]]
) -> None:
    assert [called(on_call, duty, step, named=named) for step in range(4)] == steps


def test_who_was_passed_over_is_told_step_by_step() -> None:
    passed = [passed_over(ROTA, Duty(ANN, None, BOB), step, named={ANN}) for step in range(4)]
    assert passed == [(ANN,), (), (ANN,), ()]


def test_whom_somebody_else_has_relieved_is_called_as_well() -> None:
    duty = Duty(EVE, None, BOB, ANN)

    assert called(ROTA, duty, 0, relieved=(ANN,)) == (EVE, ANN)
    assert called(ROTA, duty, 1, relieved=(ANN,)) == (BOB,)
    assert called(ROTA, duty, 0, relieved=(ANN,), named={EVE}) == (BOB, ANN)
    assert called(ROTA, duty, 0, relieved=(ANN,), named={ANN}) == (EVE,)
