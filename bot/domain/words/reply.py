"""What secbot answers to one person: what happened, what was changed, what to do next."""

from __future__ import annotations

from runbooks.kit.text import Text

WITH_ID = Text("{says} · `{error}`")
BROKEN = Text(
    "That did not work: secbot met an error of its own. Nothing was changed in AWS. Try once "
    "more; if it stays so, tell the operator the id."
)
UNKNOWN_VERB = Text("I don't know `{typed}`. Nothing was done. Try `/sec help`.")
NEAREST_VERB = Text("I don't know `{typed}`. Nothing was done. Did you mean `/sec {nearest}`?")
RUN_NEAREST = Text("Run /sec {nearest}")
WRONG_USE = Text("I could not read that. Nothing was done. It goes: `{usage}`")
UNKNOWN_ID = Text("There is no `{id}`. Nothing was done. `/sec list` shows what is open.")
OLD_BUTTON = Text(
    "That button is from an older card, so nothing was done. The newest card of it is in the "
    "channel; `/sec show` brings it here."
)
OLD_MODAL = Text(
    "That window is from an older card, so nothing was done. The newest card of it is in the "
    "channel; `/sec show` brings it here."
)
TOO_LONG = Text("That is longer than {most} letters. Nothing was done. Say it more shortly.")

LIST_HEAD = Text("*Open incidents*, page {page} of {pages}")
LIST_EMPTY = Text("Nothing is open that fits. That is what was kept, not proof that all is well.")
LIST_ROW = Text("{sign} `{incident}` *{severity}* {title} · {account} · *{state}* · {since}")
NOT_STOPPED = Text(
    "NOTHING IS STOPPED: I don't know an account “{typed}”. `/sec stop` stops all of them, "
    "`/sec stop ACCOUNT reason` one; a reason for all goes after `/sec stop all`."
)
LIST_NEXT = Text("The next page: `/sec list {next}`")
LIST_PUSH = Text(
    "{count} open incidents on page {page} of {pages}",
    one="1 open incident on page {page} of {pages}",
)

AUDIT_HEAD = Text("*Audit of* `{subject}`")
AUDIT_HEAD_PERSON = Text("*Audit of* {subject}")
AUDIT_ROW = Text("{number} · {when} · {sentence}")
AUDIT_EMPTY = Text("Nothing is recorded of that.")
AUDIT_EARLIER = Text(
    "_… only the newest records are shown, {count} of them; the database has them all._"
)
AUDIT_PUSH = Text("Audit of {subject}")
NO_MODAL = Text("Slack did not open the window. Nothing was changed. Click once more.")
WHO_MAY = Text("Who may: {who}")
