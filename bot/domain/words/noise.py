"""What is said of noise: how loud each type is, and what might be kept from the channel."""

from __future__ import annotations

from runbooks.kit.text import Text

PUSH = Text("Noise of the last 7 days")
HEAD = Text(
    "*Noise of the last 7 days:* {count} cards",
    one="*Noise of the last 7 days:* 1 card",
)
QUIET = Text("*Noise of the last 7 days:* no card at all.")
CUT = Text("There were more incidents in 30 days than are looked at: only the newest {most} count.")
ROW = Text("{place}. `{type}`: *{cards}* · {figures}")
ROW_ROUTED = Text("{place}. `{type}` on `{route}`: *{cards}* · {figures}")
TAKEN = Text("{percent} % taken")
TAKEN_AFTER = Text("{percent} % taken, after {median}")
FALSE = Text("{percent} % false")
MORE = Text("… and {count} types more.", one="… and 1 type more.")
PROPOSALS = Text(
    "*Might be kept from the channel:* nothing but false positives in 30 days. Nothing is hidden by "
    "itself."
)
PROPOSED_TYPE = Text("• type `{key}` in {account}: {would}. {how}")
PROPOSED_RESOURCE = Text("• all about `{key}` in {account}: {would}. {how}")
WOULD = Text(
    "would have hidden {count} cards, of them {real} real, {false} false, {open} open",
    one="would have hidden 1 card, of them {real} real, {false} false, {open} open",
)
SNOOZE = Text("`/sec snooze {incident} 7d scope={scope} reason`")
NEXT = Text("Snooze it at its next card.")
OR_ROUTE = Text("{snooze}, or for good in `routes` of the policy file: `{route}`")
NO_PROPOSAL = Text("Nothing is proposed to be kept from the channel.")
