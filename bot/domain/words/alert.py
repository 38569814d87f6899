"""What the alert card of an incident says."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.finding import Severity
from bot.domain.incident import Contained, Status
from bot.domain.networks import Whose
from runbooks.kit.text import Text

SIGNS: Mapping[Severity, str] = {
    Severity.CRITICAL: "🚨",
    Severity.HIGH: "🔴",
    Severity.MEDIUM: "🟠",
    Severity.LOW: "🟡",
    Severity.INFORMATIONAL: "⚪",
}
SERVICES: Mapping[str, str] = {
    "guardduty": "GuardDuty",
    "securityhub": "Security Hub",
    "access-analyzer": "IAM Access Analyzer",
    "acm": "Certificate Manager",
    "cloudtrail": "CloudTrail",
    "cloudwatch": "CloudWatch",
    "config": "AWS Config",
    "controltower": "Control Tower",
    "health": "AWS Health",
    "inspector2": "Inspector",
    "macie": "Macie",
    "opensearch": "OpenSearch",
    "trustedadvisor": "Trusted Advisor",
    "secbot": "secbot",
}

SAMPLE = Text(
    "🧪 *SAMPLE · a made-up finding that tests the alarm: no button of this card changes anything*"
)
HEAD = Text("{sign} *{severity} · {title}*")
PLACE = Text("{resource} · {account} · {region}")
RESOURCE = Text("`{resource}`")
RESOURCE_NAMED = Text("`{resource}` *{name}*")
RESOURCES = Text("{first} and {count} more")
NO_RESOURCE = Text("no resource named")
NO_REGION = Text("no Region named")
ACCOUNT = Text("{name} {number}")
ACCOUNT_UNNAMED = Text("account {number} (name: {why})")

TOLD = Text("{value} _({source}, {when})_")
UNKNOWN = Text("unknown ({reason})")
NOT_ANSWERED = Text("not answered yet")
NAME = Text("*Name* {name}")
OWNER = Text("*Owner* {owner}")
EXPOSURE = Text("*Exposure* {exposure}")
RADIUS = Text("*Blast radius* {radius}")
SEEN = Text("*Seen* {count}× since {since}, last {last} · {confirmed}")  # noqa: RUF001 - the sign that means "times"
UNKNOWN_TIME = Text("a time that the source did not give")
CONFIRMED = Text("confirmed at {service} {when}")
UNCONFIRMED = Text("not confirmed at its source yet")
UNCONFIRMED_BECAUSE = Text("not confirmed at its source: {why}")
PRINCIPALS = Text("*Principal* {names}")
OURS = Text("`{name}` is {whose}, who can't decide on this")
NOBODYS = Text("`{name}`, who matches nobody of ours")
UNTRUSTED = Text("claim by a producer that the policy file does not trust, not confirmed")
CLAIMED = Text("claim by a product that is not AWS's own, not confirmed")
REMOTE = Text("*Remote* {addresses}")
REMOTE_BY_FILE = Text("*Remote* {addresses} _(as the policy file has it)_")
ADDRESS = Text("`{address}`")
ASKED = Text("*Asked for* by somebody in Security Hub, custom action {action}")
PROCESS = Text("*Process* `{process}`")
THREATS = Text("*Malware* {names}")
THREAT = Text("`{name}`")
ADDRESSES: Mapping[Whose, Text] = {
    Whose.OWN: Text("`{address}` yours"),
    Whose.ALLOWED: Text("`{address}` allow-listed"),
    Whose.NEITHER: Text("`{address}` not allow-listed"),
}
PRECIOUS = Text("*Precious* {resources}: the policy file makes a change of it at least class C")
SPECIAL = Text("*Special account* {parts} of the organization: a change there is class D")
FOR = Text("*For* {who}")
SAYS = Text("*{service} says* {description}")
FINDINGS = Text("*Findings* {count} handled together, this is the most severe")

TAKE = Text("Ack")
OFFER = Text("{title}…")
OFFER_ON = Text("{title}: {target}…", ja="{title}：{target}…")
OFFER_ON_MORE = Text("{title}: {target} and {count} more…", ja="{title}：{target} ほか {count} 件…")
OTHER = Text("Other runbooks…")
SNOOZE = Text("Snooze…")
CLEAR = Text("Not a threat…")
REASSIGN = Text("Reassign…")
NO_OFFER = Text("*No runbook on offer* {why}")

NOBODY = Text("nobody has it")
OWNED = Text("{name} has it")
STATE = Text("{incident} · *{state}* · {source}")
TYPE = Text("{service} `{type}`")
CONSOLE = Text("console")
CLOSED_AS = Text("Closed: {verdict}")
STATUSES: Mapping[Status, Text] = {
    Status.NEW: Text("New"),
    Status.IN_PROGRESS: Text("In progress"),
    Status.ON_HOLD: Text("On hold"),
    Status.RESOLVED: Text("Resolved"),
    Status.CLOSED: Text("Closed"),
}
CONTAINED: Mapping[Contained, Text] = {
    Contained.WAITING: Text("Waiting for approval: {execution}"),
    Contained.RUNNING: Text("{execution} is running"),
    Contained.YES: Text("Contained by {execution}"),
    Contained.PARTLY: Text("Partly contained by {execution}"),
    Contained.UNDONE: Text("Put back"),
}
ABOUT_TO_RUN = Text("{execution} is about to run")

SNOOZED = Text("💤 *Snoozed until {until}* by {name}: {what} · “{why}”")
SNOOZED_BY_TWO = Text("💤 *Snoozed until {until}* by {name}, agreed by {agreed}: {what} · “{why}”")
SNOOZE_ASKED = Text(
    "⏳ *{name} asked to snooze* {what} for {span}: “{why}” · until {until} an approver who is not "
    "{name} may agree: `/sec snooze {incident}`"
)
CLOSE_ASKED = Text(
    "⏳ *{name} asked to close it*, which ends its holds: “{why}” · until {until} an approver who "
    "is not {name} may agree: `/sec close {incident}`"
)
MERGE_ASKED = Text(
    "⏳ *{name} asked to merge it into {into}*: “{why}” · until {until} an approver who is not "
    "{name} may agree: `/sec merge {incident} {into}`"
)
CLEAR_ASKED = Text(
    "⏳ *{name} asked to close it as a false positive:* “{why}” · until {until} an approver who is "
    "not {name} may agree: `/sec fp {incident}`"
)
THIS_FINDING = Text("this finding")
THIS_RESOURCE = Text("all about this resource")
THIS_TYPE = Text("all of this type in the account")

PUSH = Text("{severity}: {title}. {incident}, {owner}.")
PUSH_SAMPLE = Text("SAMPLE, nothing has happened. {severity}: {title}. {incident}.")

PROVED = Text("*Proved by {execution}*")
UNPROVED = Text("*Not proved by {execution}*")
