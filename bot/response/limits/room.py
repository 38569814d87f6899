"""Says whether there is room for what is approved: its target is free, and a place is left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.execution import Execution, Proposal
from bot.domain.policy import Policy
from bot.ports.unit import Unit
from bot.response.limits import ceiling, leasing
from runbooks.kit.text import Said


def lacking(
    unit: Unit, execution: Execution, proposal: Proposal, policy: Policy, now: datetime
) -> Said | None:
    """Take the place that an approval needs; return why it can't be approved now, or None."""
    return lacking_for(unit, ((execution, proposal),), policy, now)


def lacking_for(
    unit: Unit, plans: Sequence[tuple[Execution, Proposal]], policy: Policy, now: datetime
) -> Said | None:
    """Do the same for what is approved together: each has its place, or none has."""
    for execution, proposal in plans:
        clash = leasing.clash(unit, execution, proposal)
        if clash and clash.is_target:
            return clash.refused()
    return ceiling.take_all(unit, plans, policy, now)
