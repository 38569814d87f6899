"""Looks a call up again in CloudTrail's event history."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from bot.domain.finding import Finding, Severity
from bot.domain.moves import move_of
from bot.domain.sources import CLOUDTRAIL
from bot.domain.words.alert import SERVICES
from bot.questions.confirm.comparing import Kept, holder, texts, unknown, unlike
from bot.questions.confirm.contract import Source, answered
from runbooks.kit.aws import Aws
from runbooks.kit.text import Said

DOMAIN = ".amazonaws.com"
AROUND = timedelta(seconds=2)
"""How far from the finding's own time a refused call is looked for: it is told to the second."""
MOST_PAGES = 3
REFUSED_PARTS = 4
"""Service, call, AWS's code and the caller: what tells a refused call apart, in place of its id."""


class CloudTrail(Source):
    """CloudTrail's event history, in the finding's own account and Region.

    A call is there within 15 minutes of being made.
    https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
    """

    name = SERVICES[CLOUDTRAIL]
    actions = ("cloudtrail:LookupEvents",)
    late_by = timedelta(minutes=15)

    def why_not(self, aws: Aws, finding: Finding) -> Said | None:
        """Return why not; of several that were refused alike, any one may bear it out."""
        why = [
            unlike(self.name, _kept(record), finding)
            for record in _records(aws, finding)
            if record.get("recipientAccountId") == finding.account
        ]
        return None if None in why else next(iter(why), unknown(self.name))


def _records(aws: Aws, finding: Finding) -> Iterator[Mapping[str, Any]]:
    """Yield the records of the call: by its id, or of those refused alike at its time."""
    parts = finding.native_id.split("|")
    is_refused = len(parts) == REFUSED_PARTS
    if is_refused and finding.last_seen is None:
        return
    asked = _one(parts[1], finding) if is_refused else _by_id(finding.native_id)
    for record in _looked_up(aws, asked):
        source = (str(record.get("eventSource")), str(record.get("errorCode")))
        if not is_refused or source == (parts[0], parts[2]):
            yield record


def _by_id(event: str) -> dict[str, Any]:
    return {"LookupAttributes": [{"AttributeKey": "EventId", "AttributeValue": event}]}


def _one(call: str, finding: Finding) -> dict[str, Any]:
    at = finding.last_seen
    if at is None:
        return {}
    named = [{"AttributeKey": "EventName", "AttributeValue": call}]
    return {"LookupAttributes": named, "StartTime": at - AROUND, "EndTime": at + AROUND}


def _looked_up(aws: Aws, asked: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    client: Any = aws.read("cloudtrail")
    more: dict[str, str] = {}
    for _ in range(MOST_PAGES):
        answer = answered(
            partial(client.lookup_events, **asked, **more), "InvalidLookupAttributesException"
        )
        for event in (answer or {}).get("Events", ()):
            record = json.loads(event.get("CloudTrailEvent") or "{}")
            if isinstance(record, dict):
                yield record
        token = (answer or {}).get("NextToken")
        if not token:
            return
        more = {"NextToken": token}


def _kept(record: Mapping[str, Any]) -> Kept:
    service = str(record.get("eventSource")).removesuffix(DOMAIN)
    call = str(record.get("eventName"))
    return Kept(
        types=frozenset({f"{service}:{call}"}),
        severity=_severity(service, call, record),
        things=tuple(_things(record)),
        people=frozenset(_people(record.get("userIdentity") or {})),
    )


def _severity(service: str, call: str, record: Mapping[str, Any]) -> Severity | None:
    """Return what a call weighs that stands in the table; a sign-in's or a tag's is not told."""
    move = move_of(service, call)
    if move is None:
        return None
    if not record.get("errorCode"):
        return move.severity
    return list(Severity)[max(move.severity.rank - 1, 0)]


def _things(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what a call was about, as anything, and who made it, each as what it is."""
    for part in ("resources", "requestParameters"):
        yield from (("Other", text) for text in texts(record.get(part)))
    identity = record.get("userIdentity") or {}
    if identity.get("accessKeyId"):
        yield "AwsIamAccessKey", str(identity["accessKeyId"])
    yield from holder(str(identity.get("type")), _name(identity))


def _people(identity: Mapping[str, Any]) -> Iterator[str]:
    """Yield the name of the user or the role, and what the role's session is called."""
    arn = str(identity.get("arn", ""))
    session = arn.rpartition("/")[2] if ":assumed-role/" in arn else ""
    yield from (name for name in (_name(identity), session) if name)


def _name(identity: Mapping[str, Any]) -> str:
    issuer = (identity.get("sessionContext") or {}).get("sessionIssuer") or {}
    if identity.get("type") == "AssumedRole" and issuer.get("type") == "Role":
        return str(issuer.get("userName"))
    return str(identity.get("userName") or "")
