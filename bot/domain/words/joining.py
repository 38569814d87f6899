"""What is said of findings that join an incident, leave it, or go into another with it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.material import Trait
from bot.domain.observable import Kind
from runbooks.kit.text import Text

BY: Mapping[Kind, Text] = {
    Kind.SEQUENCE: Text("both are of one attack sequence"),
    Kind.KEY: Text("both name the access key {value}"),
    Kind.PRINCIPAL: Text("both name {value} as who acted"),
    Kind.RESOURCE: Text("both name {value}"),
    Kind.ADDRESS: Text("both name the remote address {address}"),
}
UNKNOWN = Text("both name the same")

TOLD_OPENED = (
    Text("the finding came in; {earlier}, which is over or contained, named the same"),
    Text("the finding came in"),
)
TOLD_JOINED = (
    Text("a finding joined, {severity} {type}: {tie}"),
    Text("a finding joined"),
)
TOLD_MATERIAL = (Text("something new: {news}"), Text("something is new"))
NEWS: Mapping[Trait, Text] = {
    Trait.SEVERITY: Text("it is {value} now"),
    Trait.TACTIC: Text("another tactic, {value}"),
    Trait.RESOURCE: Text("another kind of resource, {value}"),
    Trait.PRINCIPAL: Text("somebody else who acts, {value}"),
}
ALOUD_MATERIAL = Text(
    "❗ {who}: {incident} is more than it was: {news}. Nobody has it any more. ({type})"
)
ALOUD_MATERIAL_UNOWNED = Text("❗ {incident} is more than it was: {news}. ({type})")

CARD_OTHER = Text("{finding} {severity} {title}")
CARD_JOINED = Text("{finding} {severity} {title} ({tie})")
CARD_MORE = Text("… and {count} more: `/sec why {incident}` tells them all")

WHY_FIRST = Text("{finding} {type}: it opened this incident.")
WHY_JOINED: Mapping[Kind, Text] = {
    Kind.SEQUENCE: Text(
        "{finding} {type}: joined at {at} because both are of one attack sequence."
    ),
    Kind.KEY: Text("{finding} {type}: joined at {at} because both name the access key {value}."),
    Kind.PRINCIPAL: Text("{finding} {type}: joined at {at} because {value} acted in both."),
    Kind.RESOURCE: Text("{finding} {type}: joined at {at} because both name {value}."),
    Kind.ADDRESS: Text(
        "{finding} {type}: joined at {at} because both name the remote address {address}."
    ),
}
WHY_MOVED = Text("{finding} {type}: {name} put it here at {at}.")
