"""Paces the calls to each API of an account's Regions, so that questions never throttle response."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from botocore.client import BaseClient
from botocore.exceptions import BotoCoreError

from bot.ports.estate import THROTTLING

SHORTEST_PAUSE = 0.5
LONGEST_PAUSE = 30.0


class TooManyCallsError(BotoCoreError):
    """A call was not let through in time: no request has left, and it may go well later."""

    fmt = "too many calls to {service} in account {account} just now"


class Rank(IntEnum):
    """Who calls; the lower goes first."""

    RESPONSE = 0
    QUESTION = 1


PATIENCE: Mapping[Rank, float] = {Rank.RESPONSE: 30.0, Rank.QUESTION: 3.0}
"""Seconds that a call may wait here before it is given up."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How many calls may come at once, and how many a second after that."""

    at_once: float
    per_second: float


USUAL = Pace(at_once=40, per_second=20)
"""EC2 lets 20 describing calls a second through, and more at once:
https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html"""

PACES: Mapping[str, Pace] = {
    "acm:DescribeCertificate": Pace(at_once=10, per_second=10),
    "cloudtrail": Pace(at_once=10, per_second=10),
    "cloudtrail:LookupEvents": Pace(at_once=2, per_second=2),
    "cloudwatch:DescribeAlarms": Pace(at_once=9, per_second=9),
    "health": Pace(at_once=5, per_second=2),
    "organizations": Pace(at_once=10, per_second=2),
    "s3": Pace(at_once=100, per_second=100),
    "support": Pace(at_once=5, per_second=2),
}
"""APIs, and operations, whose pace is another: CloudTrail's LookupEvents takes two calls a second
(https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html), ACM's
DescribeCertificate ten (https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html),
CloudWatch's DescribeAlarms nine
(https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html). Health
and Support tell no rate: theirs is slow on purpose."""


class Bucket:
    """The tokens of one API in one account and Region; a call takes one or waits for it."""

    def __init__(self, pace: Pace, monotonic: Callable[[], float]) -> None:
        """Begin full."""
        self._pace = pace
        self._monotonic = monotonic
        self._tokens = pace.at_once
        self._filled_at = monotonic()
        self._paused_until = self._filled_at
        self._throttled = 0
        self._waiting: Counter[Rank] = Counter()
        self._changed = threading.Condition()

    def waiting(self, rank: Rank) -> int:
        """Return how many calls of a rank wait."""
        with self._changed:
            return self._waiting[rank]

    def take(self, rank: Rank, patience: float) -> bool:
        """Take a token, after every call of a better rank; False after `patience` seconds."""
        with self._changed:
            give_up_at = self._monotonic() + patience
            self._waiting[rank] += 1
            try:
                while (wait := self._seconds_to_wait(rank)) > 0:
                    left = give_up_at - self._monotonic()
                    if left <= 0:
                        return False
                    self._changed.wait(min(wait, left))
                self._tokens -= 1
                return True
            finally:
                self._waiting[rank] -= 1
                self._changed.notify_all()

    def throttled(self) -> None:
        """AWS asks to slow down: let nothing through for a while, twice as long each time."""
        with self._changed:
            pause = min(LONGEST_PAUSE, SHORTEST_PAUSE * 2.0**self._throttled)
            self._throttled = min(self._throttled + 1, 10)
            self._tokens = 0
            self._paused_until = self._monotonic() + pause

    def passed(self) -> None:
        """AWS has answered: the next pause is a short one again."""
        with self._changed:
            self._throttled = 0

    def _seconds_to_wait(self, rank: Rank) -> float:
        """Return 0 where it is this rank's turn, else for how long it is not, at least."""
        now = self._monotonic()
        filled = self._tokens + (now - self._filled_at) * self._pace.per_second
        self._tokens = min(self._pace.at_once, filled)
        self._filled_at = now
        if any(self._waiting[better] for better in Rank if better < rank):
            return LONGEST_PAUSE
        missing = max(0.0, 1 - self._tokens) / self._pace.per_second
        return max(missing, self._paused_until - now)


class Limiter:
    """One bucket an API, account and Region, as AWS counts, shared by whoever calls there."""

    def __init__(
        self,
        paces: Mapping[str, Pace] = PACES,
        usual: Pace = USUAL,
        patience: Mapping[Rank, float] = PATIENCE,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take the pace of each boto3 service, of operations apart, and how long each rank waits."""
        self._paces = paces
        self._usual = usual
        self._patience = patience
        self._monotonic = monotonic
        self._buckets: dict[tuple[str, str, str], Bucket] = {}
        self._lock = threading.Lock()

    def bucket(self, service: str, account: str, region: str, operation: str = "") -> Bucket:
        """Return the bucket that a call takes its token from: its API's, or its operation's own."""
        own = f"{service}:{operation}"
        api = own if own in self._paces else service
        with self._lock:
            name = (api, account, region)
            if name not in self._buckets:
                pace = self._paces.get(api, self._usual)
                self._buckets[name] = Bucket(pace, self._monotonic)
            return self._buckets[name]

    def watch(self, client: BaseClient, account: str, rank: Rank) -> None:
        """Have every request of this client, retries too, take a token before it is signed."""
        service, region = client.meta.service_model.service_name, client.meta.region_name

        def bucket(event_name: str) -> Bucket:
            return self.bucket(service, account, region, event_name.rpartition(".")[2])

        def wait(event_name: str, **_: Any) -> None:
            if not bucket(event_name).take(rank, self._patience[rank]):
                raise TooManyCallsError(service=service, account=account)

        def listen(event_name: str, parsed_response: dict[str, Any] | None, **_: Any) -> None:
            if parsed_response is None:
                return
            if parsed_response.get("Error", {}).get("Code") in THROTTLING:
                bucket(event_name).throttled()
            else:
                bucket(event_name).passed()

        client.meta.events.register_first("request-created", wait)
        client.meta.events.register("response-received", listen)
