"""What is said of canaries: events of secbot's own that prove the way of findings, or its silence."""

from __future__ import annotations

from runbooks.kit.text import Text

CHECK = Text("Canaries")
NEVER_SENT = Text("no canary was sent from here yet")
HEARD = Text("the last canary came {at}")
FLIES = Text("a canary was sent {at} and is awaited")
MISSED = Text("the canary that was sent {at} has not come")
SILENT = Text("silent for {hours} h: no canary that was sent since {at} has come")
NOT_SENT = Text("no canary could be sent {at}: {why}")
REFUSED = Text("EventBridge did not take it: {code}")
FORGED = Text(
    "it says that it is a canary of secbot's, and secbot sent none such from there: somebody may "
    "be keeping a broken way of findings looking well"
)
TITLE = Text("{place} silent for {hours} h: canaries from there do not arrive")
DESCRIPTION = Text(
    "events of its own that were put on EventBridge there since {at} UTC have not come, nor has any "
    "finding. Look at the rules, the topic and "
    "its subscription, and who changed them. Until it is mended, findings from here come by "
    "looking alone."
)
HEARD_AGAIN = Text("canaries from there arrive again")
