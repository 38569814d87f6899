"""The names that Slack gives back with a click: noun.verb, declared here and nowhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass

TAKE = "incident.take"
OPEN = "incident.open"
MORE = "incident.more"
ASK = "runbook.ask"
APPROVE = "plan.approve"
REJECT = "plan.reject"
OPEN_PLAN = "plan.open"
UNDO = "execution.undo"
AGAIN = "hold.again"
APPROVE_BATCH = "batch.approve"
REJECT_BATCH = "batch.reject"
OPEN_BATCH = "batch.open"
ALONE = "plan.alone"
STOP = "execution.stop"
REVIEW = "execution.review"
RUN_VERB = "verb.run"

ASK_MODAL = "runbook.ask_modal"
REJECT_MODAL = "plan.reject_modal"
UNDO_MODAL = "execution.undo_modal"
REJECT_BATCH_MODAL = "batch.reject_modal"
ALONE_MODAL = "plan.alone_modal"
REVIEW_MODAL = "execution.review_modal"
PLAN_MODAL = "plan.open_modal"
MESSAGE_MODAL = "message.modal"
SNOOZE_MODAL = "incident.snooze_modal"
CLEAR_MODAL = "incident.fp_modal"
ASSIGN_MODAL = "incident.assign_modal"

REASON = "reason"
RUNBOOK = "runbook"
TARGETS = "targets"
LENGTH = "length"
SCOPE = "scope"
OWNER = "owner"
DIGEST = "digest"
VERDICT = "verdict"


def ask_action(runbook: str) -> str:
    """Return the action id of a runbook's own button, such as `runbook.ask:isolate_instance`."""
    return f"{ASK}:{runbook}"


def plan_action(execution: str) -> str:
    """Return the action id of the button that opens one plan of several on a card."""
    return f"{OPEN_PLAN}:{execution}"


@dataclass(frozen=True, slots=True)
class Carried:
    """What a button, a menu or a modal gives back: ids and a revision, never an ARN.

    `subject` is an incident, an execution, a plan, or a batch with its round. `revision` is the
    incident's, or the digest of the plan, or of the batch, that was on the card. `runbook` is set
    where one was chosen, `act` where something else was, such as `snooze`.
    """

    subject: str
    revision: str
    runbook: str = ""
    act: str = ""


_CARRIED = re.compile(
    r"([IAB]-[0-9A-Z]{1,12}(?:\.[0-9]{1,6})?):([0-9a-f]{1,64})(?::([a-z0-9_]{1,80})|:/([a-z]{1,20}))?"
)


def carry(subject: str, revision: int | str, runbook: str = "") -> str:
    """Return a value such as `I-3M9K:4`, `I-3M9K:4:isolate_instance` or `A-19X.1:9f31c2`."""
    return f"{subject}:{revision}:{runbook}" if runbook else f"{subject}:{revision}"


def carry_act(subject: str, revision: int, act: str) -> str:
    """Return a value such as `I-3M9K:4:/snooze`, which no runbook's can be."""
    return f"{subject}:{revision}:/{act}"


def carried(value: str) -> Carried | None:
    """Return what a value carries, or None where no card of this version made it."""
    match = _CARRIED.fullmatch(value)
    return Carried(match[1], match[2], match[3] or "", match[4] or "") if match else None
