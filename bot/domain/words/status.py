"""What the daily check says: the verdict, what needs somebody, and the proof of the quiet."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.posture import Standing
from runbooks.kit.text import Text

# The verdict.
QUIET_PROVED = Text("🟢 *Quiet, and proved:* nothing is open, and all {count} checks passed.")
QUIET_UNPROVED = Text("🟠 *Nothing is open, but the quiet is not proved:* {tally}.")
TAKEN_PROVED = Text("🟠 *{open} open, all taken.* For the rest: all {count} checks passed.")
TAKEN_UNPROVED = Text("🟠 *{open} open, all taken, and the rest is not proved:* {tally}.")
NEEDS_PROVED = Text("🔴 *Needs somebody:* {needs}. For the rest: all {count} checks passed.")
NEEDS_UNPROVED = Text("🔴 *Needs somebody:* {needs}. The rest is not proved: {tally}.")
NOT_KNOWN = Text("⚫ *It is not known what is open:* the database could not tell. {tally}.")
NOTHING_CHECKED = Text("nothing was checked")
TALLY = Text("{count} {standing}")
OUT_OF = Text("{listed} of {count} checks")
UNOWNED_ONE = Text("1 incident nobody has")
UNOWNED = Text("{count} incidents nobody has")
WAITING_ONE = Text("1 plan waits for approval")
WAITING_MANY = Text("{count} plans wait for approval")
BRAKES_ONE = Text("1 brake is pulled")
BRAKES = Text("{count} brakes are pulled")

# The sheet.
HEAD = Text("*Status* · {when}")
HEAD_ACCOUNT = Text("*Status of {account}* · {when}")
DUE = Text("_This was due {when}: secbot was stopped then, or Slack did not take it._")
NEEDS_HEAD = Text("*Needs somebody*")
NEEDS_NOTHING = Text("*Needs somebody* nothing")
NEEDS_ROW = Text("{sign} `{incident}` *{severity}* {title} · {account} · *nobody has it* · {since}")
NEEDS_MORE = Text("… and {count} more: `/sec list owner=none`")
STOPPED_EVERYWHERE = Text("🛑 The brake is pulled everywhere, by {name} {when}: `/sec start`")
STOPPED = Text("🛑 The brake is pulled in {account}, by {name} {when}: `/sec start {number}`")
OPEN = Text("*Open by severity* {counts}")
OPEN_NOTHING = Text("*Open by severity* nothing")
SEVERITY = Text("{severity} {count}")
WAITING_HEAD = Text("*Waiting for approval*")
WAITING_NOTHING = Text("*Waiting for approval* nothing")
WAITING_ROW = Text(
    "`{plan}` {runbook} on {target} · {account} · asked by {name} · {has} of {needs} said yes · "
    "expires {when}"
)
UNDO_HEAD = Text("*Undo on offer*")
UNDO_NOTHING = Text("*Undo on offer* nothing")
UNDO_ROW = Text(
    "`{execution}` {runbook} on {target} · {account} · {outcome} {when} · `/sec undo {execution}`"
)
MORE = Text("… and {count} more: `python -m bot status` shows them all")
SINCE = Text("*Since yesterday* {opened} · {ended} · {unreadable}")
OPENED_NOTHING = Text("no new incident")
OPENED = Text("new: {counts}")
ENDED_NOTHING = Text("nothing executed")
ENDED = Text("executed: {counts}")
OUTCOME = Text("{count} {outcome}")
UNREADABLE_NOTHING = Text("every message could be read")
UNREADABLE = Text("{count} messages could not be read")
PROOF_HEAD = Text("*Can the quiet be trusted?* {tally} · looked at {when}")
PROOF_HEAD_NEVER = Text("*Can the quiet be trusted?* {tally} · AWS was not looked at yet")
REFRESHING = Text("_AWS is being looked at anew: ask again in a minute._")
FAULT = Text("{sign} *{standing}* {check} · {place}: {says}")
FAULTS_MORE = Text(
    "… and {count} more: `/sec status ACCOUNT` shows those of one account, "
    "`python -m bot status` all"
)
ACCOUNT_ROW = Text("{account}: {tally} · {seen}")
ACCOUNTS_MORE = Text("… and {count} more accounts: `/sec status ACCOUNT` shows one")
PLACE_ROW = Text("{place}: {tally} · {seen}")
PLACES_MORE = Text("… and {count} more: `python -m bot status --json` has them all")
SEEN = Text("last finding {when} in {region}")
SEEN_HERE = Text("last finding {when}")
SEEN_NEVER = Text("no finding ever")
PLACE = Text("{account} · {regions}")
WHOLE = Text("whole account")
UNKNOWN = Text("{head} *NOT_AVAILABLE* {why}")
NO_ACCOUNT = Text(
    "NOTHING IS SHOWN: I don't know an account “{typed}”. `/sec status` shows all of them."
)

# Reasons.
PART_BROKE = Text("this could not be read, by a fault of secbot's own that its log tells of")
NO_ACCOUNTS = Text("the policy file has no account, so nothing in AWS is looked at")
NEVER_LOOKED = Text("it was not looked at yet")
OLD = Text("it is not known how it stands now: it was last looked at {at}, and {standing} then")
NO_REGIONS = Text("it is not known yet which Regions are enabled")
SEEN_AT = Text("the last one came {at}")
SILENT = Text("none for {days} days, since {at}: a sample finding would prove the way")
NEVER_SEEN = Text("none has ever come: a sample finding would prove the way")
STRANGE_ACCOUNT = Text(
    "findings come from it, but it is not in the policy file: nobody looks at it"
)
EMPTY = Text("nothing waits")
YOUNG = Text("{count} wait, the oldest for {seconds} s")
STUCK = Text("{count} wait, the oldest since {at}: what comes in is not worked off")
UNREAD_MESSAGES = Text("{count} messages of the last day could not be read as findings")

SIGNS: Mapping[Standing, str] = {
    Standing.PASSED: "✅",
    Standing.FAILED: "❌",
    Standing.WARNING: "⚠️",
    Standing.NOT_AVAILABLE: "⚫",
}

HELP = Text("the daily check: what needs somebody, and whether the quiet can be trusted")
HELP_JSON = Text("print it as JSON")
HELP_ACCOUNT = Text("an account's number or name; all of them where it is left out")
