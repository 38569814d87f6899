"""What is said of a batch: one wish over several targets, approved as one."""

from __future__ import annotations

from runbooks.kit.text import Text

ASKED = Text(
    "{batch}: I am planning *{runbook}* for {count} targets. One card for all of them comes in "
    "{where}."
)
ASKED_LEFT_OUT = Text(
    "{batch}: I am planning *{runbook}* for {count} targets. One card for all of them comes in "
    "{where}. Not asked for: {left_out}"
)
UNDO_ASKED = Text("{batch}: I am planning how to put back {count} changes of {undone}.")
UNDO_ASKED_LEFT_OUT = Text(
    "{batch}: I am planning how to put back {count} changes of {undone}. Not put back: {left_out}"
)
THREAD = Text("the thread of {incident}")
CHANNEL = Text("the channel of the alerts")
HERE = Text("this channel")
WHY = Text("{target}: {why}")
TOO_MANY = Text(
    "That would change {count} targets at once, and `limits.targets_per_execution` lets one wish "
    "have {most}. Nothing was changed. Ask for fewer."
)
NONE_LEFT = Text("Not one of these targets can be asked for. Nothing was changed. {left_out}")
ONE_INCIDENT = Text(
    "An incident has its own targets, so it is asked for alone. Nothing was changed. "
    "Name the incident, or the targets."
)
NO_BATCH = Text("I don't know {id}. Nothing was changed. Its card bears the right id.")
PART_OF = Text(
    "{execution} is decided on with its batch, {batch}, and never alone. Nothing was changed. "
    "`/sec approve {batch} DIGEST`, or `/sec reject {batch}`; its card shows the digest."
)
NOT_ON_ONE_WORD = Text(
    "{execution} waits with its batch, {batch}, and runs on nobody's word alone: nobody has been "
    "shown its plan by itself. Nothing was changed. Ask for the one target by itself, and do that."
)
PLANNING = Text("{batch} is still being planned. Nothing was changed. Its card follows.")
NOT_WAITING = Text(
    "Nothing of {batch} waits for a decision any more. Nothing was changed. "
    "`/sec show {batch}` says how each target stands."
)
APPROVED = Text(
    "{batch} is approved: {count} targets run now, each on its own.",
    one="{batch} is approved: its one target runs now.",
)
REJECTED = Text("{batch} is rejected. Nothing ran.")
SAME_TARGET = Text("it is the same target as that of {other}")
STANDS = Text("it is {stage}")
SLOW = Text("it was not planned in time, so it asks for itself")
NOTHING_BACK = Text("Nothing of {batch} can be put back now. Nothing was changed. {left_out}")

HEAD = Text(
    "🛑 *Approve {count} targets at once: {title}*, asked by {requester}, for {incident}",
    one="🛑 *Approve 1 target: {title}*, asked by {requester}, for {incident}",
)
HEAD_UNDO = Text(
    "🛑 *Approve {count} undos at once: {title}*, asked by {requester}, for {incident}",
    one="🛑 *Approve 1 undo: {title}*, asked by {requester}, for {incident}",
)
HEAD_PLAIN = Text("📋 *{batch}: {title}* for {incident}, asked by {requester}")
HEAD_PLANNING = Text(
    "⏳ *{batch}: {title}* is being planned for {count} targets, asked by {requester}, "
    "for {incident}"
)
SUPERSEDED = Text("🔁 *Superseded by {plan}*: all of it was planned anew. This one can't run.")
NOT_IN = Text("⚠️ *Not in the plan*")
NOT_IN_ROW = Text("`{target}`: {why}")
PART = Text("*{execution}* {thing} · class {risk} · `{target}` · {account} · {region}")
PART_THERE = Text(
    "*{execution}* {thing} · class {risk} · `{target}` · {account} · {region} · *acts in* {there}"
)
PART_STANDS = Text("{sign} *{execution}* {thing} in {account} {says}")
PART_ALONE = Text("{sign} *{execution}* {thing} in {account} {says} _(asks by itself)_")
PART_LEFT = Text("{sign} *{execution}* {says}")
PART_BACK = Text("↩️ {undo} has put it back")
PART_CLAIM = Text("• not proved: {says}")
FOR_ALL = Text("*The same for all of them*")
EACH_ALONE = Text(
    "Each runs on its own. One that has moved in AWS when its turn comes stops and asks again by "
    "itself, and the others go on; so they do where one fails, until three of five have. "
    "`/sec stop` stops all at once."
)
OUTCOME = Text("*All of it: {outcome}*")
OPEN_FIRST = Text(
    "⚠️ *The card could not show all of it: open every plan before you approve*, all at once "
    "with Plans, or one by one."
)
WAITS = Text(
    "{plan} · needs {needs} of {who}, not {requester} · {voices} · class {risk}, the highest of "
    "all · plan `{digest}` · unsigned · expires {expires}, then rejected: nothing runs"
)
ENDED = Text("{plan} · class {risk} · plan `{digest}` · unsigned")
HOW_BACK = Text(
    "`/sec show A-…` tells how one stands. `/sec undo {batch}` asks to put back all of it, "
    "`/sec undo A-…` one of them."
)
DECIDED_BY = Text("*Approved* by {who}")
REJECTED_BY = Text("⛔ *Rejected* by {who}. Nothing was changed.")

APPROVE = Text("Approve all")
REJECT = Text("Reject all…")
PLANS = Text("Plans")
PLAN_OF = Text("Plan {execution}")
CONFIRM_TITLE = Text("{title}: {count} targets?", one="{title}: 1 target?")
CONFIRM_TEXT = Text(
    "{targets}. Plan {digest} of {batch}. All of them run as soon as enough people have approved."
)
MODAL_TITLE = Text("Plans {plan}")
MODAL_CUT = Text(
    "⚠️ *These plans are longer than Slack can show at once.* Open each with its own button on "
    "the card."
)
REJECT_HEAD = Text("*Reject all of {plan}: {title}*, asked by {requester}. Nothing will run.")
PUSH = Text(
    "Approve {title} for {count} targets? Asked by {requester}. /sec approve {batch} {digest}",
    one="Approve {title} for 1 target? Asked by {requester}. /sec approve {batch} {digest}",
)
PUSH_STANDS = Text("{batch}: {title}, {count} targets.", one="{batch}: {title}, 1 target.")
WHY_PART = Text(
    "it is part of {batch}, approved as one under {digest} with {others}: the strictest decides, "
    "which needs {needs}"
)
WHY_ALONE = Text("it was asked for in {batch}, and is decided on alone since it was planned anew")
WHY_MEMBER = Text("{execution}, class {risk}, on {target}")
WHY_LEFT_OUT = Text("not in the plan: {target}: {why}")
WHY_NEEDS = Text("all of it has the digest {digest} and needs {needs}, class {risk}")
CHOICE = Text("{target}")
ON = Text("Targets, approved as one")
NOT_NAMED = Text(
    "{incident} does not name one of these targets any more. Nothing was changed. Ask again."
)
NO_OTHER = Text("no other target")
