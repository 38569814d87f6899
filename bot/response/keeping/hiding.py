"""Whether the card of a plan leaves names out where it stands, so that it is no whole plan."""

from __future__ import annotations

from datetime import datetime

from bot.domain import readers
from bot.domain.execution import Execution
from bot.ports.unit import Unit


def left_out(unit: Unit, execution: Execution, now: datetime) -> bool:
    """Say whether too many may read where its card stands, or might when it came there.

    As Slack told last. What the policy file leaves out is in the plan itself (`is_cut`), and so in
    its digest.
    """
    number = execution.ask.incident
    incident = unit.incidents.get(number) if number is not None else None
    channel = incident.channel if incident else execution.channel
    plan = unit.executions.proposal(execution.number, execution.plan_number)
    check = unit.coverage.noted(readers.name_of(channel))
    hidden = unit.coverage.noted(readers.hid_name_of(channel))
    return readers.hides(check, hidden, plan.created_at if plan else now, now)
