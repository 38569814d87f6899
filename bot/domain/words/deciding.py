"""What is said of who may do what, and why not."""

from __future__ import annotations

from runbooks.kit.text import Text

NOT_OURS = Text(
    "You are not of one of this bot's own teams, so you can't do that here. Nothing was changed."
)
GUEST = Text("Guests can't do that here. Nothing was changed.")
NO_ANSWER = Text(
    "Slack did not tell in time which groups you are in, so I can't let you decide. "
    "Nothing was changed. Try again in a moment."
)
NO_ADDRESS = Text(
    "Slack did not tell your e-mail address, so I can't tell you from another person. "
    "Nothing was changed."
)
NEEDS_RESPONDER = Text(
    "You can't ask for changes in *{account}* (needs responder). Nothing was changed."
)
NEEDS_APPROVER = Text(
    "You can't approve changes in *{account}* (needs approver). Nothing was changed."
)
TOO_NEW = Text(
    "{name} has joined an approvers' group within the last 24 hours, and can't approve by it yet. "
    "Nothing was changed. An admin can let it count at once: `/sec confirm @{name}`"
)
OWN_MEMBERSHIP = Text("Another admin must confirm you. Nothing was changed.")
NEEDS_ADMIN = Text("You can't confirm who is in a group (needs admin). Nothing was changed.")
IMPLICATED = Text(
    "The finding or the plan names you, so somebody else must take this and decide on it. Nothing "
    "was changed."
)
OWN_REQUEST = Text(
    "You asked for {execution}, so somebody else must approve it. Nothing was changed."
)
VOUCHED = Text(
    "Whoever asked for {execution} has confirmed {name} within the last 24 hours, and until those "
    "are over the two count as one: somebody else must approve it. Nothing was changed."
)
VOUCHED_FOR_ASKER = Text(
    "Whoever asked for it has confirmed {name} within the last 24 hours, and until those are over "
    "the two count as one: somebody else must agree. Nothing was changed."
)
UNKNOWN_ACCOUNT = Text(
    "Account {account} is not in the policy file, so nothing can be changed there. "
    "Add it under `accounts`."
)
PROTECTED = Text("The policy file protects {target}: nobody can change it from here.")
PLAN_EXPIRED = Text("{plan} has expired. Nothing ran. Ask again for a fresh plan.")
OTHER_PLAN = Text(
    "That is not the plan that waits now ({digest}). Nothing was changed. Read the new one first."
)
OTHER_POLICY = Text(
    "The policy file has changed since {plan} was made, so it can't be approved any more. "
    "Nothing was changed. Ask again."
)
UNPROVED = Text(
    "Class D, and no drill has proved {runbook} in {account}: it can't be approved. Nothing was "
    "changed. Drill it first: run it on a thing there that bears the tag `secbot:drill` (an "
    "account: `drill: true` in the policy file), and undo it."
)
UNPROVED_CODE = Text(
    "Class D, and the last drill of {runbook} in {account}, on {day}, proved other code than runs "
    "now: it can't be approved. Nothing was changed. Drill it first: run it on a thing there that "
    "bears the tag `secbot:drill` (an account: `drill: true` in the policy file), and undo it."
)
UNPROVED_PART = Text(
    "Class D, and the drills of {runbook} in {account} have never called {actions}: it can't be "
    "approved. Nothing was changed. Drill it first with the same inputs, on a thing there that "
    "bears the tag `secbot:drill`, and undo it."
)
NO_DRILL_TARGET = Text(
    "{target} is no drill target: a drill takes only what bears the tag `secbot:drill` (an account: "
    "`drill: true` in the policy file). Nothing was changed."
)
DRILL_PROTECTED = Text(
    "{target} bears the tag `secbot:protected`, or nobody could read its tags: no drill touches "
    "it. Nothing was changed."
)
GLASS_OPENS = Text(
    "The glass can't be broken for an undo, or for what opens or re-enables: two must approve it. "
    "Nothing was changed."
)
GLASS_TOO_WIDE = Text(
    "The glass can't be broken for a class D plan: two must approve it. Nothing was changed."
)
GLASS_NEEDS_ADMIN = Text(
    "Only an admin of this account can break the glass, and not one who has just joined. "
    "Nothing was changed."
)
ALONE_OFF = Text(
    "The policy file lets nobody contain alone (`alone_at_night`): somebody else must approve it. "
    "Nothing was changed."
)
ALONE_ELSEWHERE = Text(
    "The policy file lets nobody contain alone in {account}: somebody else must approve it. "
    "Nothing was changed."
)
ALONE_BY_DAY = Text(
    "One may contain alone from {begins} to {ends} ({timezone}) only: somebody else must approve "
    "it. Nothing was changed."
)
ALONE_OPENS = Text(
    "An undo, and what opens or re-enables, never runs on one word: two must approve it. "
    "Nothing was changed."
)
ALONE_CLASS = Text(
    "Class {risk}: alone one may only contain what is class B or C. Nothing was changed."
)
ALONE_NO_CONTAINMENT = Text(
    "This does not only contain, so it never runs on one word. Nothing was changed."
)
ALONE_QUIET = Text(
    "This is about a restricted incident, of which the channel hears nothing, so it never runs on "
    "one word at night. Nothing was changed."
)
ALONE_ABROAD = Text(
    "This acts in another account than its target's, so it never runs on one word. "
    "Nothing was changed."
)
ALONE_UNCONFIRMED = Text(
    "One may contain alone only for an incident whose finding was confirmed at its source. "
    "Nothing was changed."
)
ALONE_NOT_YOURS = Text("Only whoever asked for {execution} can run it alone. Nothing was changed.")
ALONE_TOO_NEW = Text(
    "{name} has joined their group within the last 24 hours, or only an admin's word lets them "
    "count, so they contain nothing alone. Nothing was changed."
)
ALONE_ONE_AT_A_TIME = Text(
    "{ids} ran on one word, and nobody has looked at that yet: one at a time. Nothing was changed."
)
NOT_OPENED = Text(
    "The card could not show all of {plan}. Open the whole plan first, then approve. "
    "Nothing was changed."
)
NOBODY_MAY_APPROVE = Text(
    "Nobody may approve in {account}: the policy file gives no one the role approver there."
)
