"""EventBridge between the services of the simulated AWS: buses, rules and the targets they reach."""

from __future__ import annotations

import copy
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from moto.events.models import Rule, events_backends
from moto.sns.models import Topic, sns_backends
from moto.sqs.models import sqs_backends
from werkzeug.wrappers import Response

from practice.aws.call import Answers, Call, Proceed
from practice.aws.conditions import EVERY_KEY
from practice.aws.patching import Patches
from practice.aws.policies import Asked, Decision, decide, serves, statements
from practice.aws.targets import as_aws_writes, message

DEFAULT_BUS = "default"
EVENTBRIDGE = "events.amazonaws.com"
UNSET = "__default_statement_ID"
"""What SNS calls the statement of a policy that nobody has set."""
NOT_YOURS = {
    "ErrorCode": "NotAuthorizedForSourceException",
    "ErrorMessage": "Not authorized for the source.",
}
SendToTargets = Callable[..., None]


def answers() -> Answers:
    """Return the operation that is answered here."""
    return {("events", "PutEvents"): put_events}


def put_events(call: Call, proceed: Proceed) -> Response | dict[str, Any]:
    """Take events of one's own; `aws.` sources are AWS's alone and fail one by one."""
    entries = call.parameters["Entries"]
    forged = [str(one.get("Source", "")).startswith("aws.") for one in entries]
    if not any(forged):
        return proceed()
    honest = [one for one, bad in zip(entries, forged, strict=True) if not bad]
    taken = iter(events_backends[call.account][call.region].put_events(honest))
    results = [NOT_YOURS if bad else next(taken) for bad in forged]
    return {"FailedEntryCount": sum("ErrorCode" in one for one in results), "Entries": results}


def put_delivery(patches: Patches) -> None:
    """Let rules reach topics, queues and buses with the event as AWS writes it."""
    moto_sends: SendToTargets = Rule.send_to_targets

    def send_to_targets(rule: Rule, event: Any, transform_input: bool = True) -> None:  # noqa: FBT001, FBT002  # moto's signature
        if rule.state == "DISABLED" or not rule.event_pattern.matches_event(event):
            return
        others = [target for target in rule.targets if not _deliver(target, event)]
        if others:
            left = copy.copy(rule)
            left.targets = others
            moto_sends(left, event, transform_input)

    patches.put(Rule, "send_to_targets", send_to_targets)


def _deliver(target: dict[str, Any], event: Any) -> bool:
    """Deliver to a kind of target that is ours; say whether it was."""
    parts = str(target["Arn"]).split(":")
    service, region, account, name = parts[2], parts[3], parts[4], parts[-1]
    written = as_aws_writes(event)
    if service == "sns":
        topics, arn = sns_backends[account][region], str(target["Arn"])
        if _lets_in(topics.get_topic(arn), arn):
            topics.publish(message=message(target, written), arn=arn)
    elif service == "sqs":
        queues = sqs_backends[account][region]
        queues.send_message(queue_name=name, message_body=message(target, written))
    elif service == "events" and name.startswith("event-bus/"):
        _put(account, region, name.removeprefix("event-bus/"), dict(event))
    else:
        return False
    return True


def _lets_in(topic: Topic, arn: str) -> bool:
    """Tell whether a topic's policy lets EventBridge publish; one that was never set is open here.

    EventBridge gives SNS no context, so a statement with a condition lets nothing in:
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
    """
    held = statements(topic.policy)
    if any(one.get("Sid") == UNSET for one in held):
        return True
    own = [one for one in held if serves(one.get("Principal"), EVENTBRIDGE)]
    asked = Asked("sns:Publish", (arn,), {}, keeps=EVERY_KEY)
    return decide(own, asked) is Decision.ALLOWED


def emit(
    account: str,
    region: str,
    source: str,
    detail_type: str,
    detail: dict[str, Any],
    resources: Sequence[str] = (),
) -> None:
    """Put an AWS service's own event on an account's default bus.

    `source` and `detail_type` are EventBridge's names, such as `aws.guardduty` and
    `GuardDuty Finding`.
    """
    now = datetime.now(UTC).timestamp()
    event = {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": detail_type,
        "source": source,
        "account": account,
        "time": now,
        "region": region,
        "resources": list(resources),
        "detail": detail,
        "ingestion-time": now,
    }
    _put(account, region, DEFAULT_BUS, event)


def _put(account: str, region: str, bus: str, event: dict[str, Any]) -> None:
    found = events_backends[account][region].event_buses.get(bus)
    for rule in list(found.rules.values()) if found else ():
        rule.send_to_targets(dict(event))  # type: ignore[arg-type]  # moto's event is this dict, typed
