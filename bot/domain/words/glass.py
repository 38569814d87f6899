"""What is said of what runs with no second person or unasked, and of plans that nobody answers."""

from __future__ import annotations

from runbooks.kit.text import Text

BROKEN = Text(
    "{execution} runs now on your word alone. Everybody was told, and its review stays open until "
    "somebody else closes it."
)
REASON = Text("Say why in at least {least} letters. Nothing was changed.")
LONG_REASON = Text("That is more than {most} letters. Nothing was changed.")
ONE_AT_A_TIME = Text(
    "The glass was broken for {id}, and nobody has reviewed that yet: one at a time. "
    "Nothing was changed."
)
TAMPERED = Text(
    "{plan} is not stored as it was shown, so it can't run. Nothing was changed. Ask again."
)
UPGRADED = Text(
    "secbot was upgraded since {plan} was made, so it is planned anew. Nothing was changed. Read "
    "the new plan before you break the glass."
)
NO_REVIEW = Text("No review is open for that. Nothing was changed.")
OWN_REVIEW = Text("Somebody else must review what you did. Nothing was changed.")
REVIEW_NEEDS_APPROVER = Text("A review needs an approver of that account. Nothing was changed.")
REVIEWED = Text("The review of {execution} is closed.")

GLASS_BROKEN = Text(
    "🚨 *{name} broke the glass for {execution}:* it runs with no second person, “{reason}”. {who}, "
    "one of you: look at it, and close its review with `/sec review {execution} what you found`"
)
STOOD = Text(
    "🤖 *{execution} runs unasked:* `{runbook}` on {target}, by the standing rule of the policy "
    "file. `/sec stop` holds it, `/sec undo {execution} reason` asks to put it back."
)
ASKED_BY_RULE = Text("the standing rule of the policy file for this finding")
REVIEW_CLOSED = Text("📋 *{name} closed the review of {execution}:* “{says}”")
PAGED = Text(
    "⏰ {whom}: *{execution} has waited for an approval for {minutes} min* and expires at {until}. "
    "Read its card, then approve or reject it."
)
