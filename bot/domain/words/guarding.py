"""What is said when somebody touches secbot itself, or acts with its roles."""

from __future__ import annotations

from runbooks.kit.text import Text

PAGE_WHAT = Text("SECBOT GUARD: <what> at <service>. {why}")
PAGE_WHO = Text("Who: <kind> <who> <principal>, from <address>")
PAGE_WHERE = Text("Where: account <account>, <region>. On: {things}")
PAGE_WHEN = Text("When: <when>. Refused with (nothing: it was done): <error>. CloudTrail: <event>")
"""The words of a page by EventBridge, which puts the event's own in place of `<...>`; each stands
in quotes of its own, as EventBridge wants it of text of many lines."""

IDENTITIES = Text("Somebody changes a role, a user or a policy of secbot's own.")
PIPE = Text("Somebody changes secbot's topics, queues, rules or stack.")
BUCKETS = Text("Somebody changes the bucket of secbot's evidence or anchors.")
KEYS = Text("Somebody changes the key of secbot's anchors.")
DETECTORS = Text("A detector is to see or tell less.")
TRAILS = Text("A log is to stop, or the account's buckets are to be open to the public.")
TAGS = Text("Somebody who is not secbot sets or takes a tag of secbot's.")

TOPIC_OUT = Text("For on_call.page.sns of the policy file: the pages that do not need the bot.")
PROTOCOL = Text("How the guard pages: email, or https for a paging service.")
ENDPOINT = Text(
    "Whom the guard pages: an e-mail address, or a paging service's https address. Empty: "
    "subscribe by hand. Never the bot's own address, and never a channel that the bot posts in."
)
BUCKETS_OF = Text("Names of the buckets of evidence and anchors: their changes page.")
KEYS_OF = Text("ARNs of the keys that sign anchors: their changes page.")
TEMPLATE = Text("The guard of secbot in one more Region: what blinds it there pages.")
HELP_TEMPLATE = Text("the guard for each other Region: deploy/secbot-guard.yaml")
