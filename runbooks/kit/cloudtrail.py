"""CloudTrail's event history page by page, and what an event bears: strangers wrote most of it.

https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from runbooks.kit.aws import Aws

if TYPE_CHECKING:
    from mypy_boto3_cloudtrail.type_defs import LookupEventsRequestTypeDef


def pages(aws: Aws, region: str, asked: LookupEventsRequestTypeDef, most: int) -> Iterator[Any]:
    """Yield the newest events of a Region, page by page, so many pages at most."""
    client, more = aws.read("cloudtrail", region), asked
    for _ in range(most):
        page = client.lookup_events(**more)
        yield page
        token = page.get("NextToken")
        if not token:
            return
        more = {**asked, "NextToken": token}


def detail_of(event: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an event's own record; empty where it has none that can be read."""
    try:
        found = json.loads(event.get("CloudTrailEvent") or "{}")
    except (TypeError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def part(detail: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return an object within another, empty where it is not there or of another kind."""
    found = detail.get(key)
    return found if isinstance(found, dict) else {}


def text(detail: Mapping[str, Any], key: str) -> str:
    """Return a text within an object, empty where it is not there or of another kind."""
    found = detail.get(key)
    return found if isinstance(found, str) else ""
