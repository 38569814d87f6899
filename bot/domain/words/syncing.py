"""What is said of what is told upstream, and of what others do there to an open incident."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.syncing import Occasion
from runbooks.kit.text import Text

NOTES: Mapping[Occasion, Text] = {
    Occasion.TAKEN: Text("secbot: somebody works on it as {incident}"),
    Occasion.CLOSED: Text("secbot: {incident} was closed"),
    Occasion.CLOSED_AS_REAL: Text("secbot: {incident} was closed, after a containment"),
    Occasion.CLEARED: Text("secbot: {incident} was closed as a false positive"),
}
"""Written into Security Hub, where more people read than here: no name, no reason."""

STEP = Text("Tell {destination}: {tell}, {count} findings", one="Tell {destination}: {tell}")

ASKED_SILENCES = Text(
    "One of two, since this is told upstream too ({tells}), which takes the finding out of others' "
    "sight: an approver who is not you must say `/sec {verb} {incident}` as well, within {minutes} "
    "minutes. Until then nothing is changed."
)
ALOUD_CLOSE_ASKED = Text(
    "⏳ *{name} asked to close {incident}*, which is told upstream too ({tells}): “{reason}”. "
    "{who}: one of you must agree, within 30 minutes: `/sec close {incident}`"
)
ALOUD_CLEAR_ASKED = Text(
    "⏳ *{name} asked to close {incident} as a false positive*, which is told upstream too "
    "({tells}): “{reason}”. {who}: one of you must agree, within 30 minutes: `/sec fp {incident}`"
)

NO_ACCOUNT = Text("the policy file has no account {account}")
NOT_THERE = Text("{destination} has no such finding")
STALE = Text("it is not wanted any more")
NO_DETECTOR = Text("GuardDuty has no detector in {account} {region}")
REFUSED = Text("AWS refused it: {code}")
CHANGED_BY = Text("it is {state} there, signed by {by}")
CHANGED = Text("it is {state} there, by whom is not known")

TOLD_INTENT = (
    Text("secbot is about to tell {destination}: {tell}"),
    Text("secbot is about to tell something upstream"),
)
TOLD_RESULT = (
    Text("secbot called `{action}`: request `{request_id}`, AWS answered `{code}`"),
    Text("secbot called `{action}`: request `{request_id}`"),
    Text("secbot called `{action}`: `{code}`"),
    Text("secbot called `{action}`"),
    Text("secbot called AWS"),
)
TOLD_SYNCED = (
    Text("{destination} was told: {tell}"),
    Text("something was told upstream"),
)
TOLD_ALREADY = (
    Text("{destination} had it already: {tell}"),
    Text("upstream had it already"),
)
TOLD_DRIFTED = (
    Text("{destination} was not told {tell}: {why}"),
    Text("somebody else has changed it upstream"),
)
TOLD_FAILED = (
    Text("{destination} could not be told {tell}: {why}"),
    Text("something could not be told upstream"),
)
TOLD_SETTLED = (
    Text("somebody upstream made it {how}; it stays open here"),
    Text("somebody settled it upstream; it stays open here"),
)
TOLD_SETTLED_BY = (
    Text("`{actor}` made it {how} upstream, with `{event}`"),
    Text("who made it {how} upstream is not known: {why}"),
    Text("who settled it upstream was looked for"),
)

ALOUD_DRIFTED = Text(
    "↔️ {destination} was *not* told {tell}: {why}. What somebody else has set is not set over; "
    "if it is wrong, change it there."
)
ALOUD_FAILED = Text(
    "⚠️ *{destination} could not be told {tell}*, after {tries} tries: {why}. It is not tried "
    "again: mend it and set it there by hand."
)
ALOUD_SETTLED = Text(
    "👀 *Upstream it is {how} now, and not by secbot.* {incident} stays open. {who}: was that one "
    "of you? If not, somebody keeps it from being seen."
)
ALOUD_SETTLED_UNOWNED = Text(
    "👀 *Upstream it is {how} now, and not by secbot.* {incident} stays open, and nobody has it. If "
    "none of you did that, somebody keeps it from being seen."
)
ALOUD_SETTLED_BY = Text(
    "👀 Upstream {incident} was made {how} by `{actor}`, with `{event}` at {at}."
)
ALOUD_SETTLED_BY_NOBODY = Text("👀 Who made {incident} {how} upstream is not known: {why}.")
SIGNED_BY = Text("the note there is signed {by}, which anybody can write; {why}")
NO_EVENT = Text("CloudTrail, which is minutes late, has no such call in {account} {region}")
CARD_SETTLED = Text("*Upstream* {how} by {by}; it stays open here")
NOT_KNOWN_YET = Text("somebody who is being looked for")
NOT_KNOWN = Text("somebody unknown")

WHY_TOLD = Text("{destination}: {tell}, {fate} {at}")
WHY_TOLD_BECAUSE = Text("{destination}: {tell}, {fate} {at}: {why}")
WHY_WAITS = Text("{destination}: {tell}, waits since {at}, {tries} tries")
WHY_WAITS_BECAUSE = Text("{destination}: {tell}, waits since {at}, {tries} tries: {why}")

STATUS_HEAD = Text("*Upstream*")
STATUS_FAILED = Text("⚠️ `{incident}` {destination} could not be told {tell}: {why}")
STATUS_SETTLED = Text("👀 `{incident}` was made {how} upstream {when}; it stays open here")
