"""What is said where somebody splits an incident, or makes one of two."""

from __future__ import annotations

from runbooks.kit.text import Text

SAME = Text("{incident} and itself are one already. Nothing was changed.")
BOTH_HAVE_EXECUTIONS = Text(
    "Something was asked for on {one} and on {other}, and what was asked for stays with its "
    "incident. Nothing was changed."
)
SNOOZED = Text(
    "A snooze hides {incident}, or was begun at it. Nothing was changed. `/sec wake {incident}` "
    "ends it."
)
RESTRICTED = Text("{incident} is for named people alone, and stays by itself. Nothing was changed.")
TWO_ACCOUNTS = Text(
    "They are of two accounts, and who may do what goes by account. Nothing was changed."
)
SAMPLE = Text("One of them is a sample, the other is not. Nothing was changed.")
CLAIM = Text("One of them is borne out by AWS, the other is only claimed. Nothing was changed.")
TOO_MANY = Text("Together they have more than {most} findings. Nothing was changed.")
ONE_STAYS = Text(
    "{incident} must keep a finding, and another must leave. Nothing was changed. "
    "`/sec why {incident}` tells its findings."
)
LEAD_STAYS = Text(
    "Something was asked for on {incident} because of that finding, so it stays. Nothing was "
    "changed."
)
NOT_OF_ONE = Text("These findings are not of one incident. Nothing was changed.")
OTHER_WISH = Text(
    "{name} has asked to merge {gone} into {into}, not what you say. Nothing was changed."
)

SPLIT = Text("{into} has {findings} now, on a card of its own.")
MERGED = Text("{gone} is part of {into} now, which nobody has.")
ASKED = Text(
    "One of two: an approver who is not you must say `/sec merge {gone} {into}` as well, within "
    "{minutes} minutes. Until then nothing is changed."
)

TOLD_SPLIT = (
    Text("{name} moved {findings} from {source} into {into}, an incident of their own: “{reason}”"),
    Text("{name} split the incident"),
)
TOLD_MERGE_ASKED = (
    Text("{name} asked to merge {source} into {into}: “{reason}”"),
    Text("{name} asked for a merge"),
)
TOLD_MERGED = (
    Text("{name} merged {source} into {into}, as {asked_by} asked: “{reason}”"),
    Text("{name} merged {source} into {into}: “{reason}”"),
    Text("{name} merged two incidents"),
)
ALOUD_SPLIT = Text("✂️ *{name} moved {findings} from {source} into {into}*: “{reason}”")
ALOUD_MERGE_ASKED = Text(
    "⏳ *{name} asked to merge {source} into {into}*: “{reason}”. {who}: one of you must agree, "
    "within 30 minutes: `/sec merge {source} {into}`"
)
ALOUD_MERGED = Text(
    "🔗 {who}: *{name} merged {source} into {into}*, which nobody has now: “{reason}”"
)
ALOUD_MERGED_UNOWNED = Text("🔗 *{name} merged {source} into {into}*: “{reason}”")

STUB = Text("🔗 {incident} was merged into {into}. It goes on there.")
WHY_MERGED = Text("{incident} was merged into {into}, which has its findings.")
