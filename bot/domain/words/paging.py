"""What is said of the ways by which people are paged beyond Slack."""

from __future__ import annotations

from runbooks.kit.text import Text

CHECK_SNS = Text("Pages by SNS")
CHECK_WEBHOOK = Text("Pages by webhook")
NEVER = Text("pages go to {place}; none was sent yet")
TAKEN = Text("pages go to {place}, which took the last one {at}")
NOT_TAKEN = Text("pages go to {place}, which did not take the last one {at}")

REFUSED = Text("{host} answered the page with {status}")
SILENT = Text("{host} could not be asked to page: {error}")
RESOLVES = Text("Pages go to {host} too, whose name leads somewhere; nothing was sent there.")
OPEN = Text("{path} holds an address that may let whoever knows it page, and others can read it.")
OPEN_MEND = Text("chmod 600 {path}")
UNRESOLVED = Text("Pages go to {host}, and its name leads nowhere from here.")
UNRESOLVED_MEND = Text(
    "see whether {host} in `on_call.page.webhook` of {path} is written right, and whether this "
    "machine resolves names"
)
