"""The tags of secbot's own on a target: what they raise, and who set them.

Whoever may tag may set them, an intruder too: so they raise a class and never lower one, and
nothing is exempt for them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from runbooks.kit.aws import Aws
from runbooks.kit.moments import for_people
from runbooks.kit.own import BOT, PREFIX, texts
from runbooks.kit.refusals import code_of
from runbooks.kit.text import Said, Text
from runbooks.kit.values import Marks

if TYPE_CHECKING:
    from mypy_boto3_cloudtrail.type_defs import EventTypeDef, LookupAttributeTypeDef

PROTECTED = f"{PREFIX}protected"
DRILL = f"{PREFIX}drill"
STACK = "aws:cloudformation:stack-name"
"""https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html"""
LOOKUP = "cloudtrail:LookupEvents"
NO_TAGS = frozenset({"NoSuchTagSet", "NoSuchBucket"})
MOST = 200
"""Events that are looked at, in pages of 50: AWS answers two calls a second in a Region.

https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
"""

SET = Text(
    "set by {who} at {when} (CloudTrail, {event})",
    ja="{who} が {when} に設定（CloudTrail、{event}）",
)
NOT_KNOWN = Text("who set it is not known: {why}", ja="誰が設定したかは不明です：{why}")
NO_EVENT = Text(
    "CloudTrail tells of no call in {region} within 90 days that set it",
    ja="{region} の CloudTrail の直近 90 日間に、これを設定した呼び出しはありません",
)
TOO_MANY = Text(
    "it is not among the newest {count} events of the target in CloudTrail",
    ja="CloudTrail にある対象の最新 {count} 件のイベントには含まれません",
)
NOT_READ = Text("{code} at cloudtrail:LookupEvents", ja="cloudtrail:LookupEvents で {code}")


def marks_of(resource: str, tags: Mapping[str, str] | None, region: str = "") -> Marks:
    """Return the marks among a target's tags; with None, its tags could not be read."""
    if tags is None:
        return Marks(resource=resource, region=region, is_protected=None)
    stack = tags.get(STACK, "")
    return Marks(
        resource=resource,
        region=region,
        is_protected=PROTECTED in tags,
        is_drill=DRILL in tags,
        stack=stack if stack.casefold().startswith(BOT) else "",
        others=tuple(sorted(key for key in tags if _is_other(key))),
    )


def _is_other(key: str) -> bool:
    return key.casefold().startswith(PREFIX) and key not in {PROTECTED, DRILL}


def of_bucket(aws: Aws, bucket: str) -> Marks:
    """Read the marks of a bucket, which may shut even its own account out of its tags."""
    try:
        answer = aws.read("s3").get_bucket_tagging(Bucket=bucket)
    except ClientError as error:
        code = code_of(error)
        if code in NO_TAGS:
            return marks_of(bucket, {})
        if code == "AccessDenied":
            return marks_of(bucket, None)
        raise
    return marks_of(bucket, {tag["Key"]: tag["Value"] for tag in answer["TagSet"]})


def told(aws: Aws, marks: Marks) -> dict[str, Said]:
    """Return who set each tag that is there, and when, or why that is not known. Asks CloudTrail."""
    there = ((PROTECTED, marks.is_protected), (DRILL, marks.is_drill))
    keys = [key for key, bears in there if bears]
    if not keys:
        return {}
    try:
        events = list(islice(_events(aws, marks), MOST))
    except (ClientError, BotoCoreError) as error:
        code = code_of(error) if isinstance(error, ClientError) else str(error)
        why = NOT_READ.fill(code=code)
        return {key: NOT_KNOWN.fill(why=why) for key in keys}
    region = marks.region or aws.region
    return {key: _setter(region, key, events) for key in keys}


def _events(aws: Aws, marks: Marks) -> Iterator[EventTypeDef]:
    """Yield what CloudTrail's event history tells of a resource, newest first."""
    lookup = aws.read("cloudtrail", marks.region).get_paginator("lookup_events")
    named: LookupAttributeTypeDef = {
        "AttributeKey": "ResourceName",
        "AttributeValue": marks.resource,
    }
    for page in lookup.paginate(LookupAttributes=[named]):
        yield from page.get("Events", [])


def _setter(region: str, key: str, events: list[EventTypeDef]) -> Said:
    for event in events:
        detail = json.loads(event.get("CloudTrailEvent", "{}"))
        if _set(key, detail):
            who = detail.get("userIdentity", {}).get("arn") or event.get("Username", "")
            when = for_people(event["EventTime"])
            return SET.fill(who=who, when=when, event=event.get("EventName", ""))
    why = NO_EVENT.fill(region=region)
    if len(events) == MOST:
        why = TOO_MANY.fill(count=len(events))
    return NOT_KNOWN.fill(why=why)


def _set(key: str, detail: Mapping[str, Any]) -> bool:
    """Say whether a call went through that put a tag of this key on something.

    Each service has a shape of its own for tags, so any value that is the key counts: those of
    a call that takes a tag off do not.
    """
    takes_off = str(detail.get("eventName", "")).startswith(("Delete", "Untag", "Remove"))
    if takes_off or detail.get("errorCode") or detail.get("readOnly"):
        return False
    return key in set(texts(detail.get("requestParameters")))
