"""What is said when an account can't be entered, or a call is not let through."""

from __future__ import annotations

from runbooks.kit.text import Text

NOT_ASSUMED = Text("role {role} in account {account} can't be assumed: {code}")
POLICY_TOO_LONG = Text(
    "the steps need a session policy of {length} characters for role {role} in account {account}, "
    "and AWS takes {most}: name fewer targets at once"
)
NO_READS = Text("nothing was declared as read here")
NOT_DECLARED = Text("{action} was not declared as read, so it was not called")
NO_STEP = Text("no step runs, so nothing may be changed")
STRANGE_STEP = Text("step {step} is not one of the steps that the account was entered for")
OTHER_ACTION = Text("step {step} may call {wanted}, not {action}: it was not called")
OTHER_PARAMETERS = Text(
    "step {step} may call {action} with the parameters of the plan only: it was not called"
)
NOT_A_CALL = Text("{action} can't be signed for later: it was not called")
