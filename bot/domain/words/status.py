"""What the daily check says: the verdict, what needs somebody, and the proof of the quiet."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.posture import Standing
from bot.domain.status import Calm
from bot.domain.words import (
    canary,
    guarding,
    logs,
    organization,
    outage,
    paging,
    readers,
    routes,
    sweeping,
)
from runbooks.kit.text import Text

VERDICTS: Mapping[tuple[Calm, bool], Text] = {
    (Calm.QUIET, True): Text("🟢 *Quiet, and proved:* nothing is open, and {proof}."),
    (Calm.QUIET, False): Text("🟠 *Nothing is open, but the quiet is not proved:* {proof}."),
    (Calm.TAKEN, True): Text("🟠 *{what}.* The rest is quiet, and proved: {proof}."),
    (Calm.TAKEN, False): Text("🟠 *{what}.* That the rest is quiet is not proved: {proof}."),
    (Calm.NEEDS, True): Text("🔴 *{what}.* The rest is quiet, and proved: {proof}."),
    (Calm.NEEDS, False): Text("🔴 *{what}.* That the rest is quiet is not proved: {proof}."),
    (Calm.UNKNOWN, False): Text("⚫ *It is not known what is open:* see below. And {proof}."),
}
"""By what is to do, and by whether every check has passed."""

ALL_PASSED = Text("all {count} checks passed", one="the 1 check passed")
NOTHING_CHECKED = Text("nothing was checked")
OUT_OF = Text("{tally} of {count} checks", one="{tally} of 1 check")
TALLY = Text("{count} {standing}")
TAKEN = Text(
    "{count} incidents are open, and somebody has each",
    one="1 incident is open, and somebody has it",
)
REVIEWS = Text(
    "{count} runs on one person's word are not reviewed",
    one="1 run on one person's word is not reviewed",
)
UNOWNED = Text("{count} incidents need an owner", one="1 incident needs an owner")
WAITING = Text("{count} plans wait for approval", one="1 plan waits for approval")
BRAKES = Text("{count} brakes are pulled", one="1 brake is pulled")
SLIPPED = Text("{count} containments have slipped", one="1 containment has slipped")

AS_OF = Text("_All accounts, as of {when}_")
AS_OF_ONE = Text("_{account} alone, as of {when}_")
DUE = Text("_Due {due}, and late: secbot was stopped then, or Slack did not take it_")
NOTHING = Text("{head} nothing")
STRANGER = Text("{words}")
UNKNOWN = Text("{head} *NOT_AVAILABLE* {why}")

NEEDS_HEAD = Text("*Needs an owner*")
NEEDS_ROW = Text("{sign} `{incident}` *{severity}* {title} · {account} · {since}")
NEEDS_MORE = Text("… and {count} more: `/sec list owner=none`")
BRAKES_HEAD = Text("*Brakes*")
STOPPED_EVERYWHERE = Text("🛑 pulled everywhere by {name} {when} · `/sec start`")
STOPPED = Text("🛑 pulled in {account} by {name} {when} · `/sec start {number}`")
LIFTS_HEAD = Text("*Ceiling lifted*")
LIFTED_EVERYWHERE = Text("🟠 everywhere until {when}, as {name} agreed")
LIFTED = Text("🟠 in {account} until {when}, as {name} agreed")
REVIEWS_HEAD = Text("*To review*")
REVIEW_ROW = Text(
    "🚨 `{execution}` {name} broke the glass {when}: “{reason}” · `/sec review {execution} …`"
)
FATIGUE_HEAD = Text("*Approvals this week*")
FATIGUE = Text("{head} {figures}")
APPROVED = Text("{count}, half of them within {median}")
HASTY = Text("{count} within 10 s")
PAIR = Text("{approver} said yes to {requester} {count} times")
BUSIEST = Text("{approver} said yes {count} times within an hour")
OPEN_HEAD = Text("*Open*")
OPEN = Text("{head} {counts}")
SEVERITY = Text("{severity} {count}")
WAITING_HEAD = Text("*Waiting for approval*")
WAITING_ROW = Text(
    "`{plan}` {runbook} on {target} · {account} · asked by {name} · {has} of {needs} said yes · "
    "expires {when}"
)
UNDO_HEAD = Text("*Undo on offer*")
UNDO_ROW = Text(
    "`{execution}` {runbook} on {target} · {account} · {outcome} {when} · "
    "`/sec undo {execution} reason`"
)
MORE = Text("… and {count} more: `python -m bot status` shows all of them")
DAY_HEAD = Text("*Since yesterday*")
DAY = Text("{head} {opened} · {ended}")
OPENED_NOTHING = Text("nothing new")
OPENED = Text("new: {counts}")
ENDED_NOTHING = Text("nothing executed")
ENDED = Text("executed: {counts}")
OUTCOME = Text("{count} {outcome}")

PROOF_HEAD = Text("*Can the quiet be trusted?* {tally} · AWS looked at {when}")
PROOF_HEAD_NEVER = Text("*Can the quiet be trusted?* {tally} · AWS not looked at yet")
REFRESHING = Text("_AWS is being looked at anew: ask again in a minute._")
NAMED = Text("*{check}* {says}")
PIPES = Text("*Inbox* {inbox} · *Outbox* {outbox} · *Slack* {slack}")
FAULT = Text("{sign} *{standing}* {check} · {place}: {says}")
FAULT_HERE = Text("{sign} *{standing}* {check}: {says}")
FAULTS_MORE = Text(
    "… and {count} more: `/sec status ACCOUNT` tells those of one account, and all of them at a "
    "terminal `python -m bot status`"
)
PLACE = Text("{account} · {regions}")
WHERE = Text("{place}: {tally} · {seen}")
WHERE_ONLY = Text("{place}: {tally}")
PLACES_HEAD = Text("*Where*")
WHOLE = Text("the account as a whole")
SEEN = Text("last finding {when} from {region}")
SEEN_HERE = Text("last finding {when}")
SEEN_NEVER = Text("no finding yet")

NO_ACCOUNT = Text(
    "NOTHING IS SHOWN: I don't know an account “{typed}”. `/sec status` shows all of them."
)
NO_SUCH_ACCOUNT = Text("The policy file has no account “{typed}”; without one, all are shown.")

PART_BROKE = Text("this could not be read, by a fault of secbot's own that its log tells of")

CHECKS: Mapping[str, Text] = {
    "last_finding": Text("Last finding"),
    "looked_at": Text("Look at AWS"),
    "queue": Text("Queue of findings"),
    "inbox": Text("Inbox"),
    "outbox": Text("Outbox"),
    "slack": outage.CHECK,
    "holds": Text("Holds"),
    "readable_messages": Text("Messages can be read"),
    "work_done": Text("Work is done"),
    "role_use": guarding.ROLE_USE,
    "routes": routes.CHECK,
    "swept": sweeping.SWEPT,
    "healed": sweeping.HEALED,
    "canary": canary.CHECK,
    "logs": logs.CHECK,
    "page_sns": paging.CHECK_SNS,
    "page_webhook": paging.CHECK_WEBHOOK,
    "organization": organization.CHECK,
    "channel_readers": readers.CHECK,
}
"""What the checks are called that rest on the database."""

SIGNS: Mapping[Standing, str] = {
    Standing.PASSED: "✅",
    Standing.FAILED: "❌",
    Standing.WARNING: "⚠️",
    Standing.NOT_AVAILABLE: "⚫",
}

HELP = Text("print the daily check: what needs somebody, and whether the quiet can be trusted")
HELP_JSON = Text("print it as JSON")
HELP_ACCOUNT = Text("an account's number or name; all of them where it is left out")
