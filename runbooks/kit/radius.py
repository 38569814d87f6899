"""What a measured blast radius adds to a plan, and to the class that it is decided on as."""

from __future__ import annotations

from collections.abc import Iterable

from runbooks.kit.text import Said
from runbooks.kit.values import Plan, RiskClass


def widened(plan: Plan, breaks: Iterable[Said], wide: Iterable[Said]) -> Plan:
    """Return a plan that tells, first of all, what was measured to break, and why that is much."""
    return plan.model_copy(update={"breaks": (*breaks, *plan.breaks), "wide": tuple(wide)})


def raised(risk: RiskClass, plan: Plan) -> RiskClass:
    """Return the class of a plan with its radius counted in: one stricter where that is large."""
    if not plan.wide or risk is RiskClass.A:
        return risk
    return risk.stricter
