"""What the modals say: asking for a runbook, rejecting, undoing, and what went wrong."""

from __future__ import annotations

from runbooks.kit.text import Text

CANCEL = Text("Cancel")
CLOSE = Text("Close")

ASK_TITLE = Text("Ask for a runbook")
ASK_SUBMIT = Text("Ask for a plan")
ASK_HEAD = Text("*{title}* for {incident}")
ASK_HEAD_ON = Text("*{title}* `{target}`, for {incident}")
ASK_HEAD_ANY = Text("*A runbook* for {incident}")
ASK_PLANNED = Text(
    "Nothing is changed yet: secbot looks, makes a plan, and asks others to approve it."
)
ASK_LOOKS = Text(
    "This one only looks and contains nothing. It runs at once, unless the policy file asks for an "
    "approval; what it finds comes in the thread."
)
ASK_LOOKS_SUBMIT = Text("Look")
NO_RUNBOOK = Text("No runbook fits this incident, so there is nothing to ask for.")
RUNBOOK = Text("Runbook")
REASON = Text("Reason")
REASON_HINT = Text("Why now: the approvers read it, and the audit trail keeps it.")
REASON_HINT_LOOKS = Text("Why now: the audit trail keeps it.")

REJECT_TITLE = Text("Reject {execution}")
REJECT_SUBMIT = Text("Reject")
REJECT_HEAD = Text("*Reject {plan}: {title}*, asked by {requester}. Nothing will run.")
REJECT_HEAD_UNDO = Text(
    "*Reject {plan}, the undo of {undone}: {title}*, asked by {requester}. Nothing will run."
)
REJECT_REASON = Text("Reason, for {requester}")
REJECT_HINT = Text("It is shown on the card, and the audit trail keeps it.")

UNDO_TITLE = Text("Undo {execution}")
UNDO_SUBMIT = Text("Ask for a plan")
UNDO_HEAD = Text("*Put back what {execution} changed: {title}*, for {incident}")
UNDO_HEAD_ALONE = Text("*Put back what {execution} changed: {title}*")
UNDO_PLANNED = Text(
    "Nothing is changed yet: secbot looks whether anything has moved since, makes a plan, and "
    "asks others to approve it."
)

NO = Text("No")
YES = Text("Yes")

REFUSED_ASK = Text("{says} {whom}")
ERROR_TITLE = Text("That did not work")
ERROR_ID = Text("{says} · `{error}`")
