"""What is said of secbot's own tags on a target, and of the drills that prove a runbook."""

from __future__ import annotations

from runbooks.kit.text import Text

PROTECTED = Text(
    "🔴 *Class {risk}: it bears the tag `secbot:protected`*, {set_by}. Whoever may tag could have "
    "set it: it exempts nothing, and takes two to approve"
)
UNREAD = Text(
    "🔴 *Class {risk}: nobody could read its tags*, so it may bear `secbot:protected`: that "
    "exempts nothing, and takes two to approve"
)
DRILL = Text(
    "🟠 *A drill target: it bears the tag `secbot:drill`*, {set_by}. Class D needs no proof here: "
    "make sure that it is a thing to lose"
)
DRILL_ACCOUNT = Text(
    "🟠 *A drill of the whole account {account}*, by `drill: true` in the policy file. Class D "
    "needs no proof here"
)
SETTER_NOT_ASKED = Text("who set it was not asked")

PROVED = Text("*Proved here* {when} by the drill {execution}")
IN_PART = Text("*Proved here* in part, {when} by the drill {execution}: never called {actions}")
OLDER = Text("*Proved here* never with this code; other code was, {when}")
NEVER = Text("*Proved here* never: no drill was contained and put back in this account")
