"""Time in the workspace: the machine's clock, and Slack's timestamps made from a clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Now = Callable[[], datetime]

_MICROSECOND = timedelta(microseconds=1)
_EPOCH = datetime.fromtimestamp(0, UTC)


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


class Timestamps:
    """Gives Slack's `ts`: seconds and microseconds, each later than the one before."""

    def __init__(self, now: Now) -> None:
        """Keep the clock."""
        self._now = now
        self._last = 0

    def following(self) -> str:
        """Return the next timestamp."""
        self._last = max(self._last + 1, (self._now() - _EPOCH) // _MICROSECOND)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"


class Serials:
    """Gives ids that never come again."""

    def __init__(self) -> None:
        """Begin at one."""
        self._count = 0

    def following(self, prefix: str) -> str:
        """Return the next id, such as `V00000007`."""
        self._count += 1
        return f"{prefix}{self._count:08d}"
