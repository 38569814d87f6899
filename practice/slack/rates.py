"""Slack's rate limits: a bucket for each method, and one for each channel's messages."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from practice.slack.clock import Now

TIERS: Mapping[int, float] = {1: 1, 2: 20, 3: 50, 4: 100}
"""Calls a minute; https://docs.slack.dev/apis/web-api/rate-limits."""

TIER_OF = {
    "apps.connections.open": 3,
    "usergroups.list": 2,
    "usergroups.users.list": 2,
    "chat.update": 3,
    "chat.delete": 3,
    "conversations.history": 3,
    "conversations.replies": 3,
    "conversations.info": 3,
    "conversations.open": 3,
}
_UNTIERED = frozenset({"chat.postMessage", "auth.test", "blocks.validate"})
_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Rates:
    """How fast the app may call: messages a second in one channel, and whether tiers hold."""

    messages_a_second: float = 1.0
    burst: int = 5
    has_tiers: bool = True


class _Bucket:
    def __init__(self, size: float, a_second: float, now: float) -> None:
        self._size = size
        self._a_second = a_second
        self._level = size
        self._at = now

    def wait(self, now: float) -> float:
        """Take one; return 0, or the seconds until there is one."""
        self._level = min(self._size, self._level + (now - self._at) * self._a_second)
        self._at = now
        if self._level >= 1:
            self._level -= 1
            return 0
        return (1 - self._level) / self._a_second


class Limiter:
    """Says how long a call must wait; with no rates, never."""

    def __init__(self, rates: Rates | None, now: Now) -> None:
        """Begin with full buckets."""
        self._rates = rates
        self._now = now
        self._buckets: dict[str, _Bucket] = {}

    def seconds_to_wait(self, method: str, channel: str) -> int:
        """Count a call in; return 0, or the whole seconds of `Retry-After`."""
        if self._rates is None:
            return 0
        now = self._now().timestamp()
        if method == "chat.postMessage":
            pace = self._rates.messages_a_second
            bucket = self._bucket(f"{method} {channel}", self._rates.burst, pace, now)
        elif method in _UNTIERED or not self._rates.has_tiers:
            return 0
        else:
            a_minute = TIERS[TIER_OF.get(method, 4)]
            bucket = self._bucket(method, a_minute, a_minute / _MINUTE, now)
        return math.ceil(bucket.wait(now))

    def _bucket(self, name: str, size: float, a_second: float, now: float) -> _Bucket:
        return self._buckets.setdefault(name, _Bucket(size, a_second, now))
