"""What is said while a runbook is asked for, planned, decided on, run and put back."""

from __future__ import annotations

from runbooks.kit.text import Text

NO_RUNBOOK = Text("I don't know the runbook `{name}`. Nothing was changed. There are: {known}.")
NO_INCIDENT = Text("I don't know {id}. Nothing was changed. `/sec list` shows what is open.")
NO_EXECUTION = Text("I don't know {id}. Nothing was changed. Its card bears the right id.")
NOT_ITS_TARGET = Text(
    "{incident} names nothing that {runbook} works on. Nothing was changed. "
    "Name the target: `/sec run {runbook} TARGET account=NUMBER`."
)
NOT_CONFIRMED = Text(
    "{incident} is the claim of a product that is not AWS's own, so I fill in nothing from it. "
    "Nothing was changed. Look first, then name the target: `/sec run {runbook} TARGET`."
)
NOT_TRUSTED = Text(
    "{incident} comes of a producer that the policy file does not trust, so I fill in nothing from "
    "it. Nothing was changed. Look first, then name the target: `/sec run {runbook} TARGET`."
)
BAD_INPUT = Text("{field}: {fault}. Nothing was changed. `/sec help run` shows how it goes.")
NOT_THAT_ARN = Text(
    "{runbook} does not work on {arn}: it would work on {target}. Nothing was changed."
)
OTHER_PLACE = Text(
    "The ARN says {arn} and you say {typed}. Nothing was changed. Leave one of them out."
)
WHICH_ACCOUNT = Text(
    "Say which account: `account=NUMBER`. The policy file has these: {known}. Nothing was changed."
)
WHICH_REGION = Text("Say which Region: `region=CODE`, such as eu-west-1. Nothing was changed.")
OTHER_REGION = Text(
    "The policy file does not let me act in {region} of {account}, only in {known}. "
    "Nothing was changed. With `plan` you can look all the same."
)
NO_REASON = Text(
    "Say why, in at least {least} letters: the approver reads it. Nothing was changed."
)
LONG_REASON = Text(
    "That reason is longer than {most} letters. Nothing was changed. Say it more shortly: "
    "the approver has a phone."
)
TOO_FAST = Text(
    "Slack was asked who you are too often within a minute, and its answers must last for all. "
    "Nothing was changed. Try again in {seconds} s."
)
INCIDENT_OVER = Text(
    "{incident} is closed: what is contained for it would be held no more. Nothing was asked for. "
    "`/sec reopen {incident}` opens it again; with `plan` you can look all the same, and "
    "`/sec undo A-...` needs no open incident."
)
MANY_PLANS = Text(
    "You have looked at {count} plans within the hour, which is the most for one person. Nothing "
    "was done. Look again after {when} UTC, or ask for the runbook itself."
)
MANY_LOOKS = Text(
    "You have asked for {count} looks within the hour, which is the most for one person: each may "
    "start an investigation that costs money. Nothing was done. Ask again after {when} UTC, or "
    "let somebody else look."
)
IS_SAMPLE = Text(
    "{incident} is a sample finding: no runbook can be run from it. Nothing was changed."
)

OFFER_NONE_SAMPLE = Text("A sample finding: it offers no runbook.")
OFFER_NONE_CLAIMED = Text(
    "A claim by a product that is not AWS's own, not confirmed: look first, then name the target "
    "with `/sec run`."
)
OFFER_NONE_UNTRUSTED = Text(
    "A claim by a producer that `producers.trusted` of the policy file does not name: look first, "
    "then name the target with `/sec run`."
)
OFFER_NONE_UNCONFIRMED = Text(
    "Not confirmed at its source, so no runbook is offered: look first, then name the target "
    "with `/sec run`."
)
SOURCE_DENIES = Text(
    "{incident} is not confirmed at its source: {why}. Nothing was changed. Look first, then name "
    "the target with `/sec run`."
)
OFFER_NONE_ACCOUNT = Text(
    "Nothing can be changed in {account}: it is not under `accounts` in the policy file."
)
OFFER_NONE_FITS = Text(
    "No runbook is for this type of finding and what it names: look in the console, then name a "
    "target with `/sec run`. `/sec help run` lists what there is."
)
OFFER_NONE_APPROVER = Text(
    "Nothing can be changed in {account}: the policy file makes nobody an approver there. "
    "Add one under `roles`."
)

ASKED = Text("{execution}: I am planning *{runbook}*. The plan comes in the thread of {where}.")
ASKED_HERE = Text("{execution}: I am planning *{runbook}*. The plan comes in this channel.")
ASKED_ALOUD = Text(
    "{execution}: I am planning *{runbook}*. The plan comes in the channel of the alerts, where "
    "everybody sees it."
)
LOOKED = Text(
    "{execution}: I am looking what *{runbook}* would do. It comes in the thread of {where}, and "
    "nobody can approve it: leave `plan` out to ask for the change."
)
LOOKED_HERE = Text(
    "{execution}: I am looking what *{runbook}* would do. It comes in this channel, and "
    "nobody can approve it: leave `plan` out to ask for the change."
)
ASKED_ALREADY = Text("That is taken up already.")
APPROVED = Text("{execution} is approved and runs now.")
COUNTED = Text("Your approval of {execution} counts. {count} more needed.")
VOTED_ALREADY = Text("You have approved {plan} already. {count} more needed, from somebody else.")
REJECTED = Text("{execution} is rejected. Nothing ran.")
REJECTED_BY = Text("rejected by {name}: {reason}")
REJECTED_UNSAID = Text("rejected by {name}")
NOT_WAITING = Text(
    "{execution} does not wait for a decision: it is {stage}. Nothing was changed. "
    "`/sec show {execution}` says how it stands."
)
STOPPED = Text(
    "{name} is stopped by {by}: nothing runs there until two people have said "
    "`/sec start {account}`. Nothing was changed."
)
STOPPED_ALL = Text(
    "All accounts are stopped by {by}: nothing runs until two people have said `/sec start`. "
    "Nothing was changed."
)
ALL_ACCOUNTS = Text("all accounts")
ASK_APPROVER = Text("Ask an approver of {account}.")
ASK_RESPONDER = Text("Ask a responder of {account}.")
MAY_NOT_REJECT = Text(
    "Only an approver or whoever asked can reject {execution}. Nothing was changed."
)
PLAN_CHANGED_POLICY = Text("the policy file has changed since the plan was made")
PLAN_TAMPERED = Text("the stored plan is not the one that was shown")
TAMPERED = Text(
    "{plan} is not stored as it was shown, so it can't be approved. Nothing was changed. "
    "Tell the operator, and ask again."
)
UPGRADED = Text(
    "secbot was upgraded since {plan} was made, so it is planned anew. Nothing was changed. "
    "Decide on the new plan."
)
PLAN_UPGRADED = Text("secbot was upgraded since the plan was made")
EXPIRED_RUNNING = Text("it was cut off, and its plan has expired since; I left it where it was")
PLAN_CHANGED_CODE = Text("the runbook itself has changed since the plan was made")

NOT_UNDONE_YET = Text(
    "{execution} has not ended, it is {stage}, so it can't be put back yet. Nothing was changed. "
    "`/sec stop` ends it before its next step."
)
NOT_UNDONE_NOTHING = Text(
    "{execution} changed nothing, so there is nothing to put back: it is {stage}."
)
NOT_UNDONE_NONE = Text("{execution} can't be put back: {why}. Nothing was changed.")
NOT_UNDONE_LOOK = Text(
    "{execution} only looked, so there is nothing to put back: leave `plan` out of "
    "`/sec run {runbook}` to ask for the change."
)
NOT_UNDONE_TWICE = Text(
    "{execution} is being put back by {other} already. Nothing else was changed. "
    "`/sec show {other}` says how that stands."
)
NOT_UNDONE_DONE = Text(
    "{execution} was put back by {other} already, so nothing was changed: to make the change "
    "once more, ask for `{runbook}` anew."
)
NOT_UNDONE_UNDO = Text(
    "{execution} is an undo itself, so nothing was changed: to make the change once more, ask "
    "for `{runbook}` anew."
)
UNREAD_AFTER = Text(
    "What {execution} left behind was never read, so I can't tell whether anybody has changed it "
    "since"
)

NO_SPECIAL = Text("the policy file names no {key} under organization")
OTHER_SPECIAL = Text(
    "The policy file names another account to act in since. Nothing was changed. Ask again."
)

READ_FAILED = Text(
    "I could not read the target: {code} in {account}. Nothing was changed. Ask again; if it "
    "stays so, the operator should look at the read role."
)
ROLE_FAILED = Text("I could not enter {account}: {why}. Nothing was changed.")
LOOK_BROKE_DOWN = Text(
    "I broke down while I looked at the target, again and again. Nothing was changed. The "
    "operator finds why in the log."
)
CONFLICT = Text("{why} ({differences})")
SAME_ALREADY = Text("It is so already. Nothing was changed.")
EXPIRED = Text("nobody decided in time")
CUT_OFF = Text("{code} at {action}. I stopped there and left what was done.")
CALL_REFUSED = Text("{why} I stopped there and left what was done.")
BRAKE_PULLED = Text("the brake was pulled while it ran")
NOT_ENTERED = Text("I could not enter {account}: {why}")
NOT_READ_BACK = Text("the target could not be read again ({code}); look at it yourself")
DRIFTED = Text("AWS has moved since the plan was made")
BRAKED_BEFORE = Text("the brake was pulled before it ran; nothing was changed")
EXPIRED_APPROVED = Text("it was approved, but could not begin before the plan expired")
VOTES_VOID = Text("the approvals do not hold any more; nothing was changed")
BROKE_DOWN = Text("I broke down while it ran, again and again; look at the target yourself")
NEVER_PLANNED = Text("I broke down while I planned it, again and again; nothing was changed")
NEVER_RAN = Text("I broke down before it ran, again and again; nothing was changed")

STOP_DONE = Text(
    "Stopped: {name}. Nothing more is changed there. Two people together start it again, each "
    "with `/sec start {account}`."
)
STOP_DONE_ALL = Text(
    "Stopped: all accounts. Nothing more is changed. Two people together start them again, each "
    "with `/sec start`."
)
STOP_ALREADY = Text("Stopped already by {name}: {account}. Nothing runs there.")
START_ASKED = Text(
    "One of two: somebody else must say `/sec start {account}` as well, within {minutes} minutes. "
    "Until then nothing runs there."
)
START_ASKED_ALL = Text(
    "One of two: somebody else must say `/sec start` as well, within {minutes} minutes. "
    "Until then nothing runs."
)
START_TWICE = Text(
    "You have asked for that already. Somebody else must say it as well; until then nothing runs."
)
START_DONE = Text("Started again: {account}.")
START_STILL = Text("Started again: {account}. Still stopped: {others}.")
START_NOT_STOPPED = Text("No brake is pulled for {account}. Nothing was changed.")
START_OTHERS = Text(
    "No brake is pulled for {account}, but for these: {others}. Nothing was changed. "
    "`/sec start ACCOUNT` releases one."
)
START_WIDER = Text(
    "All accounts are stopped, {account} with them. Nothing was changed. Two people start them "
    "again, each with `/sec start`."
)

TAKEN = Text("You have {incident}.")
TAKEN_ALREADY = Text("{name} has {incident} already. Nothing was changed.")
CLOSED_ALREADY = Text("{incident} is closed. Nothing was changed.")
NO_PAGE = Text("There is no page {number}: there are {pages}. `/sec list` shows the first.")

NO_REPORT = Text("I don't know {id}.")
REPORT = Text("`{id}` {at}: {what}")
NOT_ADMIN = Text("Error reports are for admins.")
CONFIRMED = Text(
    "{name} counts as an approver from now on, wherever the policy file says so. For 24 hours after "
    "they joined, you and they count as one."
)
NOT_NEW = Text("{name} is new in no approvers' group: nothing was changed.")
JUST_JOINED = Text(
    "{name} has joined an approvers' group just now, which the channel is told. Nothing was "
    "changed. Once you have read it, confirm again."
)
