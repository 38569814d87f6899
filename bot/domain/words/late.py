"""What is said of a message that comes late."""

from __future__ import annotations

from runbooks.kit.text import Text

QUEUED = Text("it waited its turn: Slack takes about one message a second in a channel")
NOT_TAKEN = Text("Slack did not take it at once")
