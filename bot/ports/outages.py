"""The outages of Slack: one row each, whichever process has seen it fail."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from bot.domain.outage import News, Outage


class Outages(Protocol):
    """At most one is not over; it holds for all processes."""

    def failed(self, now: datetime) -> Outage:
        """Note that an attempt was not taken; return what goes on, which may begin with it."""
        ...

    def live(self) -> Outage | None:
        """Return what is not over, declared or not."""
        ...

    def get(self, number: int) -> Outage | None:
        """Return an outage, or None."""
        ...

    def declare(self, number: int) -> None:
        """Let it count."""
        ...

    def forget(self, number: int) -> None:
        """Take away what was no outage but a stumble."""
        ...

    def end(self, number: int, now: datetime) -> bool:
        """Say that it is over; False where somebody has said so before."""
        ...

    def owed(self) -> tuple[Outage, ...]:
        """Return those that count and about which there may be something to page."""
        ...

    def paged(self, number: int, to: int) -> None:
        """Say that all up to this record was paged."""
        ...

    def settle(self, number: int) -> None:
        """Say that there is nothing more to page about it."""
        ...

    def newest(self) -> int:
        """Return the number of the newest record, 0 where there is none."""
        ...

    def news(self, outage: Outage, after: int, to: int, channel: str = "") -> News:
        """Return what came after one record up to another, in a channel or (empty) in all."""
        ...

    def waiting_places(self) -> frozenset[str]:
        """Return where messages wait to be brought."""
        ...

    def told_in(self, number: int) -> frozenset[str]:
        """Return where this outage is told of, or is to be."""
        ...

    def put_first(self, number: int, places: Collection[str]) -> None:
        """Let what tells of this outage go before all else that waits there."""
        ...

    def line_up(self, now: datetime) -> None:
        """Order what has waited: by severity, behind what comes from now on, and due at once."""
        ...
