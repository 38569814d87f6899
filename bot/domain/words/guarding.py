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

ROLE_USE = Text("Uses of secbot's roles")
ALL_KNOWN = Text("all are known, read until {at}")
UNKNOWN_SINCE = Text("one that no execution of ours knows of was found {at}")
NEVER_READ = Text("CloudTrail was not read yet")
UNREAD = Text(
    "CloudTrail could not be read in {region} ({count} such places): {why}",
    one="CloudTrail could not be read in {region}: {why}",
)
READ_LONG_AGO = Text("CloudTrail was read last {at}")
WHOLE = Text("the account as a whole")
TOO_MUCH = Text("there is more in it than is read at a time")

NO_EXECUTION = Text("no execution of that name has ever begun")
OTHER_ACCOUNT = Text("the execution of that name does not work in this account")
OTHER_ROLE = Text("the execution of that name does not need this role")
OTHER_TIME = Text("the execution of that name did not run then")
NO_INTENT = Text("the execution of that name never meant to call {action}")

UNKNOWN = Text(
    "🚨 *Somebody who is not secbot acts with its role `{role}` in {account}:* {why}. "
    "From {address}, as `{caller}`, session `{session}`, since {first} UTC: {calls}"
)
WHO_MUST = Text(
    "{who} secbot's own credentials are in other hands, or somebody else may assume the role. End "
    "the role's sessions and take those credentials away, then look at what was changed; "
    "`/sec stop` stops only secbot itself."
)
NOBODY_KNOWN = Text("nobody is an admin of this account:")
MORE_SESSIONS = Text("one of {count} more")
CALLS = Text("{calls}, {count} calls in all", one="{calls}, 1 call in all")
PAGE_SUBJECT = Text("secbot guard")
PAGE = Text(
    "SECBOT GUARD: somebody who is not secbot acts with its role {role} in account {account}: "
    "{why}. From {address}, as {caller}, session {session}, since {first} UTC: {calls}"
)
"""The page that the bot itself sends besides."""
TOLD = (
    Text("somebody who is not secbot acted with `{role}` in {account}: {calls}"),
    Text("somebody who is not secbot acted with a role of secbot's"),
)
"""What rows of the audit trail say of it."""

CAUSED = Text("🤖 *Caused by secbot's own* {execution} (`{runbook}`), approved by {names}")
CHANGED = Text(
    "🤖 *secbot changed this resource* {when}: {execution} (`{runbook}`), approved by {names}"
)
NO_APPROVER = Text("nobody, since it needs no approval")
STOLEN = Text(
    "🚨 *CRITICAL · somebody acts with secbot's own role* `{role}`*, and no execution of ours "
    "knows of it.* {who} secbot's own credentials are in other hands, or somebody else may assume "
    "the role"
)
PUSH_STOLEN = Text("CRITICAL: somebody acts with secbot's own role. {incident}.")
