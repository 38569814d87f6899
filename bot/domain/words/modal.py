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

SNOOZE_TITLE = Text("Snooze {incident}")
SNOOZE_SUBMIT = Text("Snooze")
SNOOZE_ASK_SUBMIT = Text("Ask to snooze")
SNOOZE_HEAD = Text(
    "*Snooze {incident}*: what comes like it is kept and counted, and gets no card until then."
)
SNOOZE_ALONE = Text(
    "This finding you can snooze alone, the first time. A renewal, and all that is wider, waits "
    "for an approver who is not you and agrees within {minutes} minutes. What is more severe ends "
    "the snooze, and CRITICAL can never be snoozed."
)
SNOOZE_BY_TWO = Text(
    "It is {severity}: the snooze waits for an approver who is not you and agrees within {minutes} "
    "minutes. What is more severe ends it, and CRITICAL can never be snoozed."
)
LENGTH = Text("For how long")
LENGTHS = {
    "1h": Text("1 hour"),
    "4h": Text("4 hours"),
    "8h": Text("8 hours"),
    "1d": Text("1 day"),
    "3d": Text("3 days"),
    "7d": Text("7 days"),
}
SCOPE = Text("What of")
SNOOZE_FINDING = Text("This finding")
SNOOZE_RESOURCE = Text("All about this resource")
SNOOZE_TYPE = Text("All of this type in the account")
SILENCE_HINT = Text("Others rely on it: the card shows it, and the audit trail keeps it.")

CLEAR_TITLE = Text("Not a threat: {incident}")
CLEAR_SUBMIT = Text("Close it")
CLEAR_HEAD = Text("*Close {incident} as a false positive.* Its holds end with it.")
CLEAR_RULE = Text(
    "Of HIGH and above, and after any containment, it waits for an approver who is not you and "
    "agrees within {minutes} minutes."
)

AGREE_SUBMIT = Text("Agree")
AGREE_WOULD = Text("In the last 30 days it {would}.")
AGREE_SNOOZE = Text("{name} asked for this snooze: “{why}”. You agree to it with your own name.")
AGREE_CLEAR = Text("{name} asked for this: “{why}”. You agree to it with your own name.")

ASSIGN_TITLE = Text("Reassign {incident}")
ASSIGN_SUBMIT = Text("Give it away")
ASSIGN_HEAD = Text("*Give {incident} to somebody else*, who is called in its thread.")
ASSIGN_OWNER = Text("Who has it from now on")
ASSIGN_HINT = Text("Somebody of ours, whom the finding does not name.")

NO = Text("No")
YES = Text("Yes")

REFUSED_ASK = Text("{says} {whom}")
ERROR_TITLE = Text("That did not work")
ERROR_ID = Text("{says} · `{error}`")
