"""What is said where somebody ends an incident, opens it again, gives it away, or snoozes it."""

from __future__ import annotations

from runbooks.kit.text import Text

ENDED = Text("{incident} is ended already. Nothing was changed. `/sec reopen {incident}` opens it.")
NOT_ENDED = Text("{incident} is open. Nothing was changed.")
UNDER_WAY = Text(
    "{execution} is under way on {incident}, and what it contains would be held no more. Nothing "
    "was changed. Let it end first, or reject it."
)
MOVED = Text(
    "{incident} has changed while you spoke. Nothing was changed by you. `/sec show {incident}` "
    "says how it stands."
)
NEEDS_RESPONDER = Text(
    "You can't do that to an incident of *{account}* (needs responder). Nothing was changed."
)
NEEDS_APPROVER = Text(
    "{name} has asked for that, and it takes an approver of *{account}* to agree, one since "
    "yesterday at least. Nothing was changed."
)
NO_REASON = Text(
    "Say why, in at least {least} letters: others rely on it. Nothing was changed: "
    "`/sec {verb} {incident} reason`."
)
LONG_REASON = Text("That reason is longer than {most} letters. Nothing was changed.")
ASKED = Text(
    "One of two: an approver who is not you must say `/sec {verb} {incident}` as well, within "
    "{minutes} minutes. Until then nothing is changed."
)
ASKED_WOULD = Text(
    "One of two: an approver who is not you must say `/sec {verb} {incident}` as well, within "
    "{minutes} minutes. Until then nothing is changed. In the last 30 days it would have hidden "
    "{count} cards, of them {real} real, {false} false, {open} open."
)
ASKED_TWICE = Text(
    "You have asked for that already. Somebody else must say it. Nothing was changed."
)

ASSIGNED = Text("{name} has {incident} now.")
ASSIGNED_ALREADY = Text("{name} has {incident} already. Nothing was changed.")
NOT_OURS = Text("{name} is not of one of this bot's own teams, and can have no incident.")
NAMED = Text("The finding names {name}, so somebody else must have it. Nothing was changed.")
CLOSED = Text("{incident} is closed.")
CLEARED = Text("{incident} is closed as a false positive.")
REOPENED = Text("{incident} is open again, and nobody has it.")

TOLD_ASSIGNED = (
    Text("{name} gave it to {given_to}"),
    Text("{name} gave it to somebody"),
)
TOLD_CLOSE_ASKED = (
    Text("{name} asked to close it: “{reason}”"),
    Text("{name} asked to close it"),
)
TOLD_CLEAR_ASKED = (
    Text("{name} asked to close it as a false positive: “{reason}”"),
    Text("{name} asked to close it as a false positive"),
)
TOLD_CLOSED = (
    Text("{name} closed it, as {asked_by} asked: “{reason}”"),
    Text("{name} closed it: “{reason}”"),
    Text("{name} closed it"),
)
TOLD_CLEARED = (
    Text("{name} closed it as a false positive, as {asked_by} asked: “{reason}”"),
    Text("{name} closed it as a false positive: “{reason}”"),
    Text("{name} closed it as a false positive"),
)
TOLD_REOPENED = (
    Text("{name} opened it again: “{reason}”"),
    Text("{name} opened it again"),
)

ALOUD_ASSIGNED = Text("👉 {whom}: {name} gave you this.")
ALOUD_CLOSE_ASKED = Text(
    "⏳ *{name} asked to close {incident}*, which ends its holds: “{reason}”. {who}: one of you "
    "must agree, within 30 minutes: `/sec close {incident}`"
)
ALOUD_CLEAR_ASKED = Text(
    "⏳ *{name} asked to close {incident} as a false positive:* “{reason}”. {who}: one of you must "
    "agree, within 30 minutes: `/sec fp {incident}`"
)

SNOOZED_FINDING = Text("the finding {key} in {account}")
SNOOZED_RESOURCE = Text("all about {key} in {account}")
SNOOZED_TYPE = Text("type {key} in {account}")

NO_CRITICAL = Text("{incident} is CRITICAL, which nobody can snooze. Nothing was changed.")
NO_KEY = Text("{incident} names no resource. Nothing was changed. Snooze the finding or its type.")
RESTRICTED_WIDE = Text(
    "{incident} is for named people alone, and what hides other findings must be told to all. "
    "Nothing was changed. Snooze the finding, or end the restriction first."
)
NO_LENGTH = Text(
    "Say for how long and why, 5 minutes to 7 days: "
    "`/sec snooze {incident} 4h [scope=finding|resource|type] reason`. Nothing was changed."
)
OTHER_SCOPE = Text(
    "{name} has asked to snooze {what}, not what you say. Nothing was changed. Agree with "
    "`/sec snooze {incident}`."
)
SNOOZED = Text("Snoozed until {until}: {what}. `/sec wake {incident}` ends it.")
WOKEN = Text("Awake again: {what}.")
NOT_SNOOZED = Text("No snooze hides {incident}. Nothing was changed.")

TOLD_SNOOZE_ASKED = (
    Text("{name} asked to snooze {says} for {minutes} minutes: “{reason}”"),
    Text("{name} asked for a snooze"),
)
TOLD_SNOOZED = (
    Text("{name} snoozed {says} until {until}, as {asked_by} asked: “{reason}”"),
    Text("{name} snoozed {says} until {until}: “{reason}”"),
    Text("{name} snoozed it"),
)
TOLD_WOKEN = (Text("{name} ended the snooze of {says}"), Text("{name} ended a snooze"))
TOLD_SNOOZE_ENDED = (Text("the snooze of {says} has ended"), Text("a snooze has ended"))
TOLD_OUTGROWN = (
    Text("the snooze of {says} has ended, because something more severe came"),
    Text("a snooze has ended, because something more severe came"),
)

ALOUD_SNOOZE_ASKED = Text(
    "⏳ *{name} asked to snooze* {says} for {minutes} minutes: “{reason}”. {who}: one of you must "
    "agree, within 30 minutes: `/sec snooze {incident}`"
)
ALOUD_SNOOZE_WOULD = Text(
    "⏳ *{name} asked to snooze* {says} for {minutes} minutes: “{reason}”. In the last 30 days it "
    "would have hidden {count} cards, of them {real} real, {false} false, {open} open. {who}: one "
    "of you must agree, within 30 minutes: `/sec snooze {incident}`"
)
ALOUD_SNOOZED = Text(
    "💤 *{name} snoozed* {says} until {until}: “{reason}”. `/sec wake {incident}` ends it."
)
ALOUD_SNOOZED_BY_TWO = Text(
    "💤 *{name} snoozed* {says} until {until}, as {asked_by} asked: “{reason}”. "
    "`/sec wake {incident}` ends it."
)
ALOUD_ENDED = Text("⏰ *The snooze has ended* of {says}: {count} findings and repeats were hidden.")
ALOUD_OUTGROWN = Text(
    "⏰ *The snooze has ended* of {says}, because something more severe came: {count} findings and "
    "repeats were hidden."
)
ALOUD_WOKEN = Text(
    "⏰ *{name} ended the snooze* of {says}: {count} findings and repeats were hidden."
)

STATUS_HEAD = Text("*Snoozed*")
STATUS_ALONE = Text(
    "💤 {scope} {key} in {account} until {when}, by {name}: “{why}” · {count} hidden · "
    "`/sec wake {incident}`"
)
STATUS_BY_TWO = Text(
    "💤 {scope} {key} in {account} until {when}, by {name}, agreed by {agreed}: “{why}” · "
    "{count} hidden · `/sec wake {incident}`"
)
CLEARED_HEAD = Text("*False positives since yesterday*")
CLEARED_ALONE = Text("`{incident}` *{severity}* {title} · {account} · by {name} {when}: “{why}”")
CLEARED_BY_TWO = Text(
    "`{incident}` *{severity}* {title} · {account} · asked by {asked_by}, agreed by {name} {when}: "
    "“{why}”"
)
