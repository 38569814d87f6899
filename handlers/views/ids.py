"""The names that Slack gives back with a click: noun.verb, declared here and nowhere else."""

from __future__ import annotations

TAKE = "incident.take"
MORE = "incident.more"
ASK = "runbook.ask"
APPROVE = "plan.approve"
REJECT = "plan.reject"
OPEN_PLAN = "plan.open"
UNDO = "execution.undo"
RUN_VERB = "verb.run"

ASK_MODAL = "runbook.ask_modal"
REJECT_MODAL = "plan.reject_modal"
UNDO_MODAL = "execution.undo_modal"
PLAN_MODAL = "plan.open_modal"

REASON = "reason"
RUNBOOK = "runbook"


def ask_action(runbook: str) -> str:
    """Return the action id of a runbook's own button, such as `runbook.ask:isolate_instance`."""
    return f"{ASK}:{runbook}"
