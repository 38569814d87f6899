"""What is said where an incident is for named people alone, to them and to all others."""

from __future__ import annotations

from runbooks.kit.text import Text

BARRED = Text("{id} is for named people alone. Nothing was done. Ask {name}, who restricted it.")

NOT_OURS = Text(
    "{name} is not of one of this bot's own teams, and can't be named. Nothing was changed."
)
NOT_KNOWN = Text(
    "Slack did not tell who {name} is, so they can't be named. Nothing was changed. Try again in "
    "a moment."
)
IMPLICATED = Text("{name} can't be named for this incident. Nothing was changed.")
NO_ROLE = Text(
    "{name} holds no role in *{account}*, and can't be named. Nothing was changed. The policy "
    "file gives roles."
)
HOW_MANY = Text(
    "An incident can be for {least} to {most} people, you among them: Slack opens no larger "
    "conversation. Nothing was changed."
)
NOBODY_APPROVES = Text(
    "Among these people nobody could approve a class C change in *{account}* that another of them "
    "asks for. Nothing was changed. Name an approver who is not you."
)
NEEDS_THIRD = Text(
    "{incident} has something contained, and only whom it is for could put that back. Nothing was "
    "changed. Name two others at least who can respond in *{account}*, so that no one of you "
    "alone keeps it from the rest."
)
NO_REASON = Text(
    "Say why, in {least} to {most} letters; only the named read it. Nothing was changed."
)
ALREADY = Text(
    "{incident} is restricted already. Nothing was changed. One more of you: "
    "`/sec restrict {incident} +@PERSON reason`; no longer: `/sec unrestrict {incident} reason`."
)
NOT_RESTRICTED = Text("{incident} is not restricted. Nothing was changed.")
NAMED_ALREADY = Text("{name} is named already. Nothing was changed.")
MOVED = Text(
    "{incident} has changed while you spoke. Nothing was changed by you. Say it once more."
)

RESTRICTED = Text(
    "{incident} is for {count} people alone now, you among them. It goes on in a conversation "
    "with them; the channel is told that you did this, and not why."
)
WIDENED = Text("{name} may see {incident} now. It goes on in a new conversation.")
UNRESTRICTED = Text("{incident} is in its channel again.")
WIDEN_ASKED = Text(
    "One of two: another of the named must say `/sec restrict {incident} +@{name}` as well, "
    "within {minutes} minutes. Until then nothing is changed."
)
LIFT_ASKED = Text(
    "One of two: another of the named must say `/sec unrestrict {incident}` as well, within "
    "{minutes} minutes. Until then nothing is changed."
)
ASKED_TWICE = Text(
    "You have asked for that already. Another of the named must say it. Nothing was changed."
)
OTHER_WISH = Text(
    "{name} has asked to name somebody else. Nothing was changed. Agree to that first, or let "
    "its 30 minutes pass."
)
NOT_AN_OWNER = Text("{name} is not one of those whom it is for, so they can't have it.")

TOLD_RESTRICTED = (
    Text("{name} restricted it to {names}: “{reason}”"),
    Text("{name} restricted it to named people"),
)
TOLD_WIDEN_ASKED = (
    Text("{name} asked to let {newcomer} see it: “{reason}”"),
    Text("{name} asked to let somebody else see it"),
)
TOLD_LIFT_ASKED = (
    Text("{name} asked to end the restriction: “{reason}”"),
    Text("{name} asked to end the restriction"),
)
TOLD_WIDENED = (
    Text("{name} let {newcomer} see it, as {asked_by} asked: “{reason}”"),
    Text("{name} let somebody else see it"),
)
TOLD_UNRESTRICTED = (
    Text("{name} ended the restriction, as {asked_by} asked"),
    Text("{name} ended the restriction"),
)

ALOUD_RESTRICTED = Text(
    "🔒 *{name} restricted {incident}* ({severity}) to {count} people. The reason is withheld; it "
    "stands in the audit trail. The morning post names it until it is closed."
)
ALOUD_WIDENED = Text("🔒 *{incident} is for {count} people now*, as two of them agreed.")
ALOUD_UNRESTRICTED = Text("🔓 *{incident} is not restricted any more*, as two of the named agreed.")
ALOUD_WIDEN_ASKED = Text(
    "⏳ *{name} asked to let {newcomer} see {incident}:* “{reason}”. Another of you must agree, "
    "within 30 minutes: `/sec restrict {incident} +@PERSON`"
)
ALOUD_LIFT_ASKED = Text(
    "⏳ *{name} asked to end the restriction of {incident}:* “{reason}”. Another of you must agree, "
    "within 30 minutes: `/sec unrestrict {incident}`"
)

STUB = Text(
    "🔒 *Restricted incident {incident}: {severity}*, {state}, for named people. Restricted by "
    "{name} to {count} people, {when}. Ask {name}."
)
OPEN = Text("open")
OVER = Text("closed")
STUB_PUSH = Text("Restricted incident {incident}: {severity}, for named people")
STUB_REPLY = Text("🔒 This is about {incident}, which is for named people now.")
ELSEWHERE = Text("➡️ {incident} goes on elsewhere: its people have changed.")

FOR_FEW = Text("🔒 For {names} alone")
OFFERED = Text("A matter for few? `/sec restrict {incident} @PERSON reason` hides it from others.")
WHY = Text("It is for {names} alone, since {name} restricted it: “{reason}”")
WHY_VOTES = Text("It is about a restricted incident: only a yes of {names} counts.")
NOT_NAMED = Text(
    "This plan is about a restricted incident, and only those whom it is for decide on it. "
    "Nothing was changed."
)

STATUS_HEAD = Text("*Restricted*")
STATUS_COUNT = Text("🔒 {count} restricted incidents", one="🔒 1 restricted incident")
STATUS_ROW = Text("`{incident}` *{severity}*, opened {since}, restricted by {name}, {state}")
STATUS_ROW_WAITS = Text(
    "`{incident}` *{severity}*, opened {since}, restricted by {name}, {state} · ⚠️ not brought to "
    "its people since {when}: does the app have the scope mpim:write?"
)
LIST_ROW = Text("🔒 `{incident}` *{severity}* restricted by {name}, for named people · {since}")
LIST_ROW_ADMIN = Text(
    "🔒 `{incident}` *{severity}* restricted by {name}, for named people · {account} · {since}"
)
OWNED = Text("somebody has it")
SOMEBODY = Text("somebody")
WITHHELD = Text("withheld: about a restricted incident")
