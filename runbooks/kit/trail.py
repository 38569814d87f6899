"""Whether CloudTrail shows that somebody who was denied everything has got through since.

CloudTrail is late, by about five minutes and without a promise, so that its silence proves
nothing at once. It tells management events only, of one Region each, two answers a second:
https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/how-cloudtrail-works.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from botocore.exceptions import BotoCoreError, ClientError

from runbooks.kit import cloudtrail
from runbooks.kit.aws import Aws
from runbooks.kit.holders import Holder, identity_of, regions, time_of
from runbooks.kit.refusals import code_of
from runbooks.kit.text import Said, Text
from runbooks.kit.values import Claim, Frozen, Proof

if TYPE_CHECKING:
    from mypy_boto3_cloudtrail.type_defs import LookupEventsRequestTypeDef

COVERED = timedelta(minutes=15)
"""How long after a call CloudTrail is trusted to show it: three times what it takes on average."""
SETTLED = timedelta(minutes=1)
"""How long a policy may take to hold everywhere, in which a call may get through still:
https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html (eventual consistency)."""
PAGES = 4
NAMED = 3
WRITTEN = "%H:%M:%S"
UNDENIABLE = frozenset({"ConsoleLogin", "GetCallerIdentity", "GetSessionToken"})
"""What no policy denies; whoever does these can do nothing more:
https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html
"""

UNPROVED = Text(
    "CloudTrail's silence about {who} is known only 15 minutes after the deny, for {regions} "
    "alone, and never for data events, such as reading objects",
    ja="{who} についての CloudTrail の沈黙が分かるのは、拒否から 15 分後、{regions} "
    "に限られます。オブジェクトの読み取りなどのデータイベントについては"
    "分かりません",
)
SILENT = Text(
    "CloudTrail shows no call of {who} that got through since {since} UTC",
    ja="CloudTrail では、{since} UTC 以降に {who} の成功した呼び出しはありません",
)
SILENT_SO_FAR = Text(
    "CloudTrail shows no call of {who} that got through so far; it is late, so I look again "
    "after {at} UTC",
    ja="CloudTrail では、これまでに {who} の成功した呼び出しはありません。反映が"
    "遅れるため、{at} UTC 以降に再確認します",
)
NOT_SEEN_YET = Text(
    "CloudTrail does not show the deny of {who} itself yet, and so no silence",
    ja="CloudTrail に {who} の拒否そのものがまだ載っていないため、沈黙も確認できません",
)
UNREAD = Text(
    "CloudTrail could not be read ({code}): whether {who} is silent is not known",
    ja="CloudTrail を読み取れませんでした（{code}）：{who} が沈黙しているかどうかは不明です",
)
TOO_MUCH = Text(
    "CloudTrail shows more than I read through: whether {who} is silent is not known",
    ja="CloudTrail の件数が読み取れる範囲を超えています：{who} が沈黙しているかどうかは不明です",
)
GOT_THROUGH = Text(
    "CloudTrail shows calls of {who} that got through after the deny: {calls}",
    ja="CloudTrail では、拒否の後に成功した {who} の呼び出しがあります：{calls}",
)


class Trail(Frozen):
    """What CloudTrail tells of somebody since they were denied.

    `since` is when it shows the deny, None where it does not yet; `read_at` is AWS's time of
    the answer; `calls` got through, `refused` is how many did not; `why` is AWS's code where it
    could not be read, `is_cut` says that there was more than was read.
    """

    since: datetime | None = None
    read_at: datetime | None = None
    calls: tuple[str, ...] = ()
    refused: int = 0
    regions: tuple[str, ...] = ()
    is_cut: bool = False
    why: str = ""


class Denied(Frozen):
    """The call by which somebody was denied: its name, and a parameter that tells whose it was.

    `before` is set where only sessions from before that moment are denied.
    """

    event: Literal["AttachUserPolicy", "AttachRolePolicy", "PutRolePolicy"]
    parameters: dict[str, str]
    before: datetime | None = None


def observe(aws: Aws, holder: Holder, denied: Denied) -> Trail:
    """Read what a principal has done since it was denied; never raises for a lookup that fails."""
    try:
        return _read(aws, holder, denied)
    except (ClientError, BotoCoreError) as error:
        code = type(error).__name__
        if isinstance(error, ClientError):
            code = code_of(error)
        return Trail(why=code, regions=regions(aws))


def held(holder: Holder, seen: Trail) -> Claim:
    """Return what is proved of the silence: what only time will tell is not known before."""
    who = {"who": holder.spoken}
    if seen.why:
        return _claim(UNREAD.fill(**who, code=seen.why), Proof.INCONCLUSIVE, seen)
    if seen.since is None or seen.read_at is None:
        return _claim(NOT_SEEN_YET.fill(**who), Proof.INCONCLUSIVE, seen)
    if seen.calls:
        more = ", ..." if len(seen.calls) > NAMED else ""
        calls = ", ".join(seen.calls[:NAMED]) + more
        return _claim(GOT_THROUGH.fill(**who, calls=calls), Proof.FAILED, seen)
    at = seen.since + COVERED
    if seen.read_at < at:
        says = SILENT_SO_FAR.fill(**who, at=at.strftime(WRITTEN))
        return _claim(says, Proof.INCONCLUSIVE, seen)
    if seen.is_cut:
        return _claim(TOO_MUCH.fill(**who), Proof.INCONCLUSIVE, seen)
    return _claim(SILENT.fill(**who, since=seen.since.strftime(WRITTEN)), Proof.PASSED, seen)


def unproved(aws: Aws, holder: Holder) -> Said:
    """Return what a plan says of it beforehand."""
    return UNPROVED.fill(who=holder.spoken, regions=", ".join(regions(aws)))


def _read(aws: Aws, holder: Holder, denied: Denied) -> Trail:
    where = regions(aws)
    since, read_at = _denied_at(aws, where[0], denied)
    if since is None:
        return Trail(read_at=read_at, regions=where)
    calls: list[str] = []
    refused, is_cut = 0, False
    for region in where:
        asked: LookupEventsRequestTypeDef = {"StartTime": since}
        if holder.kind == "user":
            asked["LookupAttributes"] = [
                {"AttributeKey": "Username", "AttributeValue": holder.name}
            ]
        pages = list(cloudtrail.pages(aws, region, asked, PAGES))
        is_cut = is_cut or bool(pages[-1].get("NextToken"))
        found = [event for page in pages for event in page["Events"]]
        for event in (one for one in found if _is_by(holder, one, denied.before)):
            if _detail(event).get("errorCode"):
                refused += 1
            elif _got_through(event, since):
                calls.append(_spoken(event))
    return Trail(
        since=since,
        read_at=read_at,
        calls=tuple(calls),
        refused=refused,
        regions=where,
        is_cut=is_cut,
    )


def _denied_at(aws: Aws, region: str, denied: Denied) -> tuple[datetime | None, datetime | None]:
    """Return when CloudTrail shows the newest deny, and AWS's time of that answer."""
    asked: LookupEventsRequestTypeDef = {
        "LookupAttributes": [{"AttributeKey": "EventName", "AttributeValue": denied.event}]
    }
    read_at: datetime | None = None
    for page in cloudtrail.pages(aws, region, asked, PAGES):
        read_at = read_at or time_of(page)
        for event in page["Events"]:
            detail = _detail(event)
            parameters = detail.get("requestParameters") or {}
            is_it = all(parameters.get(key) == value for key, value in denied.parameters.items())
            if is_it and not detail.get("errorCode"):
                return event["EventTime"].astimezone(UTC), read_at
    return None, read_at


def _is_by(holder: Holder, event: Mapping[str, Any], before: datetime | None) -> bool:
    """Say whether a call was made by this principal, in a session from before where one is named.

    A user's own sessions bear the user's name, a role's that of the role that issued them.
    """
    identity = identity_of(event)
    session = identity.get("sessionContext") or {}
    issuer = session.get("sessionIssuer") or {}
    if holder.arn not in {identity.get("arn"), issuer.get("arn")}:
        return False
    issued = (session.get("attributes") or {}).get("creationDate")
    return before is None or not issued or datetime.fromisoformat(issued) < before


def _got_through(event: Mapping[str, Any], since: datetime) -> bool:
    """Say whether a call that was not refused should have been."""
    is_late = event["EventTime"] > since + SETTLED
    return is_late and event.get("EventName") not in UNDENIABLE


def _spoken(event: Mapping[str, Any]) -> str:
    key = event.get("AccessKeyId", "")
    by = f" by {key}" if key else ""
    at = event["EventTime"].astimezone(UTC).strftime(WRITTEN)
    return f"{event.get('EventName', '?')}{by} at {at} UTC"


def _detail(event: Mapping[str, Any]) -> Mapping[str, Any]:
    found = json.loads(event.get("CloudTrailEvent") or "{}")
    return found if isinstance(found, dict) else {}


def _claim(says: Said, proof: Proof, seen: Trail) -> Claim:
    where = ", ".join(seen.regions)
    evidence = f"cloudtrail:LookupEvents in {where}: {seen.refused} refused since"
    return Claim(key="silent", proof=proof, says=says, evidence=evidence, takes_time=True)
