"""What is said of the routes of the policy file, and of what they keep from having a card."""

from __future__ import annotations

from runbooks.kit.text import Text

HIDES_HIGH = Text("The route “{route}” keeps findings that are HIGH from having a card.")
HIDES_HIGH_MEND = Text('give the route `severity: "<HIGH"`, or `mode: card`')
CHECK = Text("Routes")
STATUS_HEAD = Text("*No card, by a route* (since yesterday, UTC)")
STATUS_ROW = Text("{count} by “{route}”: {counts}")
DIGESTED = (
    Text("{count} findings of {day} have no card, as the routes say: {routes}"),
    Text("the findings of a day that have no card were counted"),
)
DIGEST_ROUTE = Text("{count} by “{route}” ({counts})")
DIGEST_SEVERITY = Text("{count} {severity}")
