"""What is said of a containment that is checked again and again, and of how it ends."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.record import What
from runbooks.kit.text import Text

NOT_PROVED = Text("this is not proved any more: {says}")
NOT_READ = Text("the claim `{claim}` could not be read")

HELD = Text("🔒 {execution} held {span}, checked {when}")
SLIPPED = Text("🔓 *{execution} has slipped* {when}: see its message")
UNKNOWN = Text("❔ *{execution} not checked since {when}* because {why}")
NEVER_CHECKED = Text("❔ *{execution} never checked yet* because {why}")
RELEASED = Text("🔓 *{execution} is not held any more:* {why}")
NO_REASON = Text("it was not read yet")
REVERT_AT = Text("⏰ {execution}: somebody is asked {when} whether to put it back")
MORE = Text(
    "… and {count} more holds: `/sec show A-…` tells of each",
    one="… and 1 more hold: `/sec show A-…` tells of it",
)
DAYS = Text("{days} d {hours} h")
HOURS = Text("{hours} h {minutes} m")
MINUTES = Text("{minutes} m")

PAGE_PUSH = Text("{execution} has slipped: {target} in {account} is not contained any more")
PAGE_HEAD = Text(
    "🔓 *Contained in part: what {execution} did has slipped* · {title} on `{target}` · {account} · "
    "{region}"
)
PAGE_FOR = Text("{who}: you must act. {where}")
PAGE_NOBODY = Text("Nobody has it, and the policy file names no responder here. {where}")
PAGE_INCIDENT = Text("It is for {incident}.")
PAGE_NO_INCIDENT = Text("It is for no incident.")
PAGE_CLAIMS = Text("*Was proved, and fails now*")
CLAIM = Text("❌ {says}")
CHANGES = Text("*What CloudTrail tells of the change*")
CHANGES_HIDDEN = Text("*What CloudTrail tells of the change* {hidden}")
CHANGE = Text("• `{event}` {when} by `{actor}` from `{address}` with `{agent}`")
CHANGES_MORE = Text("… and {count} more changes", one="… and 1 more change")
NO_ACTOR = Text("somebody it does not name")
NO_ADDRESS = Text("nowhere told")
NO_AGENT = Text("nothing told")
NOT_TRACED = Text("*Who changed it is not known yet:* {why}. I look again with each check.")
LATE = Text("CloudTrail, which is minutes late, shows no change of it since it last held")
NOT_LOOKED_UP = Text("{code} at cloudtrail:LookupEvents")
PAGE_FOOT = Text("Nothing is applied again by itself.")
AGAIN = Text("Plan it again")
AGAIN_REASON = Text("{execution} has slipped: contain it again")
AGAIN_NOT = Text(
    "{execution} has not slipped: it is {state}. Nothing was asked for. `/sec show {execution}` "
    "says how it stands."
)
NO_HOLD = Text("Nothing is held for {id}. Nothing was changed.")
NO_LONGER = Text("The hold of {id} has ended already. Nothing was changed.")

BLIND_PUSH = Text("{execution}: nobody knows whether {target} in {account} is still contained")
BLIND_HEAD = Text(
    "❔ *Nobody knows whether {execution} still holds, since {when}* · {title} on `{target}` · "
    "{account} · {region}"
)
BLIND_WHY = Text("*It can't be checked:* {why}. It is tried again, and told once it holds.")

HELD_AGAIN_PUSH = Text("{execution} holds again")
HELD_AGAIN = Text("🔒 *{execution} holds again* · {title} on `{target}` · {account} · {region}")

REVERT_PUSH = Text("{execution}: is it to be put back?")
REVERT_HEAD = Text(
    "⏰ *{execution} was to hold until {when}* · {title} on `{target}` · {account} · {region}"
)
REVERT_ASK = Text("Is it to be put back? The button plans that; nothing is put back by itself.")
REVERT = Text("Put it back…")

BAD_SPAN = Text(
    "`hold={typed}` can't be read: it goes `hold=4h`, in minutes (m), hours (h) or days (d), from "
    "{least} minutes to {most} days. Nothing was changed."
)
NOT_HELD = Text(
    "{runbook} contains nothing, so there is nothing to hold: leave `hold=` out. Nothing was "
    "changed."
)

ASKED = Text(
    "One of two: an approver other than you must say `/sec release {id}` as well, within {minutes} "
    "minutes. Until then it is checked as before."
)
ASKED_TWICE = Text(
    "You have asked for that already. An approver other than you must say it as well; until then "
    "it is checked as before."
)
ENDED = Text(
    "The hold of {ids} has ended: it is not checked any more. What was changed in AWS stays as it "
    "is."
)
ENDED_PART = Text(
    "The hold of {ids} has ended: it is not checked any more. You are the first to ask for "
    "{others}: an approver other than you must say it as well."
)

BY_TWO = Text("{name} ended the hold, as {asker} had asked")
BY_UNDO = Text("{undo} has put it back")
BY_CLOSING = Text("{incident} was closed")
BY_NEWER = Text("{newer} did the same again, and is held instead")

RELEASE_ASKED = Text(
    "⏳ *{name} asked to end the hold of {execution}.* An approver other than {name} must agree: "
    "`/sec release {execution}`"
)
RELEASE_ASKED_BECAUSE = Text(
    "⏳ *{name} asked to end the hold of {execution}:* “{reason}”. An approver other than {name} "
    "must agree: `/sec release {execution}`"
)
HOLD_RELEASED = Text(
    "🔓 *{execution} is not held any more:* {why}. What it changed in AWS stays as it is, "
    "and nobody checks it."
)
HOLD_ENDED = Text("🔓 *The hold of {execution} has ended:* {why}. It is not checked any more.")
WORDS: Mapping[What, Text] = {
    What.HOLD_RELEASED: HOLD_RELEASED,
    What.HOLD_ENDED: HOLD_ENDED,
}

STATUS = Text("*Holds* {held} held · {slipped} slipped · {unknown} not known · oldest check {when}")
STATUS_NEVER = Text(
    "*Holds* {held} held · {slipped} slipped · {unknown} not known · one was never checked"
)
STATUS_HEAD = Text("*Holds*")
STATUS_SLIPPED = Text(
    "{count} containments have slipped: `/sec list` shows where",
    one="1 containment has slipped: `/sec list` shows where",
)
STATUS_UNKNOWN = Text(
    "{count} containments could not be checked", one="1 containment could not be checked"
)
STATUS_OLD = Text("the check that is longest ago was at {at}")
STATUS_WELL = Text("{count} containments hold", one="1 containment holds")

ASKS_AFTER = Text("⏰ *Asks after {span}* whether to put it back; nothing is put back by itself")
