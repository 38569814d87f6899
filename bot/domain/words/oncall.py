"""What is said of who is on call."""

from __future__ import annotations

from runbooks.kit.text import Text

NOBODY = Text("The policy file says nobody is on call: `on_call` names neither rotation nor group.")
NOT_YET = Text("Nobody is on call yet: {after} begins {until}.")
GROUP = Text("{who} is on call, as a group.")
NOW = Text("{who} is on call until {until}; then {after}.")
INSTEAD = Text("{who} is on call until {until}, instead of {instead}; then {after}.")
NEXT = Text("{after} is on call next, from {until} on.")
NO_NEXT = Text("A group is on call: nobody comes next.")
NO_SWAP = Text("A group is on call, whose members agree among themselves. Nothing was changed.")
SWAP_UNKNOWN = Text(
    "I don't know a time “{typed}”. Nothing was changed. It goes `/sec oncall swap @bob until "
    "18:00`, by the clock in {timezone}, within a day."
)
SWAP_SELF = Text("{name} is on call already. Nothing was changed.")
SWAP_NEEDS = Text("{name} can't be on call: {why} Nothing was changed.")
NEEDS_RESPONDER = Text("to swap, or to be on call, takes the role responder somewhere.")
SWAPPED = Text("{name} is on call until {until}. The channel was told.")
SWAPPED_TOLD = (
    Text(
        "{name} put {newcomer} on call until {until}; {as_well}, whom nobody has asked, is called "
        "as well"
    ),
    Text("{name} put {newcomer} on call until {until}, instead of {whom}"),
    Text("{name} swapped who is on call"),
)
ESCALATES = Text("escalates to {whom} at {at}")
WHOEVER = Text("whoever is on call")
THE_GROUP = Text("the group on call")
EVERYBODY = Text("everybody on call")
ESCALATED = (
    Text(
        "🔔 {whom}: {incident} ({severity}) was left alone for {minutes} min, take it with "
        "`/sec ack {incident}`; {passed}, on call, was passed over: the finding names them"
    ),
    Text(
        "🔔 {whom}: {incident} ({severity}) was left alone for {minutes} min, take it with "
        "`/sec ack {incident}`"
    ),
    Text("somebody on call was called"),
)
PAGE_SUBJECT = Text("secbot on call")
PAGE = Text(
    "secbot: {incident} ({severity}) was left alone for {minutes} min. Take it in Slack: "
    "/sec ack {incident}"
)
PUSH = Text("Who is on call")
