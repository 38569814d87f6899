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
