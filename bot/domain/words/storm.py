"""What is said of a storm: on its card, in its thread, and to whoever opens an incident of it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.storm import Cause
from runbooks.kit.text import Text

HEAD = Text(
    "🌪️ *Storm: {findings}, {resources}, {accounts}, mostly {mostly}*",
)
FINDINGS = Text("{count} findings", one="1 finding")
RESOURCES = Text("{count} resources", one="1 resource")
ACCOUNTS = Text("{count} accounts", one="1 account")
CAUSES: Mapping[Cause, Text] = {
    Cause.PACE: Text("More than {most} new incidents in a minute, since {since}."),
    Cause.QUEUE: Text("Messages have waited to be read for more than {seconds} s, at {since}."),
}
KEPT = Text(
    "Nothing is dropped: each finding is an incident, which is listed and can be worked on by its "
    "id. This card stands for those that have none of their own."
)
CALLED = Text("*For* {who}")
TOP = Text("*Weightiest groups* (severity, rare types, what the policy file calls precious)")
ROW = Text("• {sign} {severity} ×{count} · `{type}` · {account} · {region} · {incident}")  # noqa: RUF001 - the sign that means "times"
LINE = Text("{sign} {severity} · `{type}` · {account} · {region} · {incident}")
HIDDEN_LINE = Text("{sign} {severity} · restricted")
NAMED = Text(
    "{count} groups of HIGH or CRITICAL are named in the thread.",
    one="One group of HIGH or CRITICAL is named in the thread.",
)
LEFT = Text(
    "{count} incidents of HIGH or CRITICAL have no card and nobody has them: "
    "`/sec list sev>=high owner=none`",
    one="One incident of HIGH or CRITICAL has no card and nobody has it: "
    "`/sec list sev>=high owner=none`",
)
ON = Text("_It is over once it has been calm for {minutes} minutes._")
OVER = Text("*It is over*, since {at}. What is weightiest and nobody had taken has its card now.")
OPEN = Text("Open {incident}")
PUSH = Text("Storm: {findings}, {accounts}, mostly {mostly}.")
PAGE_PUSH = Text(
    "{count} groups of HIGH or CRITICAL in the storm.",
    one="One group of HIGH or CRITICAL in the storm.",
)

OPENED = Text("The card of {incident} is on its way to the channel.")
NOT_GATHERED = Text(
    "{incident} has no card that waits to be opened. `/sec show {incident}` shows it."
)
