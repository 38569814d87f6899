"""Says whether there is room for what is approved: its target is free, and a place is left."""

from __future__ import annotations

from datetime import datetime

from bot.domain.execution import Execution, Proposal
from bot.domain.policy import Policy
from bot.ports.unit import Unit
from bot.response import ceiling, leasing
from runbooks.kit.text import Said


def lacking(
    unit: Unit, execution: Execution, proposal: Proposal, policy: Policy, now: datetime
) -> Said | None:
    """Take the place that an approval needs; return why it can't be approved now, or None."""
    clash = leasing.clash(unit, execution, proposal)
    if clash and clash.is_target:
        return clash.refused()
    return ceiling.take(unit, execution, proposal, policy, now)
