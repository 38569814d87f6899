"""CloudTrail's LookupEvents over the calls that really reached the simulated AWS.

As in the CloudTrail API reference: management events only, of the caller's account and Region,
newest first, at most 50 a page. AWS shows them after minutes; here at once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from practice.aws.call import Answers, Call, Proceed
from practice.aws.paging import page
from practice.aws.record import CallRecord, Record

AT_ONCE = 50
READS = ("Get", "List", "Describe", "Lookup", "Head", "BatchGet", "Search", "Query")
SOURCES = {
    "cloudwatch": "monitoring",
    "elb": "elasticloadbalancing",
    "elbv2": "elasticloadbalancing",
    "s3control": "s3",
}
GLOBAL = ("iam",)
GLOBAL_REGION = "us-east-1"
DATA_EVENTS = {
    ("s3", "CopyObject"),
    ("s3", "DeleteObject"),
    ("s3", "DeleteObjects"),
    ("s3", "GetObject"),
    ("s3", "HeadObject"),
    ("s3", "ListObjects"),
    ("s3", "ListObjectsV2"),
    ("s3", "PutObject"),
    ("sns", "Publish"),
    ("sqs", "ReceiveMessage"),
    ("sqs", "SendMessage"),
    ("events", "PutEvents"),
}
SECRET = ("SecretAccessKey", "Password", "SecretString")


@dataclass(frozen=True, slots=True)
class CloudTrail:
    """Reads the record as CloudTrail would tell it."""

    record: Record

    def answers(self) -> Answers:
        """Return the operation that is answered here."""
        return {("cloudtrail", "LookupEvents"): self.lookup_events}

    def lookup_events(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer the events that have every attribute asked for."""
        asked = call.parameters.get("LookupAttributes") or []
        kept = [one for one in self._seen(call) if all(_has(one, wanted) for wanted in asked)]
        answer = page(call, kept, "Events", AT_ONCE, "InvalidNextTokenException")
        return answer | {"Events": [_event(one, call.account) for one in answer["Events"]]}

    def _seen(self, call: Call) -> Iterable[CallRecord]:
        start, end = (_aware(call.parameters.get(name)) for name in ("StartTime", "EndTime"))
        for one in reversed(self.record.trail(call.account)):
            if (one.service, one.operation) in DATA_EVENTS or _region(one) != call.region:
                continue
            if (start and one.time < start) or (end and one.time > end):
                continue
            yield one


def _region(record: CallRecord) -> str:
    return GLOBAL_REGION if record.service in GLOBAL else record.region


def _aware(moment: datetime | None) -> datetime | None:
    """Read a time of moto's parser, if there is one: it gives UTC without saying so."""
    return moment.replace(tzinfo=UTC) if moment and not moment.tzinfo else moment


def _event(record: CallRecord, account: str) -> dict[str, Any]:
    return {
        "EventId": record.event_id,
        "EventName": record.operation,
        "ReadOnly": _reads(record),
        "AccessKeyId": record.access_key,
        "EventTime": record.time,
        "EventSource": _source(record),
        "Username": record.who.name,
        "Resources": [{"ResourceName": one} for one in _resource_names(record)],
        "CloudTrailEvent": json.dumps(_detail(record, account), default=str),
    }


def _has(record: CallRecord, attribute: Mapping[str, str]) -> bool:
    """Tell whether a call has an attribute; the types of resources are not kept."""
    held = HELD.get(attribute["AttributeKey"])
    return held is not None and attribute["AttributeValue"] in held(record)


def _reads(record: CallRecord) -> str:
    """Say what changes nothing; CloudTrail counts entering a role among that."""
    return str(record.operation.startswith((*READS, "Assume"))).lower()


def _source(record: CallRecord) -> str:
    return f"{SOURCES.get(record.service, record.service)}.amazonaws.com"


def _resource_names(record: CallRecord) -> Sequence[str]:
    """Name what a call was about: the ARNs that can be told, and the names among its parameters."""
    named = [one for one in record.resources if one != "*"]
    for name, value in record.parameters.items():
        listed = value if isinstance(value, list) else [value]
        if name.rstrip("s").endswith(("Name", "Id", "Arn", "Bucket", "Resource")):
            named += [one for one in listed if isinstance(one, str)]
    return list(dict.fromkeys(named))


HELD: Mapping[str, Callable[[CallRecord], Sequence[str]]] = {
    "AccessKeyId": lambda record: (record.access_key,),
    "EventId": lambda record: (record.event_id,),
    "EventName": lambda record: (record.operation,),
    "EventSource": lambda record: (_source(record),),
    "ReadOnly": lambda record: (_reads(record),),
    "ResourceName": _resource_names,
    "Username": lambda record: (record.who.name,),
}
"""What a call has of each attribute that can be asked for."""


def _detail(record: CallRecord, account: str) -> dict[str, Any]:
    """Return the record as the CloudTrail user guide's "Record contents" has it."""
    shown = {
        name[:1].lower() + name[1:]: "HIDDEN_DUE_TO_SECURITY_REASONS" if name in SECRET else value
        for name, value in record.parameters.items()
    }
    detail = {
        "eventVersion": "1.11",
        "userIdentity": _identity(record) if record.account == account else _stranger(record),
        "eventTime": record.time.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "eventSource": _source(record),
        "eventName": record.operation,
        "awsRegion": _region(record),
        "sourceIPAddress": record.source_address,
        "userAgent": record.user_agent,
        "requestParameters": shown or None,
        "requestID": record.request_id,
        "eventID": record.event_id,
        "readOnly": _reads(record) == "true",
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": account,
        "eventCategory": "Management",
    }
    if record.given_key:
        detail["responseElements"] = {"credentials": {"accessKeyId": record.given_key}}
    return detail | ({"errorCode": record.error} if record.error else {})


def _stranger(record: CallRecord) -> dict[str, Any]:
    """Return a caller as another account is told of it: without a name."""
    who = record.who
    return {"type": "AWSAccount", "principalId": who.principal_id, "accountId": who.account}


def _identity(record: CallRecord) -> dict[str, Any]:
    who = record.who
    identity: dict[str, Any] = {
        "type": "IAMUser" if who.session is None else "AssumedRole",
        "principalId": who.principal_id,
        "arn": who.arn,
        "accountId": who.account,
        "accessKeyId": record.access_key,
    }
    if who.session is None:
        lent = {"sessionContext": {"attributes": _attributes(who.issued)}} if who.issued else {}
        return identity | {"userName": who.name} | lent
    role_name = who.session.role_arn.rsplit("/", 1)[-1]
    context: dict[str, Any] = {
        "sessionIssuer": {
            "type": "Role",
            "principalId": who.principal_id.split(":")[0],
            "arn": who.session.role_arn,
            "accountId": who.account,
            "userName": role_name,
        },
        "attributes": _attributes(who.session.issued),
    }
    if who.session.source_identity:
        context["sourceIdentity"] = who.session.source_identity
    return identity | {"sessionContext": context}


def _attributes(issued: datetime) -> dict[str, str]:
    return {"creationDate": issued.strftime("%Y-%m-%dT%H:%M:%SZ"), "mfaAuthenticated": "false"}
