"""What the sources of findings are told by: titles of what has none, and why each has its floor."""

from __future__ import annotations

from runbooks.kit.text import Text

ANALYZER_PUBLIC = Text("Anybody can reach {resource}")
ANALYZER_EXTERNAL = Text("{resource} can be reached from outside the zone of trust")
ANALYZER_INTERNAL = Text("{resource} can be reached from inside the organization")
ANALYZER_UNUSED = Text("{resource} has access that is not used: {kind}")

ACM_EXPIRES = Text(
    "The certificate of {name} expires in {count} days",
    one="The certificate of {name} expires in a day",
)
ACM_EXPIRED = Text("The certificate of {name} has expired")
ACM_OTHER = Text("{kind}: {name}")

ALARM = Text("Alarm: {name}")
CONFIG_RULE = Text("{rule}: {resource} is {state}")
CONTROL_TOWER_DID = Text("Control Tower: {call} {state}")
CONTROL_TOWER_DRIFT = Text("Control Tower sees drift: {kind}")
HEALTH_EXPOSED = Text("AWS has found an access key of this account where others can read it")
HEALTH_ABUSE = Text("AWS was told of abuse from this account: {code}")
HEALTH_OTHER = Text("AWS Health: {code}")
OPENSEARCH_ALERT = Text("{monitor}: {trigger}")
TRUSTED_ADVISOR_CHECK = Text("Trusted Advisor: {check}")

ROOT_SIGNED_IN = Text("The root user has signed in to the console")
ROOT_WITHOUT_MFA = Text("The root user has signed in to the console without MFA")
SIGNED_IN_WITHOUT_MFA = Text("{name} has signed in to the console without MFA")
SECBOT_TAG = Text("Somebody who is not secbot has changed a tag of secbot's: {keys}")
TRIED = Text("{title}; AWS refused it ({code})")
LOGS_STOPPED = Text("Logging was stopped: {call}")
LOGS_CHANGED = Text("What is logged was changed: {call}")
RECORDER_STOPPED = Text("AWS Config records no more: {call}")
DETECTOR_OFF = Text("A detector was switched off or let go: {call}")
DETECTOR_CHANGED = Text("A detector may see or tell less than before: {call}")
ORGANIZATION_LEFT = Text("An account was taken out of the organization's reach: {call}")
ORGANIZATION_CHANGED = Text("The organization's guardrails were changed: {call}")

FLOOR_ANALYZER = Text(
    "what is public is seen at once; what is shared or unused is a list to work off"
)
FLOOR_ACM = Text("a certificate is renewed by day until it is about to take something down")
FLOOR_CLOUDTRAIL = Text("what is in this table blinds or frees somebody: it is always shown")
FLOOR_CLOUDWATCH = Text("only alarms that you send to the topic arrive")
FLOOR_CONFIG = Text("a rule that is not met is a list to work off")
FLOOR_CONTROL_TOWER = Text(
    "a guardrail that is taken down is seen at once; the rest is everyday work"
)
FLOOR_HEALTH = Text("exposed keys and abuse can't wait; maintenance can")
FLOOR_INSPECTOR = Text("vulnerabilities come by the thousand: the worst alone interrupt somebody")
FLOOR_MACIE = Text("Macie's High is data that is open or leaving; the rest is a list to work off")
FLOOR_OPENSEARCH = Text("a monitor's word is a claim: what it calls 1 or 2 is shown")
FLOOR_TRUSTED_ADVISOR = Text(
    "most checks are about cost; exposed keys and root without MFA are not"
)
