"""What the timeline, the audit rows and the word lines say of each kind of record."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.record import What
from runbooks.kit.text import Text

HEAD = Text("🕓 *Timeline of {incident}*")
ROW = Text("{when}  {sentence}")
EARLIER = Text("_… {count} earlier rows are left out: `/sec audit {incident}` has them._")
EMPTY = Text("_Nothing has happened yet._")
PUSH = Text("Timeline of {incident}")

SECBOT = Text("secbot")
SENTENCES: Mapping[What, Text] = {
    What.FINDING_OPENED: Text("the finding came in"),
    What.FINDING_CHANGED: Text("the finding has changed"),
    What.INCIDENT_TAKEN: Text("{name} took it"),
    What.INCIDENT_CLOSED: Text("{name} closed it"),
    What.ASKED: Text("{name} asked for {execution} `{runbook}`: “{reason}”"),
    What.PLANNED: Text("{execution} was planned: class {risk}, plan `{digest}`, needs {needs}"),
    What.PLAN_OPENED: Text("{name} opened the whole plan of {execution}"),
    What.REFUSED: Text("{execution} was refused: {why}"),
    What.DECIDED: Text("{name} approved {execution}, plan `{digest}` ({via})"),
    What.REJECTED: Text("{name} rejected {execution}"),
    What.EXPIRED: Text("{execution} expired; nothing ran"),
    What.SUPERSEDED: Text("{execution} was planned again, since AWS had moved"),
    What.STARTED: Text("{execution} started under the {power} role"),
    What.INTENT: Text("{execution} is about to call `{action}` on {resources}"),
    What.RESULT: Text("{execution} called `{action}`: request `{request_id}`"),
    What.STEP: Text("{execution}: {says}"),
    What.CLAIM: Text("{execution} read back: {proof} {says}"),
    What.ENDED: Text("{execution} ended: *{outcome}*"),
    What.STOPPED: Text("{name} pulled the brake for {account}"),
    What.START_ASKED: Text("{name} asked to release the brake for {account}"),
    What.RELEASED: Text("{name} released the brake for {account}"),
    What.POLICY_LOADED: Text("a policy file was loaded: `{digest}`"),
    What.CLICK_REFUSED: Text("{name} was refused: {why}"),
}
EVERYWHERE = Text("all accounts")

# Said instead where the body has this value under this key.
VARIANTS: Mapping[What, tuple[str, object, Text]] = {
    What.ASKED: (
        "kind",
        "undo",
        Text("{name} asked for {execution}, the undo of `{runbook}`: “{reason}”"),
    ),
    What.DECIDED: (
        "approved",
        False,
        Text("{name} decided against {execution}, plan `{digest}` ({via})"),
    ),
    What.STEP: ("already", True, Text("{execution}: {says} (was so already)")),
}
# Said instead where the body has anything under this key.
LONGER: Mapping[What, tuple[str, Text]] = {
    What.POLICY_LOADED: (
        "differences",
        Text("a changed policy file was loaded, `{digest}`: {differences}"),
    ),
    What.ENDED: ("why", Text("{execution} ended: *{outcome}*, {why}")),
    What.RESULT: (
        "code",
        Text("{execution} called `{action}`: request `{request_id}`, AWS answered `{code}`"),
    ),
    What.REJECTED: ("reason", Text("{name} rejected {execution}: “{reason}”")),
    What.STOPPED: ("reason", Text("{name} pulled the brake for {account}: “{reason}”")),
    What.SUPERSEDED: (
        "differences",
        Text("{execution} was planned again, since AWS had moved: {differences}"),
    ),
}

STOPPED = Text("🛑 *{name} pulled the brake for {account}.* Nothing more is changed there.")
STOPPED_BECAUSE = Text(
    "🛑 *{name} pulled the brake for {account}:* “{reason}” Nothing more is changed there."
)
START_ASKED = Text(
    "⏳ *{name} asked to release the brake for {account}.* Somebody else must agree: "
    "`/sec start {account}`"
)
START_ASKED_ALL = Text(
    "⏳ *{name} asked to release the brake for all accounts.* Somebody else must agree: "
    "`/sec start`"
)
RELEASED = Text("🟢 *{name} released the brake for {account}.* Changes can run there again.")
RELEASED_HELD = Text("🟡 *{name} released the brake for {account}.* Still stopped: {held}.")
