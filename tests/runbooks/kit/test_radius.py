"""A large radius makes a class one stricter, and a plan tells what was measured before all else."""

from __future__ import annotations

import pytest

from runbooks.kit import radius
from runbooks.kit.text import Text
from runbooks.kit.values import Plan, Reach, RiskClass

MEASURED = Text("1 of 6 targets").fill()
WHY = Text("it is the last").fill()
KNOWN = Text("whatever it serves").fill()
PLAN = Plan(changes=(), steps=(), breaks=(KNOWN,), undo=Reach.FULL, undo_says=KNOWN)


@pytest.mark.parametrize(
    ("risk", "raised"),
    [
        (RiskClass.A, RiskClass.A),
        (RiskClass.B, RiskClass.C),
        (RiskClass.C, RiskClass.D),
        (RiskClass.D, RiskClass.D),
    ],
)
def test_a_large_radius_is_one_class_stricter(risk: RiskClass, raised: RiskClass) -> None:
    assert radius.raised(risk, PLAN.model_copy(update={"wide": (WHY,)})) is raised
    assert radius.raised(risk, PLAN) is risk


def test_what_was_measured_comes_before_what_is_known_of_any_target() -> None:
    told = radius.widened(PLAN, [MEASURED], [WHY])

    assert (told.breaks, told.wide) == ((MEASURED, KNOWN), (WHY,))
