"""What is said where secbot's own brakes hold it: ceiling, breaker, lease, hold, refuse list."""

from __future__ import annotations

from runbooks.kit.text import Text

CEILING = Text(
    "In {account} {count} targets were changed since {since}, and the ceiling is {most} an hour: "
    "the next may be changed at {free}. Nothing was changed. Two lift it for a while, each with "
    "`/sec lift {number} 1h reason`.",
    one="In {account} 1 target was changed since {since}, and the ceiling is {most} an hour: the "
    "next may be changed at {free}. Nothing was changed. Two lift it for a while, each with "
    "`/sec lift {number} 1h reason`.",
)
CEILING_ALL = Text(
    "In all accounts {count} targets were changed since {since}, and the ceiling is {most} an "
    "hour: the next may be changed at {free}. Nothing was changed. Two lift it for a while, each "
    "with `/sec lift 1h reason`.",
    one="In all accounts 1 target was changed since {since}, and the ceiling is {most} an hour: "
    "the next may be changed at {free}. Nothing was changed. Two lift it for a while, each with "
    "`/sec lift 1h reason`.",
)
TOO_WIDE = Text(
    "The plan would change {count} targets at once, and the most is {most}. Nothing was changed. "
    "Ask for fewer."
)

LEASED = Text(
    "{other} works on {resource} now, and two never change one thing at once. Nothing was "
    "changed. Approve it again when {other} has ended: `/sec show {other}` says how it stands."
)
LEASED_LATER = Text(
    "{execution} is approved. It begins when {other} has ended, which works on {resource} now; "
    "if that lasts longer than the plan waits, it expires."
)
PUT_OFF = Text("{other} works on {resource} now")

HELD_OFF = Text(
    "{runbook} was undone here by {name} at {at} ({execution}: {reason}), so nothing applies it "
    "again by itself until {until}. Nothing was changed. A person may ask for it."
)
UNDONE = Text("Undone by {name} at {at} ({execution}): {reason}")

OURS = Text(
    "{target} is one of secbot's own, without which it could neither act nor be stopped: nobody "
    "can change it from here, whatever the policy file says. Nothing was changed."
)
KEPT = Text(
    "{target} is kept for whoever would mend all else, secbot too: nobody can change it from "
    "here, whatever the policy file says. Nothing was changed."
)
WHOLE = Text(
    "{target} holds for the whole organization, or watches over it: nobody can change it from "
    "here, whatever the policy file says. Nothing was changed."
)
RESERVED = Text(
    "The plan would set the tag `{tag}`, which is not one that secbot marks its own work with: "
    "such tags are for people to set. Nothing was changed. Tell the operator."
)
STRANGE_TAG = Text(
    "The tag `{tag}` was not set by secbot: its record knows of no such step on this target"
)
OF_STACK = Text(
    "It belongs to the stack `{stack}`, so it may be one of secbot's own, or bear the name to hide "
    "behind it: class D, and two must approve"
)

BREAKER = Text("{count} of the last {of} changes failed: {executions}")
STOPPED_ITSELF = Text(
    "secbot has stopped {name} by itself, since {reason}. Nothing but an undo runs there until two "
    "people have said `/sec start {account}`. Nothing was changed."
)
STOPPED_ITSELF_ALL = Text(
    "secbot has stopped all accounts by itself, since {reason}. Nothing but an undo runs until two "
    "people have said `/sec start`. Nothing was changed."
)

LIFT_ASKED = Text(
    "One of two: an approver who is not you must say `/sec lift{where}` as well, within {minutes} "
    "minutes. Until then the ceiling holds in {account}."
)
LIFT_TWICE = Text(
    "You have asked for that already. An approver who is not you must say it as well; until then "
    "the ceiling holds."
)
LIFT_DONE = Text("Lifted until {until}: in {account} no ceiling holds. The brake still does.")
LIFT_NEEDS_RESPONDER = Text(
    "You can't lift the ceiling of {account} (needs responder). Nothing was changed."
)
LIFT_NEEDS_APPROVER = Text(
    "{name} has asked to lift the ceiling of {account}, and it takes an approver there to agree. "
    "Nothing was changed."
)
LIFT_TOO_LONG = Text(
    "The ceiling can be lifted for at most {most} minutes at a time. Nothing was changed. Say "
    "`/sec lift{where} 1h reason`."
)
LIFT_NO_TIME = Text(
    "Say for how long and why: `/sec lift{where} 30m reason`, an hour at most. Nothing was changed."
)
LIFT_NO_REASON = Text(
    "Say why, in at least {least} letters: who agrees reads it. Nothing was changed."
)
LIFT_UNKNOWN = Text(
    "I don't know an account “{typed}”, so nothing was lifted. It goes: "
    "`/sec lift [ACCOUNT] 1h reason`."
)
