"""The outbox: what is to be shown where, and who is bringing it there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.message import Depth
from bot.domain.posting import Due, Sheet, Wanted


class Outbox(Protocol):
    """One row a message, one bucket a destination; a pending edit is only ever the newest."""

    def want(self, messages: Sequence[Wanted], at: datetime) -> None:
        """Ask for each message, or for an edit of it: one more revision, one row."""
        ...

    def hasten(self, destination: str, sheet: Sheet, subject: str) -> None:
        """Let a message go at once that `not_before` has held back."""
        ...

    def spare(self, destination: str, sheet: Sheet) -> None:
        """Give up the posts of one kind that wait there and were wanted once; once more, and they come."""
        ...

    def lease(self, now: datetime, limit: int, lease: timedelta) -> tuple[Due, ...]:
        """Lease what is pending and allowed now, the oldest first, one a destination.

        Left out: what another process has leased, what is held back, what waits for the card
        whose thread it belongs to, and destinations whose bucket is empty or blocked.
        """
        ...

    def sent(self, due: Due, ts: str, now: datetime) -> bool:
        """Say that the leased revision is there; False where the lease was lost."""
        ...

    def failed(self, due: Due, *, retry_at: datetime, uncertain: bool) -> None:
        """Give the lease back; `uncertain` where Slack may have taken it all the same."""
        ...

    def give_up(self, due: Due, reason: str) -> None:
        """Say that Slack will never take this revision; a newer one may be wanted later."""
        ...

    def block(self, destination: str, until: datetime) -> None:
        """Hold a destination back in every process: Slack has said for how long."""
        ...

    def about(self, incident: int) -> tuple[Wanted, ...]:
        """Return each message about an incident, wherever it is or is to be."""
        ...

    def waits_since(self, destination: str) -> datetime | None:
        """Return since when the oldest message waits that is not brought there yet, or None."""
        ...

    def place(self, destination: str, sheet: Sheet, subject: str) -> str:
        """Return the ts of a message, or an empty string where it is not there."""
        ...

    def next_at(self) -> datetime | None:
        """Return when the next pending message may go, or None where none is pending."""
        ...

    def depth(self, besides: Sheet | None = None) -> Depth:
        """Return how many messages are pending, and since when the oldest is.

        Those of one kind may be left out: a message that tells the depth is itself pending.
        """
        ...
