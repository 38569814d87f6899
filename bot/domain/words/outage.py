"""What is said while Slack takes nothing, by page, and once it takes messages again."""

from __future__ import annotations

from runbooks.kit.text import Text

CHECK = Text("Slack")
WELL = Text("takes messages")
WELL_UNPAGED = Text(
    "takes messages; nobody would be called if it did not: the policy file has no `on_call.page`"
)
DOWN = Text("takes nothing since {since}; what is HIGH pages beyond Slack")
DOWN_UNPAGED = Text(
    "takes nothing since {since}, and nobody is called: the policy file has no `on_call.page`"
)

UNPAGED = Text("While Slack is down nobody would be called.")
UNPAGED_MEND = Text("name an SNS topic or a webhook in `on_call.page` of {path}")

HEAD = Text("📵 *Slack took nothing from {since} to {until} ({minutes} min)*")
COUNTS = Text("Meanwhile {findings} and {incidents}. Their cards follow, the worst first.")
FINDINGS = Text("{count} findings came", one="one finding came")
INCIDENTS = Text("{count} incidents were opened", one="one incident was opened")
NOTHING_NEW = Text("Nothing new came meanwhile. What has changed follows.")
BAD = Text("{count} of them HIGH or CRITICAL: {ids}", one="One of them HIGH or CRITICAL: {ids}")
EXPIRED = Text(
    "{count} approvals expired: {ids}. Nothing of that ran.",
    one="One approval expired: {ids}. Nothing of that ran.",
)
WAITING = Text("{count} plans wait for a yes: {ids}", one="One plan waits for a yes: {ids}")
SLIPPED = Text("{count} holds slipped: {ids}", one="One hold slipped: {ids}")
PUSH = Text("Slack took nothing for {minutes} min. What came meanwhile follows.")

SUBJECT = Text("secbot: Slack is down")
SUBJECT_OVER = Text("secbot: Slack is back")
PAGE_BEGUN = Text(
    "secbot: Slack takes nothing since {since}. Nothing is lost, cards wait. At the terminal "
    "python -m bot status tells what is open."
)
PAGE_MORE = Text("secbot: Slack still takes nothing, since {since}.")
PAGE_NEW = Text("New: {which}.")
PAGE_ONE = Text("{incident} {severity} in {account}")
PAGE_HIDDEN = Text("{incident} {severity}")
PAGE_WAITING = Text("Waiting for a yes: {which}.")
PAGE_SLIPPED = Text("No longer contained: {which}.")
PAGE_ALONE = Text("Left alone: {which}.")
PAGE_IN = Text("{id} in {account}")
PAGE_OTHERS = Text("{count} more")
PAGE_OVER = Text("secbot: Slack takes messages again since {until}, after {minutes} min.")
