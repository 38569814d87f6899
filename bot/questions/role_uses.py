"""Reads from CloudTrail who has entered secbot's roles in an account, and what they changed.

LookupEvents takes one attribute, two calls a second for each account and Region, and tells
management events alone, minutes late:
https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
Whoever enters a role leaves an AssumeRole that names the role among its resources, whatever the
session is called; what the session does then is found by the key that the role has given it. So
three look-ups a Region, and one a session and Region, are enough, however busy an account is.
Not seen is: a session that was begun in a Region that is not watched, or before the first look;
and what is no management event.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from bot.domain.guarding import Trail, Use
from bot.domain.policy import Account
from bot.domain.words import guarding as words
from bot.ports.estate import Estate
from bot.ports.threads import Threads
from bot.questions.checks.catalogue import REGIONS
from bot.questions.reasons import reason_of
from runbooks.kit import cloudtrail, holders
from runbooks.kit.aws import Aws
from runbooks.kit.text import Said
from runbooks.kit.values import Power

if TYPE_CHECKING:
    from mypy_boto3_cloudtrail.type_defs import LookupEventsRequestTypeDef

T = TypeVar("T")
By = Literal["AccessKeyId", "ResourceName"]

ACTIONS = ("cloudtrail:LookupEvents", "ec2:DescribeRegions")
AT_ONCE = 6
"""Regions at a time: less than half of the threads that questions have."""
LONGEST = 240.0
"""Seconds that a look at an account takes at most."""
PAGES = 10
"""Of 50 events; of whatever has more, what is older stays unread, and that is told."""
ENTERING = "AssumeRole"
SHARED = {"securityhub:BatchUpdateFindingsV2": "securityhub:BatchUpdateFindings"}
"""Calls that go by another one's action for IAM, which is what a step's intent names."""
SERVICE = ".amazonaws.com"


@dataclass(frozen=True, slots=True)
class Found:
    """What a look-up has shown; `is_cut` says that there was more."""

    uses: tuple[Use, ...] = ()
    is_cut: bool = False


@dataclass(slots=True)
class Look:
    """One look at an account: its Regions, and why any of them is not known.

    It lasts until `until` of the loop's clock, and reads so many `pages` of an attribute at most.
    """

    aws: Aws
    account: Account
    regions: tuple[str, ...]
    until: float
    pages: int
    uses: dict[str, Use] = field(default_factory=dict)
    whys: dict[str, Said] = field(default_factory=dict)

    @property
    def roles(self) -> Mapping[str, str]:
        """Return the names of the roles that change things, by their ARNs."""
        paths = map(self.account.role_of, Power)
        start = f"arn:{self.aws.partition}:iam::{self.account.number}:role/"
        return {start + path.strip("/"): path.rpartition("/")[2] for path in paths}


class LookingTrail:
    """Fulfils the role trail port, under the read role."""

    def __init__(
        self, estate: Estate, threads: Threads, *, longest: float = LONGEST, pages: int = PAGES
    ) -> None:
        """Ask on these threads, for so many seconds and pages of an attribute at most."""
        self._estate = estate
        self._threads = threads
        self._longest = longest
        self._pages = pages
        self._free = asyncio.Semaphore(AT_ONCE)

    async def read(
        self, account: Account, since: Mapping[str, datetime], otherwise: datetime
    ) -> Trail:
        until = asyncio.get_running_loop().time() + self._longest
        entered = await self._ask(account, until, lambda: self._enter(account))
        if isinstance(entered, Said):
            return Trail((), {"": entered})
        look = Look(*entered, until=until, pages=self._pages)
        starts = {region: min(since.get(region, otherwise), otherwise) for region in look.regions}
        await self._each(look, lambda region: _entries(look, region, starts[region]))
        keys = {use.key: use for use in look.uses.values() if use.key}
        await self._each(look, lambda region: _made(look, region, tuple(keys.values())))
        whys: dict[str, Said | None] = {region: look.whys.get(region) for region in look.regions}
        return Trail(tuple(look.uses.values()), whys)

    def _enter(self, account: Account) -> tuple[Aws, Account, tuple[str, ...]]:
        """Return the account, entered, and the Regions to look at: IAM's and ours at least."""
        aws = self._estate.reading(account, "", ACTIONS)
        watched = account.watch_regions or REGIONS.enabled(aws)
        listed = (*watched, *account.act_regions, holders.home(aws), aws.region)
        return aws, account, tuple(dict.fromkeys(listed))

    async def _each(self, look: Look, work: Callable[[str], Found]) -> None:
        """Look into every Region side by side; one that fails hurts no other."""
        asked = (self._ask(look.account, look.until, partial(work, one)) for one in look.regions)
        for region, found in zip(look.regions, await asyncio.gather(*asked), strict=True):
            if isinstance(found, Said):
                look.whys[region] = found
                continue
            look.uses.update({use.event_id: use for use in found.uses})
            if found.is_cut:
                look.whys[region] = words.TOO_MUCH.fill()

    async def _ask(self, account: Account, until: float, work: Callable[[], T]) -> T | Said:
        try:
            async with self._free, asyncio.timeout_at(until):
                return await self._threads.run(work)
        except Exception as error:  # noqa: BLE001 - whatever fails, the reason is told
            return reason_of(error, account.number, self._longest)


def _entries(look: Look, region: str, since: datetime) -> Found:
    """Return who has entered the roles by STS of this Region."""
    found: list[Use] = []
    is_cut = False
    for arn, role in look.roles.items():
        events, is_more = _events(look, region, "ResourceName", arn, since)
        is_cut = is_cut or is_more
        details = ((event, cloudtrail.detail_of(event)) for event in events)
        found += [
            _entry(look, region, role, event, detail)
            for event, detail in details
            if event.get("EventName") == ENTERING
            and not detail.get("errorCode")
            and cloudtrail.part(detail, "requestParameters").get("roleArn") == arn
        ]
    return Found(tuple(found), is_cut)


def _made(look: Look, region: str, entries: Sequence[Use]) -> Found:
    """Return what the sessions have changed in this Region, and into what else they went."""
    found: list[Use] = []
    is_cut = False
    for entry in entries:
        events, is_more = _events(look, region, "AccessKeyId", entry.key, entry.at)
        is_cut = is_cut or is_more
        found += [_call(entry, region, event) for event in events if _changes(event)]
    return Found(tuple(found), is_cut)


def _events(look: Look, region: str, by: By, value: str, since: datetime) -> tuple[list[Any], bool]:
    """Return the newest events with an attribute, and whether there are more."""
    asked: LookupEventsRequestTypeDef = {
        "LookupAttributes": [{"AttributeKey": by, "AttributeValue": value}],
        "StartTime": since,
    }
    found: list[Any] = []
    is_more = True
    for page in cloudtrail.pages(look.aws, region, asked, look.pages):
        found += page["Events"]
        is_more = bool(page.get("NextToken"))
    return found, is_more


def _entry(look: Look, region: str, role: str, event: Any, detail: Mapping[str, Any]) -> Use:
    asked = cloudtrail.part(detail, "requestParameters")
    given = cloudtrail.part(cloudtrail.part(detail, "responseElements"), "credentials")
    return Use(
        **_told(event, detail),
        account=look.account.number,
        region=region,
        role=role,
        session=cloudtrail.text(asked, "roleSessionName"),
        key=cloudtrail.text(given, "accessKeyId"),
        policy=cloudtrail.text(asked, "policy"),
        enters=True,
    )


def _call(entry: Use, region: str, event: Any) -> Use:
    detail = cloudtrail.detail_of(event)
    by = cloudtrail.text(cloudtrail.part(detail, "userIdentity"), "invokedBy")
    return Use(
        **_told(event, detail),
        account=entry.account,
        region=region,
        role=entry.role,
        session=entry.session,
        key=entry.key,
        by_service=by.endswith(SERVICE),
    )


def _told(event: Any, detail: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is told of every call alike; all of it is as strangers have it."""
    identity = cloudtrail.part(detail, "userIdentity")
    service = cloudtrail.text(detail, "eventSource").removesuffix(SERVICE)
    action = f"{service}:{event.get('EventName', '?')}"
    return {
        "event_id": str(event.get("EventId", "")),
        "action": SHARED.get(action, action),
        "at": event["EventTime"].astimezone(UTC),
        "request_id": cloudtrail.text(detail, "requestID"),
        "address": cloudtrail.text(detail, "sourceIPAddress"),
        "caller": next(_names(identity), ""),
        "code": cloudtrail.text(detail, "errorCode"),
    }


def _names(identity: Mapping[str, Any]) -> Iterator[str]:
    """Yield who it was, the fullest first: of another account's caller only an id is told."""
    for key in ("arn", "principalId", "accountId"):
        if name := cloudtrail.text(identity, key):
            yield name


def _changes(event: Any) -> bool:
    """Say whether a call changes something, or goes on under another role."""
    return event.get("ReadOnly") != "true" or str(event.get("EventName")).startswith(ENTERING)
