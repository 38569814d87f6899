"""What is said while a runbook is asked for, planned, decided on, run and put back."""

from __future__ import annotations

from runbooks.kit.text import Text

NO_RUNBOOK = Text("I don't know the runbook `{name}`. Nothing was changed. There are: {known}.")
NO_INCIDENT = Text("I don't know {id}. Nothing was changed.")
NO_EXECUTION = Text("I don't know {id}. Nothing was changed.")
NOT_ITS_TARGET = Text(
    "{incident} names nothing that {runbook} works on. Nothing was changed. "
    "Name the target: `/sec run {runbook} TARGET account=NUMBER`."
)
BAD_INPUT = Text("{field}: {fault}. Nothing was changed.")
WHICH_ACCOUNT = Text(
    "Say which account: `account=NUMBER`. The policy file has these: {known}. Nothing was changed."
)
WHICH_REGION = Text("Say which Region: `region=CODE`. Nothing was changed.")
OTHER_REGION = Text("The policy file does not let me act in {region} of {account}.")
NO_REASON = Text(
    "Say why, in at least {least} letters: the approver reads it. Nothing was changed."
)
IS_SAMPLE = Text("{incident} is a sample finding: no runbook can be run from it.")

OFFER_NONE_SAMPLE = Text("A sample finding: it offers no runbook.")
OFFER_NONE_ACCOUNT = Text(
    "Nothing can be changed in {account}: it is not under `accounts` in the policy file."
)
OFFER_NONE_APPROVER = Text(
    "Nothing can be changed in {account}: the policy file makes nobody an approver there. "
    "Add one under `roles`."
)

ASKED = Text("{execution}: I am planning *{runbook}*. The plan comes in the thread of {where}.")
ASKED_HERE = Text("{execution}: I am planning *{runbook}*. The plan comes in this channel.")
APPROVED = Text("{execution} is approved and runs now.")
COUNTED = Text("Your approval of {execution} counts. {count} more needed.")
VOTED_ALREADY = Text("You have approved {plan} already. {count} more needed, from somebody else.")
REJECTED = Text("{execution} is rejected. Nothing ran.")
REJECTED_BY = Text("rejected by {name}: {reason}")
NOT_WAITING = Text("{execution} does not wait for a decision: it is {stage}. Nothing was changed.")
NEWER_PLAN = Text(
    "{execution} was planned again: {plan} waits now, with digest {digest}. "
    "Nothing was changed. Read that one first."
)
STOPPED = Text(
    "{account} is stopped by {name}: nothing runs there until two people have said "
    "`/sec start {scope}`. Nothing was changed."
)
ALL_ACCOUNTS = Text("Every account")
MAY_NOT_REJECT = Text("Only an approver or whoever asked can reject {execution}.")
PLAN_CHANGED_POLICY = Text("the policy file has changed since the plan was made")
PLAN_CHANGED_CODE = Text("the runbook itself has changed since the plan was made")

NOT_UNDONE_STAGE = Text("{execution} changed nothing, so there is nothing to undo: it is {stage}.")
NOT_UNDONE_TWICE = Text("{execution} is being undone already, by {other}.")
NOT_UNDONE_UNDO = Text("{execution} is an undo itself. Ask for the runbook anew instead.")

REFUSED_TARGET = Text("{why}")
READ_FAILED = Text("I could not read the target: {code} in {account}. Nothing was changed.")
ROLE_FAILED = Text("I could not enter {account}: {why}. Nothing was changed.")
CONFLICT = Text("{why} ({differences})")
SAME_ALREADY = Text("It is so already. Nothing was changed.")
EXPIRED = Text("nobody decided in time")
CUT_OFF = Text("{code} at {action}. I stopped there and left what was done.")
LOST = Text("The answer to {action} was lost, so I read the target again.")
BRAKE_PULLED = Text("the brake was pulled while it ran")

STOP_DONE = Text("Stopped: nothing new runs in {account}. Two people start it again.")
STOP_ALREADY = Text("{account} is stopped already.")
START_ASKED = Text("One of two: somebody else must say `/sec start {scope}` as well.")
START_TWICE = Text("You have asked for that already. Somebody else must say it as well.")
START_DONE = Text("Started again: {account}.")
START_NOT_STOPPED = Text("{account} is not stopped.")

TAKEN = Text("You have {incident}.")
TAKEN_ALREADY = Text("{name} has {incident} already.")
CLOSED_ALREADY = Text("{incident} is closed.")

DRIFTED = Text("AWS has moved since the plan was made")
BRAKED_BEFORE = Text("the brake was pulled before it ran; nothing was changed")
EXPIRED_APPROVED = Text("it was approved, but could not begin before the plan expired")
VOTES_VOID = Text("the approvals do not hold any more; nothing was changed")
BROKE_DOWN = Text("I broke down while it ran, again and again; look at the target yourself")
ASKED_ALREADY = Text("That is taken up already.")
NO_REPORT = Text("I don't know {id}.")
REPORT = Text("`{id}` {at}: {what}")
NOT_ADMIN = Text("Error reports are for admins.")
