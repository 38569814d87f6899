"""Recalls who has called what in the last days, from CloudTrail's event history.

Management events of the last 90 days, minutes late, one Region each, two answers a second:
https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from botocore.exceptions import BotoCoreError, ClientError

from runbooks.kit import cloudtrail
from runbooks.kit.aws import Aws
from runbooks.kit.holders import regions, time_of
from runbooks.kit.moments import EPOCH
from runbooks.kit.refusals import code_of
from runbooks.kit.text import Said, Text
from runbooks.kit.values import Frozen

if TYPE_CHECKING:
    from mypy_boto3_cloudtrail.type_defs import LookupEventsRequestTypeDef

DAYS = timedelta(days=7)
AT_ONCE = 50
PAGES = 3
"""Of each Region: a plan must not wait for the record of a busy account."""

By = Literal["ResourceName", "Username", ""]

UNREAD = Text("{code} at cloudtrail:LookupEvents", ja="cloudtrail:LookupEvents で {code}")


class Call(Frozen):
    """One call of the record; every text of it is a stranger's.

    `who` is the user's or the session's name, `arn` the caller's, `issuer` the role that issued
    the session, `issued` when. `opened` is the role of which the call opened a session.
    """

    name: str
    at: datetime
    who: str = ""
    address: str = ""
    arn: str = ""
    issuer: str = ""
    issued: datetime | None = None
    opened: str = ""
    is_refused: bool = False


class Heard(Frozen):
    """The calls between two moments, oldest first, or why they could not be read.

    `is_cut` says that there was more than was read, so that `since` is later than it was to be.
    """

    calls: tuple[Call, ...] = ()
    since: datetime = EPOCH
    until: datetime = EPOCH
    is_cut: bool = False
    why_not: Said | None = None


def hear(aws: Aws, by: By, value: str) -> Heard:
    """Return the newest calls with an attribute, or of anybody; what fails is told, not raised.

    No cut waits for a count that could not be read.
    """
    try:
        return _heard([_read(aws, region, by, value) for region in regions(aws)])
    except ClientError as error:
        return Heard(why_not=UNREAD.fill(code=code_of(error)))
    except BotoCoreError as error:
        return Heard(why_not=UNREAD.fill(code=type(error).__name__))


def _heard(parts: list[Heard]) -> Heard:
    """Return what Regions tell as one, from when on all of them were read whole."""
    since = max(part.since for part in parts)
    calls = sorted((one for part in parts for one in part.calls), key=lambda one: one.at)
    return Heard(
        calls=tuple(one for one in calls if one.at >= since),
        since=since,
        until=max(part.until for part in parts),
        is_cut=any(part.is_cut for part in parts),
    )


def _read(aws: Aws, region: str, by: By, value: str) -> Heard:
    asked: LookupEventsRequestTypeDef = {"MaxResults": AT_ONCE}
    if by:
        asked["LookupAttributes"] = [{"AttributeKey": by, "AttributeValue": value}]
    calls: list[Call] = []
    until, is_cut = EPOCH, False
    for page in cloudtrail.pages(aws, region, asked, PAGES):
        until = max(until, time_of(page) or EPOCH)
        calls += [call_of(event) for event in page["Events"]]
        is_cut = bool(page.get("NextToken"))
        if calls and calls[-1].at < until - DAYS:
            is_cut = False
            break
    since = calls[-1].at if is_cut and calls else until - DAYS
    return Heard(calls=tuple(calls), since=since, until=until, is_cut=is_cut)


def call_of(event: Mapping[str, Any]) -> Call:
    """Return an event as a call; what is odd or missing in it is empty."""
    detail = cloudtrail.detail_of(event)
    identity = cloudtrail.part(detail, "userIdentity")
    session = cloudtrail.part(identity, "sessionContext")
    name, asked = str(event.get("EventName", "?")), cloudtrail.part(detail, "requestParameters")
    opens = name.startswith("AssumeRole")
    return Call(
        name=name,
        at=event.get("EventTime", EPOCH).astimezone(UTC),
        who=_who(event, identity),
        address=cloudtrail.text(detail, "sourceIPAddress"),
        arn=cloudtrail.text(identity, "arn"),
        issuer=cloudtrail.text(cloudtrail.part(session, "sessionIssuer"), "arn"),
        issued=_moment(cloudtrail.text(cloudtrail.part(session, "attributes"), "creationDate")),
        opened=cloudtrail.text(asked, "roleArn") if opens else "",
        is_refused=bool(detail.get("errorCode")),
    )


def _who(event: Mapping[str, Any], identity: Mapping[str, Any]) -> str:
    """Return the last part of whose call it was: a user's name, or that of a role's session."""
    arn = cloudtrail.text(identity, "arn")
    return (
        arn.rpartition("/")[2]
        or cloudtrail.text(event, "Username")
        or cloudtrail.text(identity, "type")
    )


def _moment(spelled: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(spelled)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
