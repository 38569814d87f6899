"""What the approval card, and the page with the whole plan, say."""

from __future__ import annotations

from collections.abc import Mapping

from runbooks.kit.text import Text
from runbooks.kit.values import Power, Reach

HEAD = Text("🛑 *Approve: {title}* {target}, asked by {requester}, for {incident}")
HEAD_UNDO = Text(
    "🛑 *Approve the undo of {undone}: {title}* {target}, asked by {requester}, for {incident}"
)
HEAD_PLAN = Text("📋 *{plan}: {title}* {target}, asked by {requester}, for {incident}")
HEAD_PLAN_UNDO = Text(
    "📋 *{plan}, undo of {undone}: {title}* {target}, asked by {requester}, for {incident}"
)
NO_INCIDENT = Text("no incident")
THING = Text("`{thing}`")
THING_NAMED = Text("`{thing}` ({name})")

APPROVED = Text("✅ *Approved* by {who}; {execution} {says}")
RAN = Text("☑️ *Approved* by {who}; {execution} {says}")
UNASKED = Text("☑️ *No approval needed*; {execution} {says}")
REJECTED = Text("⛔ *Rejected* by {who}. Nothing was changed.")
REJECTED_BECAUSE = Text("⛔ *Rejected* by {who}: “{reason}” Nothing was changed.")
EXPIRED = Text("⌛ *Expired* at {when}. Nothing was changed. Ask again for a fresh plan.")
REFUSED = Text("⛔ *Refused*: {why}")
REFUSED_UNSAID = Text("⛔ *Refused*. Nothing was changed.")
SUPERSEDED = Text(
    "🔁 *Superseded by {plan}*, since AWS or the policy file has changed. This plan can't run."
)
NOTHING_TO_DO = Text("☑️ *Nothing to do*: it is so already. Nothing was changed.")
PLANNED_ONLY = Text("📋 *A look only*: nothing was asked for, and nothing will run.")
PLANNING = Text("⏳ *Being planned again*. This plan can't run.")
NOBODY_NAMED = Text("nobody")

TARGET = Text("*Target* `{target}` · {account} · {region}")
TARGET_THERE = Text("*Target* `{target}` · {account} · {region} · *acts in* {there}")
ACCOUNT = Text("{name} {number}")
NO_REGION = Text("no Region")
DIFFERENCES = Text("*Changed in AWS since the plan before*")
CHANGES = Text("*Will change*")
NO_CHANGES = Text("*Will change* nothing: it is so already")
BREAKS = Text("*Will break*")
NO_BREAKS = Text("*Will break* nothing that secbot knows of")
WIDE = Text("🔴 *Class {risk}: its blast radius is large*")
RECORD = Text("*From the record*")
UNPROVED = Text("*Not proved*")
EVIDENCE = Text("*Evidence first*")
WARNINGS = Text("⚠️ *Warnings*")
REOPENS = Text("⚠️ *This re-opens or re-enables something: decided on as class D*")
LEFT_OUT = Text("• … and {count} more: press Plan to read them all")

REACHES: Mapping[Reach, Text] = {
    Reach.FULL: Text("*Undo* puts all of it back: {says} · `/sec undo {execution}`"),
    Reach.PARTIAL: Text("*Undo* puts back a part only: {says} · `/sec undo {execution}`"),
    Reach.NONE: Text("*Undo* none: {says}"),
}
WOULD_REACH: Mapping[Reach, Text] = {
    Reach.FULL: Text("*Undo* would put all of it back: {says}"),
    Reach.PARTIAL: Text("*Undo* would put back a part only: {says}"),
    Reach.NONE: Text("*Undo* none: {says}"),
}
UNDO_OF_UNDO = Text("*Undo* none, since this is one: ask for the runbook anew instead")
RIGHTS = Text("*Rights* {rights}, for {minutes} minutes")
NO_RIGHTS = Text("*Rights* none")
RIGHT = Text("`{action}` on {count} resources", one="`{action}` on 1 resource")
HELD = Text("under the {power} {actions}")
POWERS: Mapping[Power, Text] = {
    Power.CONTAIN: Text("contain role"),
    Power.RELEASE: Text("release role"),
    Power.SYNC: Text("sync role"),
}
REASON = Text("*Reason given* “{reason}”")
OPEN_FIRST = Text("⚠️ *The card could not show all of it: open the whole plan before you approve.*")

WAITS = Text(
    "{plan} · needs {needs} of {who}, not {requester} · {voices} · class {risk} · "
    "plan `{digest}` · unsigned · expires {expires}, then rejected: nothing runs"
)
ENDED = Text("{plan} · class {risk} · plan `{digest}` · unsigned")
NO_VOICES = Text("no approval yet")
VOICES = Text("approved by {who}")
NO_APPROVERS = Text("nobody: the policy file names no approver here")

APPROVE = Text("Approve")
REJECT = Text("Reject…")
PLAN = Text("Plan")
CONFIRM_TITLE = Text("{title}?")
CONFIRM_TITLE_UNDO = Text("Undo {undone}: {title}?")
CONFIRM_TEXT = Text(
    "{target} in {account} · {region}. Plan {digest} of {execution}. It runs as soon as enough "
    "people have approved."
)
CONFIRM_YES = Text("Approve")
CONFIRM_NO = Text("Go back")

PUSH = Text("Approve {title}? Asked by {requester}. /sec approve {execution} {digest}")
PUSH_ENDED = Text("{execution} {title} {says}.")

MODAL_TITLE = Text("Plan {plan}")
MODAL_CLOSE = Text("Close")
MODAL_STEPS = Text("*Steps, to the letter*")
MODAL_NO_STEPS = Text("*Steps* none: it is so already")
MODAL_STEP = Text("*{number}. {says}*")
MODAL_RIGHT = Text("`{action}` under the {power}, on:")
MODAL_RESOURCE = Text("• `{resource}`")
MODAL_PROOF = Text(
    "*Proved* When the steps are made, the target is read again. It is called done only if "
    "every claim about it passed; a claim that can't be told is said to be inconclusive."
)
MODAL_DIGEST = Text("*Digest* `{digest}`")
MODAL_CODE = Text("*Code* `{code}` *policy* `{policy}`")
MODAL_CUT = Text(
    "⚠️ *The plan is longer than Slack can show, so it can't be approved from here.* Ask for "
    "less at once, or use `python -m bot approve`."
)
