"""What the timeline, the audit rows and the word lines say of each kind of record."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.record import What
from bot.domain.words import (
    guarding,
    joining,
    oncall,
    organization,
    regrouping,
    reminding,
    restricting,
    retention,
    routes,
    silencing,
    syncing,
)
from runbooks.kit.text import Text

HEAD = Text("🕓 *Timeline of {incident}*")
ROW = Text("{when}  {sentence}")
EARLIER = Text(
    "_… {count} earlier rows are left out: `/sec audit {incident}` has them._",
    one="_… 1 earlier row is left out: `/sec audit {incident}` has it._",
)
EMPTY = Text("_Nothing has happened yet._")
PUSH = Text("Timeline of {incident}")

SECBOT = Text("secbot")
ACCOUNT = Text("{name} {number}")

# The first is said of which every blank is filled: no record is told with a hole in it.
SENTENCES: Mapping[What, tuple[Text, ...]] = {
    What.FINDING_OPENED: joining.TOLD_OPENED,
    What.FINDING_CHANGED: (Text("the finding has changed"),),
    What.FINDING_JOINED: joining.TOLD_JOINED,
    What.FINDING_RETURNED: retention.TOLD_RETURNED,
    What.FINDINGS_DELETED: retention.TOLD_DELETED,
    What.MATERIAL: joining.TOLD_MATERIAL,
    What.SPLIT: regrouping.TOLD_SPLIT,
    What.MERGE_ASKED: regrouping.TOLD_MERGE_ASKED,
    What.MERGED: regrouping.TOLD_MERGED,
    What.INCIDENT_TAKEN: (Text("{name} took it"),),
    What.INCIDENT_ASSIGNED: silencing.TOLD_ASSIGNED,
    What.CLOSE_ASKED: silencing.TOLD_CLOSE_ASKED,
    What.INCIDENT_CLOSED: silencing.TOLD_CLOSED,
    What.INCIDENT_REOPENED: silencing.TOLD_REOPENED,
    What.RESTRICTED: restricting.TOLD_RESTRICTED,
    What.WIDEN_ASKED: restricting.TOLD_WIDEN_ASKED,
    What.WIDENED: restricting.TOLD_WIDENED,
    What.UNRESTRICT_ASKED: restricting.TOLD_LIFT_ASKED,
    What.UNRESTRICTED: restricting.TOLD_UNRESTRICTED,
    What.SNOOZE_ASKED: silencing.TOLD_SNOOZE_ASKED,
    What.SNOOZED: silencing.TOLD_SNOOZED,
    What.WOKEN: silencing.TOLD_WOKEN,
    What.SNOOZE_ENDED: silencing.TOLD_SNOOZE_ENDED,
    What.ASKED: (
        Text("{name} asked for {execution} `{runbook}`: “{reason}”"),
        Text("{name} asked for {execution} `{runbook}`"),
        Text("{name} asked for {execution}"),
    ),
    What.PLANNED: (
        Text("{execution} was planned: class {risk}, plan `{digest}`, needs {needs}"),
        Text("{execution} was planned"),
    ),
    What.PLAN_OPENED: (Text("{name} opened the whole plan of {execution}"),),
    What.REFUSED: (
        Text("{execution} was refused: {why}"),
        Text("{execution} was refused"),
    ),
    What.DECIDED: (
        Text("{name} approved {execution}, plan `{digest}` ({via})"),
        Text("{name} approved {execution}"),
    ),
    What.REJECTED: (
        Text("{name} rejected {execution}: “{reason}”"),
        Text("{name} rejected {execution}"),
    ),
    What.EXPIRED: (Text("{execution} expired; nothing ran"),),
    What.SUPERSEDED: (
        Text("{execution} was planned again: {why} ({differences})"),
        Text("{execution} was planned again: {why}"),
        Text("{execution} was planned again: {differences}"),
        Text("{execution} was planned again"),
    ),
    What.PUT_OFF: (Text("{execution} waits: {why}"), Text("{execution} waits for another")),
    What.BATCHED: (
        Text("{execution} is decided on with {batch}, plan `{digest}`: needs {needs}"),
        Text("{execution} is decided on with others"),
    ),
    What.STARTED: (
        Text("{execution} started under the {power} role"),
        Text("{execution} started"),
    ),
    What.INTENT: (
        Text("{execution} is about to call `{action}` on {resources}"),
        Text("{execution} is about to call `{action}`"),
        Text("{execution} is about to call AWS"),
    ),
    What.RESULT: (
        Text("{execution} called `{action}`: request `{request_id}`, AWS answered `{code}`"),
        Text("{execution} called `{action}`: request `{request_id}`"),
        Text("{execution} called `{action}`: `{code}`"),
        Text("{execution} called `{action}`"),
        Text("{execution} called AWS"),
    ),
    What.STEP: (Text("{execution}: {says}"), Text("{execution} made a step")),
    What.CLAIM: (
        Text("{execution} read back: {proof} {says}"),
        Text("{execution} was read back"),
    ),
    What.FOUND: (
        Text(
            "{execution} found {count} things: see its reply",
            one="{execution} found 1 thing: see its reply",
        ),
        Text("{execution} has looked"),
    ),
    What.ENDED: (
        Text("{execution} ended: *{outcome}*, {why}"),
        Text("{execution} ended: *{outcome}*"),
        Text("{execution} ended"),
    ),
    What.PROVED: (
        Text("{execution} proved `{runbook}` in {account}: the drill {drill} went well"),
        Text("{execution} ended a drill that went well"),
    ),
    What.DRILL_STARTED: (
        Text("{name} started the drill of {execution}, `{runbook}` in {account}"),
        Text("{name} started the drill of {execution}"),
    ),
    What.DRILL_STOPPED: (Text("{name} stopped the drill of {execution}"),),
    What.DRILL_ENDED: (
        Text("the drill of {execution} ended: {result}"),
        Text("the drill of {execution} ended"),
    ),
    What.SLIPPED: (
        Text("{execution} has slipped: {says}"),
        Text("{execution} has slipped"),
    ),
    What.TRACED: (
        Text("what {execution} did was changed by `{actor}` with `{event}`"),
        Text("who changed what {execution} did was found"),
    ),
    What.HELD_AGAIN: (Text("{execution} holds again"),),
    What.UNCHECKED: (
        Text("{execution} could not be checked: {why}"),
        Text("{execution} could not be checked"),
    ),
    What.BLIND: (
        Text("{execution} is not known to hold since {since}: {why}"),
        Text("{execution} is not known to hold"),
    ),
    What.REVERT_ASKED: (Text("somebody was asked whether to put back {execution}"),),
    What.RELEASE_ASKED: (
        Text("{name} asked to end the hold of {execution}: “{reason}”"),
        Text("{name} asked to end the hold of {execution}"),
    ),
    What.HOLD_RELEASED: (
        Text("the hold of {execution} was ended: {why}"),
        Text("{name} ended the hold of {execution}"),
    ),
    What.HOLD_ENDED: (
        Text("the hold of {execution} has ended: {why}"),
        Text("the hold of {execution} has ended"),
    ),
    What.STOPPED: (
        Text("{name} pulled the brake for {account}: “{reason}”"),
        Text("{name} pulled the brake for {account}"),
        Text("{name} pulled the brake"),
    ),
    What.START_ASKED: (
        Text("{name} asked to release the brake for {account}"),
        Text("{name} asked to release the brake"),
    ),
    What.RELEASED: (
        Text("{name} released the brake for {account}"),
        Text("{name} released the brake"),
    ),
    What.LIFT_ASKED: (
        Text("{name} asked to lift the ceiling for {account} for {minutes} minutes: “{reason}”"),
        Text("{name} asked to lift the ceiling"),
    ),
    What.LIFTED: (
        Text("{name} agreed to lift the ceiling for {account} until {until}: “{reason}”"),
        Text("{name} agreed to lift the ceiling"),
    ),
    What.STOOD: (
        Text("{execution} runs unasked, by the standing rule for `{runbook}`"),
        Text("{execution} runs unasked"),
    ),
    What.GLASS_BROKEN: (
        Text("{name} broke the glass for {execution}: “{reason}”"),
        Text("{name} broke the glass"),
    ),
    What.REVIEWED: (
        Text("{name} closed the review of {execution}: “{says}”"),
        Text("{name} closed a review"),
    ),
    What.ALONE: (
        Text("{name} contains alone, at night: {execution}, “{reason}”"),
        Text("{name} contains alone, at night"),
    ),
    What.CONFIRMED: (
        Text("{name} confirmed {execution}, which ran on one word: “{says}”"),
        Text("{name} confirmed what ran on one word"),
    ),
    What.DENIED: (
        Text("{name} says that {execution} should not have been contained: “{says}”"),
        Text("{name} says that it should not have been contained"),
    ),
    What.UNCONFIRMED: (
        Text("nobody has confirmed {execution} within {minutes} min"),
        Text("nobody has confirmed what ran on one word"),
    ),
    What.PAGED: (
        Text("{execution} has waited for {minutes} min: an approver was called"),
        Text("an approver was called"),
    ),
    What.GROUP_READ: (
        Text("secbot read who is in {group}, for the first time: {count}"),
        Text("secbot read who is in an approvers' group, for the first time"),
    ),
    What.GROUP_JOINED: (
        Text("{name} has joined the approvers' group {group}"),
        Text("{name} has joined an approvers' group"),
    ),
    What.GROUP_LEFT: (
        Text("{name} has left the approvers' group {group}"),
        Text("{name} has left an approvers' group"),
    ),
    What.MEMBER_CONFIRMED: (
        Text("{name} confirmed that {newcomer} is rightly in an approvers' group"),
        Text("{name} confirmed that somebody is rightly in an approvers' group"),
    ),
    What.POLICY_LOADED: (
        Text("a changed policy file was loaded, `{digest}`: {differences}"),
        Text("a policy file was loaded: `{digest}`"),
        Text("a policy file was loaded"),
    ),
    What.REMINDED: reminding.TOLD_REMINDED,
    What.STILL_ON: reminding.TOLD_STILL_ON,
    What.UNACKED: reminding.TOLD_UNACKED,
    What.ESCALATED: oncall.ESCALATED,
    What.DUTY_SWAPPED: oncall.SWAPPED_TOLD,
    What.DIGESTED: routes.DIGESTED,
    What.CLICK_REFUSED: (Text("{name} was refused: {why}"), Text("{name} was refused")),
    What.CLICKS_COUNTED: (
        Text("{name} was refused {count} times more in the hour from {since}, counted only"),
        Text("{name} was refused more often than is written down"),
    ),
    What.UNKNOWN_USE: guarding.TOLD,
    What.ACCOUNTS_FOUND: organization.TOLD,
    What.SYNC_INTENT: syncing.TOLD_INTENT,
    What.SYNC_RESULT: syncing.TOLD_RESULT,
    What.SYNCED: syncing.TOLD_SYNCED,
    What.SYNC_DRIFTED: syncing.TOLD_DRIFTED,
    What.SYNC_FAILED: syncing.TOLD_FAILED,
    What.SETTLED: syncing.TOLD_SETTLED,
    What.SETTLED_BY: syncing.TOLD_SETTLED_BY,
}

# Said instead where the body has this value under this key.
VARIANTS: Mapping[What, tuple[str, object, tuple[Text, ...]]] = {
    What.ASKED: (
        "kind",
        "undo",
        (
            Text("{name} asked for {execution}, the undo of `{runbook}`: “{reason}”"),
            Text("{name} asked for {execution}, the undo of `{runbook}`"),
            Text("{name} asked for {execution}, an undo"),
        ),
    ),
    What.GROUP_JOINED: (
        "is_responders",
        True,
        (
            Text("{name} has joined the responders' group {group}"),
            Text("{name} has joined a responders' group"),
        ),
    ),
    What.DECIDED: (
        "approved",
        False,
        (
            Text("{name} decided against {execution}, plan `{digest}` ({via})"),
            Text("{name} decided against {execution}"),
        ),
    ),
    What.GROUP_READ: (
        "is_responders",
        True,
        (
            Text(
                "secbot read who is in the responders' group {group}, for the first time: {count}"
            ),
            Text("secbot read who is in a responders' group, for the first time"),
        ),
    ),
    What.GROUP_LEFT: (
        "is_responders",
        True,
        (
            Text("{name} has left the responders' group {group}"),
            Text("{name} has left a responders' group"),
        ),
    ),
    What.CLOSE_ASKED: ("verdict", "False Positive", silencing.TOLD_CLEAR_ASKED),
    What.SNOOZE_ENDED: ("how", "worse", silencing.TOLD_OUTGROWN),
    What.SYNCED: ("fate", "already", syncing.TOLD_ALREADY),
    What.INCIDENT_CLOSED: ("verdict", "False Positive", silencing.TOLD_CLEARED),
    What.STEP: (
        "already",
        True,
        (
            Text("{execution}: {says} (was so already)"),
            Text("{execution} made a step (was so already)"),
        ),
    ),
}

NOBODY = Text("nobody")
STOPPED = Text("🛑 *{name} pulled the brake for {account}.* Nothing more is changed there.")
STOPPED_BECAUSE = Text(
    "🛑 *{name} pulled the brake for {account}:* “{reason}”. Nothing more is changed there."
)
STOPPED_ITSELF = Text(
    "🛑 *secbot stopped {account} by itself:* {reason}. Nothing but an undo runs there. {who}: "
    "look at why; two start it again, each with `/sec start {number}`"
)
STOPPED_ITSELF_ALL = Text(
    "🛑 *secbot stopped all accounts by itself:* {reason}. Nothing but an undo runs. {who}: look "
    "at why; two start them again, each with `/sec start`"
)
LIFT_ASKED = Text(
    "⏳ *{name} asked to lift the hourly ceiling for {account}*, {minutes} minutes long: "
    "“{reason}”. An approver must agree: `/sec lift {number}`"
)
LIFT_ASKED_ALL = Text(
    "⏳ *{name} asked to lift the hourly ceiling for all accounts*, {minutes} minutes long: "
    "“{reason}”. An approver must agree: `/sec lift`"
)
LIFTED = Text(
    "🟠 *{name} agreed to lift the hourly ceiling for {account}* until {until}, as {asked_by} "
    "asked: “{reason}”. The brake still holds."
)
GROUP_JOINED = Text(
    "👤 *{name} has joined the approvers' group {group}.* Until {until} no approval by it counts, "
    "unless an admin confirms: `/sec confirm @{name}`. If nobody here did this, take them out."
)
RESPONDER_JOINED = Text(
    "👤 *{name} has joined the responders' group {group}*, and may ask for changes from now on, "
    "which others approve. If nobody here did this, take them out."
)
GROUP_JOINED_RESPONDERS = Text(
    "👤 *{name} has joined the responders' group {group}.* Until {until} they contain nothing alone "
    "at night. If nobody here did this, take them out."
)
MEMBER_CONFIRMED = Text(
    "👤 *{name} confirmed that {newcomer} is rightly in an approvers' group.* What they approve "
    "counts from now on, but for 24 hours after they joined they and {name} count as one."
)
START_ASKED = Text(
    "⏳ *{name} asked to release the brake for {account}.* Somebody else must agree: "
    "`/sec start {number}`"
)
START_ASKED_ALL = Text(
    "⏳ *{name} asked to release the brake for all accounts.* Somebody else must agree: "
    "`/sec start`"
)
RELEASED = Text("🟢 *{name} released the brake for {account}.* Changes can run there again.")
RELEASED_HELD = Text("🟡 *{name} released the brake for {account}.* Still stopped: {held}.")
