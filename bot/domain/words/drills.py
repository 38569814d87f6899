"""What `/sec drill` answers, and what the thread of a drill says."""

from __future__ import annotations

from runbooks.kit.text import Text

REASON = Text("a containment drill")
REASON_UNDO = Text("the drill {execution} puts back what it has changed")

STARTED = Text(
    "{execution}: the drill of *{runbook}* has started. It goes on in its thread in the alerts' channel, "
    "and each of its two plans needs other people's approval."
)
NO_KIND = Text("There is no drill of `{kind}`, only of `containment`. Nothing was changed.")
NO_TARGET = Text("Name what is to be drilled on: `/sec drill start containment [RUNBOOK] TARGET`.")
NO_INCIDENT = Text(
    "A drill works on a thing to lose, never on an incident's target: name one that bears the tag "
    "`secbot:drill`. Nothing was changed."
)
NOT_CONTAINING = Text("{runbook} changes nothing, so that a drill of it would prove nothing.")
NO_FIT = Text("No runbook works on `{target}`: name one. There are {known}.")

STOPPED = Text("{execution}: the drill is stopped before it has changed anything.")
STOPPED_UNDO = Text("{execution}: the drill is stopped. {undo} puts it back, once it is approved.")
STOPPED_LATER = Text(
    "{execution}: the drill is stopped. Its change runs to its end, then the undo is asked for. To "
    "stop the change itself, pull the brake: `/sec stop`."
)
STOPPED_ALREADY = Text("{execution}: somebody has stopped this drill already.")
NO_DRILL = Text("There is no such drill that runs. `/sec drill list` names those that do.")
WHICH = Text("More than one drill runs: `/sec drill stop A-…`. There are {known}.")

PROVED = Text("proved: {runbook} in {account}, {called} of {all} actions")
IN_PART = Text(
    "proved in part: {runbook} in {account}, {called} of {all} actions; AWS was not asked for "
    "{missing}, since it was so already"
)
NOT_RUN = Text("not proved: {change} changed nothing ({stage}): {why}")
NOT_SUCCESS = Text("not proved: {change} ended with {outcome}; {undo} ended with {back}")
NOT_BACK = Text(
    "not proved: {undo} did not run ({stage}): {why} What {change} has changed is still so: "
    "`/sec undo {change}`"
)
NO_UNDO = Text("not proved: {change} can't be put back: {why}")
OTHER_CODE = Text("not proved: {undo} ran with other code than {change}: drill it again")
UNSAID = Text("no reason was given.")
WHY_STOPPED = Text("the drill was stopped.")
BY_STOP = Text("not proved: it was stopped. {why}")

BANNER = Text("🧪 *DRILL · a disposable target, no incident: nothing is under attack*")
PUSH_DRILL = Text("DRILL: {push}")
HEAD = Text("🧪 *DRILL {execution} · {title}* `{runbook}` in {account}, started by {name}")
GOES_ON = Text("▶ *{step}*")
STEP_CHANGE = Text("1 of 4: {change} waits to be planned, approved and run")
STEP_UNDO = Text("3 of 4: contained and read back; {undo} waits to be approved and run")
STEP_ASKING = Text("2 of 4: {change} has run; the undo is being asked for")
IS_STOPPING = Text("⏹ *Stopped:* it ends once all is put back")
ENDED_PROVED = Text("✅ *{result}*")
ENDED = Text("⚠️ *{result}*")
HOW_TO_STOP = Text("`/sec drill stop {execution}` ends it and puts back what was changed")
PUSH = Text("DRILL {execution}: {title}")

LIST_RUNNING = Text("*Drills that run*")
LIST_NONE = Text("*No drill runs*")
LIST_ROUND = Text("• {execution} `{runbook}` in {account}, by {name}, since {since}")
LIST_PROVED = Text("*Proved last*")
LIST_ROW = Text("• `{runbook}` in {account}: {proved}")
LIST_NEVER_HERE = Text("• `{runbook}` never in {accounts}")
BY_WHOM = Text("{when}, by {name} ({execution})")
BY_WHOM_OLD = Text("{when}, by {name} ({execution}), with other code than runs now")
LIST_PUSH = Text("Drills")
