"""Asks GuardDuty and Security Hub again for what they have found, under the read role.

https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListFindings.html
https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_GetFindings.html
An administrator is told the findings of its members too. Both are asked for what was updated
since a moment, oldest first, so that a sweep that is cut can go on. Not seen is what customers
write (`BatchUpdateFindings` leaves `UpdatedAt` as it is), and what was deleted meanwhile.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar

from botocore.exceptions import ClientError

from bot.domain.policy import Account
from bot.domain.sweeping import Detector, Haul
from bot.ports.estate import Estate
from bot.ports.threads import Threads
from bot.questions.checks.catalogue import REGIONS
from bot.questions.checks.security_hub import NOT_SUBSCRIBED
from bot.questions.reasons import reason_of
from runbooks.kit.aws import Aws
from runbooks.kit.text import Said

T = TypeVar("T")
Bodies = Sequence[Mapping[str, Any]]

ACTIONS: Mapping[Detector, tuple[str, ...]] = {
    Detector.GUARDDUTY: (
        "guardduty:ListDetectors",
        "guardduty:ListFindings",
        "guardduty:GetFindings",
    ),
    Detector.SECURITY_HUB: ("securityhub:GetFindings",),
}
LONGEST = 60.0
"""Seconds that one place takes at most."""
PAGE = {Detector.GUARDDUTY: 50, Detector.SECURITY_HUB: 100}
LAST = "9999-12-31T23:59:59.999Z"
"""A filter by dates has to have both: nothing is later than this."""
EARLIEST = datetime.min.replace(tzinfo=UTC)
MOST = 1000
"""Findings that are read of a place at a time."""
MOST_ALIKE = 10_000
"""Of one and the same moment as many more are read: a mark can't stand among them."""


class LookingSweeper:
    """Fulfils the sweeper port."""

    def __init__(
        self, estate: Estate, threads: Threads, *, longest: float = LONGEST, most: int = MOST
    ) -> None:
        """Ask on these threads, for so many seconds and findings of a place at most."""
        self._estate = estate
        self._threads = threads
        self._longest = longest
        self._most = most

    async def regions(self, account: Account) -> tuple[str, ...] | Said:
        if account.watch_regions:
            return account.watch_regions
        return await self._ask(account, partial(self._enabled, account))

    async def sweep(
        self, account: Account, region: str, detector: Detector, since: datetime
    ) -> Haul | Said:
        return await self._ask(account, partial(self._sweep, account, region, detector, since))

    async def _ask(self, account: Account, work: Callable[[], T]) -> T | Said:
        try:
            async with asyncio.timeout(self._longest):
                return await self._threads.run(work)
        except Exception as error:  # noqa: BLE001 - whatever fails, the reason is told
            return reason_of(error, account.number, self._longest)

    def _enabled(self, account: Account) -> tuple[str, ...]:
        return REGIONS.enabled(self._estate.reading(account, "", REGIONS.about.actions))

    def _sweep(self, account: Account, region: str, detector: Detector, since: datetime) -> Haul:
        aws = self._estate.reading(account, region, ACTIONS[detector])
        pages = _of_guardduty if detector is Detector.GUARDDUTY else _of_security_hub
        return _hauled(pages(aws, since), since, self._most)


def _hauled(pages: Iterator[Bodies], since: datetime, most: int) -> Haul:
    """Return what the pages hold; where it is too much, up to a moment from which to go on."""
    found: list[Mapping[str, Any]] = []
    until = since
    for page in pages:
        if len(found) >= (most if until > since else MOST_ALIKE):
            return Haul(tuple(found), until)
        found += page
        until = max((until, *map(_updated, page)), default=until)
    return Haul(tuple(found))


def _of_guardduty(aws: Aws, since: datetime) -> Iterator[Bodies]:
    """Yield the findings of the detector, page by page; none where there is no detector."""
    client = aws.read("guardduty")
    listing = client.get_paginator("list_findings")
    criterion: Any = {"updatedAt": {"GreaterThanOrEqual": int(since.timestamp() * 1000)}}
    for detector in client.list_detectors()["DetectorIds"]:
        for page in listing.paginate(
            DetectorId=detector,
            FindingCriteria={"Criterion": criterion},
            SortCriteria={"AttributeName": "updatedAt", "OrderBy": "ASC"},
            PaginationConfig={"PageSize": PAGE[Detector.GUARDDUTY]},
        ):
            if ids := page["FindingIds"]:
                answer = client.get_findings(DetectorId=detector, FindingIds=ids)
                yield answer["Findings"]


def _of_security_hub(aws: Aws, since: datetime) -> Iterator[Bodies]:
    """Yield the hub's findings, page by page; none where the hub is off."""
    listing = aws.read("securityhub").get_paginator("get_findings")
    start = since.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    try:
        for page in listing.paginate(
            Filters={"UpdatedAt": [{"Start": start, "End": LAST}]},
            SortCriteria=[{"Field": "UpdatedAt", "SortOrder": "asc"}],
            PaginationConfig={"PageSize": PAGE[Detector.SECURITY_HUB]},
        ):
            yield page["Findings"]
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") not in NOT_SUBSCRIBED:
            raise


def _updated(body: Mapping[str, Any]) -> datetime:
    """Return when a finding was updated; what tells no moment moves no mark."""
    try:
        at = datetime.fromisoformat(str(body.get("UpdatedAt")))
    except ValueError:
        return EARLIEST
    return at if at.tzinfo else EARLIEST
