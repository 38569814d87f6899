"""What CloudTrail's event history tells of a principal or a resource: who called what, from where.

https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html: management
events of the last 90 days, minutes late; what was read or written in buckets is not in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from botocore.exceptions import ClientError

from runbooks.kit import cloudtrail, holders
from runbooks.kit.aws import Aws
from runbooks.kit.indicators import short
from runbooks.kit.moments import EPOCH, for_people
from runbooks.kit.refusals import why_not
from runbooks.kit.text import Said, Text
from runbooks.kit.values import Frozen, Told

if TYPE_CHECKING:
    from mypy_boto3_cloudtrail.type_defs import EventTypeDef

AT_ONCE = 50
MOST = 6

By = Literal["AccessKeyId", "ResourceName", "Username"]

HEAD = Text(
    "CloudTrail: {count} management events, {first} to {last}; data events of buckets are not in it",
    ja="CloudTrail：管理イベント {count} 件、{first} から {last}。バケットの"
    "データイベントは含まれません",
    one="CloudTrail: 1 management event, of {last}; data events of buckets are not in it",
)
CALL = Text("`{api}` {count}x, {ill} of them refused", ja="`{api}` {count} 回、うち {ill} 回は拒否")
ADDRESS = Text("from `{address}` {count}x", ja="`{address}` から {count} 回")
AGENT = Text("with `{agent}` {count}x", ja="`{agent}` で {count} 回")
ACTOR = Text("by `{actor}` {count}x", ja="`{actor}` が {count} 回")
MORE = Text("… and {count} more", ja="… ほか {count} 件")
NONE = Text(
    "CloudTrail has no management event of {name} in the last {hours} hours; it may be minutes late",
    ja="直近 {hours} 時間の CloudTrail に {name} の管理イベントはありません。"
    "数分遅れることがあります",
)
UNREAD = Text("CloudTrail was not read: {why}", ja="CloudTrail を読み取れませんでした：{why}")
LIMIT = Text(
    "Only the newest {count} events were read",
    ja="最新の {count} 件のイベントだけを読みました",
    one="Only the newest event was read",
)


class Event(Frozen):
    """One event; every text of it is a stranger's.

    `actor` is a principal's ARN, or the AWS service that called for somebody. `reads` says that
    it changed nothing.
    """

    name: str
    at: datetime = EPOCH
    address: str = ""
    agent: str = ""
    actor: str = ""
    code: str = ""
    reads: bool = False


class Trail(Frozen):
    """Events, or why they could not be read; `is_cut` says that there are older ones."""

    events: tuple[Event, ...] = ()
    why_not: Said | None = None
    is_cut: bool = False


def events(aws: Aws, by: By, value: str, since: datetime) -> Trail:
    """Return the newest events with this attribute, of this Region and of global services.

    A denial is an answer; all else rises.
    """
    found: list[Event] = []
    is_cut = False
    try:
        for region in holders.regions(aws):
            answer = aws.read("cloudtrail", region).lookup_events(
                LookupAttributes=[{"AttributeKey": by, "AttributeValue": value}],
                StartTime=since,
                MaxResults=AT_ONCE,
            )
            found += [_event(one) for one in answer["Events"]]
            is_cut = is_cut or bool(answer.get("NextToken"))
    except ClientError as error:
        return Trail(why_not=why_not(error))
    return Trail(events=tuple(sorted(found, key=lambda one: one.at)), is_cut=is_cut)


def tell(trail: Trail, name: str, hours: int) -> Iterator[Told]:
    """Yield what the events come to: counts and named fields, no event to the letter."""
    if trail.why_not is not None:
        yield Told(says=UNREAD.fill(why=trail.why_not))
        return
    if not trail.events:
        yield Told(says=NONE.fill(name=name, hours=hours))
        return
    first, last = (for_people(trail.events[at].at) for at in (0, -1))
    yield Told(says=HEAD.fill(count=len(trail.events), first=first, last=last))
    ill = Counter(one.name for one in trail.events if one.code)
    names = Counter(one.name for one in trail.events)
    calls = [CALL.fill(api=api, count=count, ill=ill[api]) for api, count in names.most_common()]
    yield from _first(calls)
    yield from _counted(ADDRESS, "address", (one.address for one in trail.events))
    yield from _counted(AGENT, "agent", (short(one.agent) for one in trail.events))
    yield from _counted(ACTOR, "actor", (one.actor for one in trail.events))
    if trail.is_cut:
        yield Told(says=LIMIT.fill(count=len(trail.events)))


def _counted(says: Text, blank: str, values: Iterable[str]) -> Iterator[Told]:
    counted = Counter(value for value in values if value).most_common()
    return _first([says.fill(**{blank: value, "count": count}) for value, count in counted])


def _first(lines: list[Said]) -> Iterator[Told]:
    yield from (Told(says=says) for says in lines[:MOST])
    if len(lines) > MOST:
        yield Told(says=MORE.fill(count=len(lines) - MOST))


def _event(event: EventTypeDef) -> Event:
    detail = cloudtrail.detail_of(event)
    who = cloudtrail.part(detail, "userIdentity")
    return Event(
        name=event.get("EventName", "?"),
        at=event.get("EventTime", EPOCH),
        address=cloudtrail.text(detail, "sourceIPAddress"),
        agent=cloudtrail.text(detail, "userAgent"),
        actor=cloudtrail.text(who, "arn") or cloudtrail.text(who, "invokedBy"),
        code=cloudtrail.text(detail, "errorCode"),
        reads=detail.get("readOnly") is True,
    )
