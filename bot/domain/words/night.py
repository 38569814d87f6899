"""What is said of a containment that whoever asked for it ran alone at night."""

from __future__ import annotations

from runbooks.kit.text import Text

RUNS = Text(
    "{execution} runs now on your word alone. Everybody was told. If nobody else confirms it within "
    "{minutes} min, its undo is asked for."
)
NOT_AGAIN = Text(
    "It was let run on one person's word before: now others must approve it as usual. "
    "Nothing was changed."
)
NOT_DENIED = Text(
    "An admin broke the glass for {execution}: its review is closed with what you found, and "
    "`/sec undo {execution} reason` asks to put it back. Nothing was changed."
)
NOT_YOURS = Text("Only {name}, who asked for {execution}, can run it alone. Nothing was changed.")
CONFIRMED_REPLY = Text("{execution} is confirmed.")
CONFIRMED_LATE = Text(
    "{execution} is confirmed. Its undo {undo} was asked for already: reject it if it should stay."
)
DENIED_REPLY = Text("The undo of {execution} is asked for, if it has changed anything.")
DENIED_BY = Text("{name} says that it should not run: “{says}”")
UNDO_LATE = Text(
    "nobody has confirmed in time that {execution}, which ran on one person's word at night, was "
    "right: secbot asks by itself"
)
UNDO_DENIED = Text("{name} says that it should not have been contained: “{says}”")

ALONE = Text(
    "🌙 🚨 *{name} contains alone, at night: {execution}* runs with no second person, `{runbook}` on "
    "{target} in {account}: “{reason}”. {who}, one of you: look at it. If nobody confirms it until "
    "{until}, its undo is asked for. [Stop] holds every change in that account."
)
CONFIRMED = Text("✅ *{name} confirmed {execution}*, which ran on one word at night: “{says}”")
DENIED = Text(
    "⛔ *{name} says that {execution} should not have been contained:* “{says}”. Its undo is asked "
    "for, if it has changed anything."
)
UNCONFIRMED = Text(
    "🚨 *Nobody has confirmed {execution} within {minutes} min*, which ran on one word at night. If it "
    "has changed anything, its undo is asked for, and needs its approvals. {who}, one of you: confirm "
    "it, or approve the undo."
)
VOICE = Text("{name}, alone")

BUTTON = Text("Contain now, alone…")
STOP = Text("Stop")
STOP_TITLE = Text("Stop all changes?")
STOP_TEXT = Text(
    "secbot changes nothing more in the account of {execution}, what runs included. Two people "
    "start it again."
)
STOP_YES = Text("Stop")
STOP_NO = Text("Go back")
STOPPED_ALONE = Text("{execution} ran on one person's word at night")
CONFIRM = Text("Confirm…")

MODAL_TITLE = Text("Contain alone")
MODAL_SUBMIT = Text("Contain now")
MODAL_HEAD = Text("*{title}*, {plan}: it runs at once, on your word alone.")
MODAL_THEN = Text(
    "Everybody is told. If nobody else confirms it in time, its undo is asked for, and until "
    "somebody has looked at it nobody contains alone again."
)
DIGEST = Text("The plan's digest")
DIGEST_HINT = Text("The first six digits, as they stand at the foot of the card.")
REASON = Text("Reason")
REASON_HINT = Text("Why it can't wait: everybody reads it, and the audit trail keeps it.")
REVIEW_TITLE = Text("Confirm {execution}")
REVIEW_SUBMIT = Text("Say so")
REVIEW_HEAD = Text("*{title}*, {plan}: {name} contained it alone, at night.")
VERDICT = Text("Was it right to contain it?")
RIGHT = Text("Yes, it stays")
WRONG = Text("No: ask for its undo")
FOUND = Text("What you found")
FOUND_HINT = Text("It is told in the channel, and the audit trail keeps it.")

PAGE_SUBJECT = Text("secbot: contained alone")
PAGE_BEGUN = Text(
    "{name} contains alone: {execution}, {runbook} in account {account}: {reason}. Confirm it in "
    "Slack until {until} UTC, or its undo is asked for."
)
PAGE_LATE = Text(
    "Nobody has confirmed {execution}, which {name} contained alone. If it has changed "
    "anything, its undo is asked for and waits for approvals in Slack."
)
PAGE_WITHHELD = Text(
    "{execution}, about a restricted incident, ran on one person's word, and nobody has confirmed it. "
    "Those whom it is for see it in Slack."
)
STATUS_ROW = Text(
    "🌙 `{execution}` {name} ran it alone at {at} UTC, {when}, confirmed by nobody: “{reason}” · "
    "`/sec review {execution} …`"
)
